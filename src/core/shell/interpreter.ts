import { assigned, comparison, echoed } from './builtins.ts';
import { Environment, isOpen, isUndecided, MOST_VALUES, open } from './environment.ts';
import { expandBody, expandText, expandWord, type Fields, globMatches } from './expand.ts';
import { shellTokens } from './lexer.ts';
import { isBare, plainText, type Token, type Word } from './tokens.ts';

/** A command as it would be started. */
export interface Invocation {
  readonly argv: readonly string[];
  /** Counts from 0 within the script. */
  readonly line: number;
  /** What a heredoc or a text feeds it. */
  readonly input?: string;
  readonly environment: Environment;
}

export interface WrittenFile {
  readonly path: string;
  readonly text: string;
  readonly line: number;
}

export interface ShellHost {
  /** A command that is no function of the script, and no builtin that changes it. */
  invoked(invocation: Invocation): void;
  wrote(file: WrittenFile): void;
  /** The script has more than is read. */
  cut?(): void;
  /** What a command within `$(…)` prints; undefined where it cannot be told. */
  printed(argv: readonly string[]): readonly string[] | undefined;
}

const MOST_STEPS = 60_000;
const DEEPEST = 20;
/** Groups and conditions within each other. */
const DEEPEST_NESTING = 200;
const KEYWORDS = new Set(['then', 'do', 'done', 'fi', 'else', 'elif', 'esac', '}']);
const DECLARES = new Set(['export', 'local', 'readonly', 'declare', 'typeset']);
const BRANCHES = new Set(['if', 'for', 'while', 'until', 'case', 'select']);

/**
 * Goes through a script without running anything: variables hold every value that they can have, both ways of a condition
 * are gone unless it compares known texts, loops over known words are gone word by word.
 */
export function interpret(script: string, host: ShellHost, environment = new Environment()): Environment {
  const budget = { left: MOST_STEPS };
  new Interpreter(shellTokens(script), host, environment, new Map(), 0, budget).all();
  if (budget.left <= 0) host.cut?.();
  return environment;
}

class Interpreter {
  readonly #tokens: readonly Token[];
  readonly #host: ShellHost;
  readonly #env: Environment;
  readonly #functions: Map<string, readonly Token[]>;
  readonly #depth: number;
  readonly #budget: { left: number };
  #at = 0;
  #nested = 0;

  constructor(
    tokens: readonly Token[],
    host: ShellHost,
    env: Environment,
    functions: Map<string, readonly Token[]>,
    depth: number,
    budget: { left: number },
  ) {
    this.#tokens = tokens;
    this.#host = host;
    this.#env = env;
    this.#functions = functions;
    this.#depth = depth;
    this.#budget = budget;
  }

  all(): void {
    while (this.#at < this.#tokens.length && this.#budget.left > 0) {
      this.#list();
      // A keyword without its partner: the script is broken there, the rest is read all the same.
      this.#at++;
    }
  }

  #bare(at = this.#at): string | undefined {
    const token = this.#tokens[at];
    return token?.kind === 'word' && isBare(token.word) ? plainText(token.word) : undefined;
  }

  #operator(at = this.#at): string | undefined {
    const token = this.#tokens[at];
    return token?.kind === 'operator' ? token.text : undefined;
  }

  /** Commands up to a keyword that ends them, `)` or `;;`. */
  #list(): void {
    let conditional = false;
    while (this.#at < this.#tokens.length && this.#budget.left-- > 0) {
      const operator = this.#operator();
      if (operator === ')' || operator === ';;' || operator === ';&' || operator === ';;&') return;
      if (operator !== undefined && operator !== '(') {
        conditional = operator === '&&' || operator === '||';
        this.#at++;
        continue;
      }
      const word = this.#bare();
      if (word !== undefined && KEYWORDS.has(word)) return;
      const before = this.#at;
      if (conditional) {
        const unchanged = this.#env.copy();
        this.#command();
        this.#env.become(Environment.merged([unchanged, this.#env]));
      } else this.#command();
      if (this.#at === before) this.#at++;
    }
  }

  #command(): void {
    if (this.#nested >= DEEPEST_NESTING) {
      this.#budget.left = 0;
      return;
    }
    this.#nested++;
    this.#oneCommand();
    this.#nested--;
  }

  #oneCommand(): void {
    const word = this.#bare();
    if (word === '!' || word === 'time') {
      this.#at++;
      this.#command();
      return;
    }
    if (this.#operator() === '(') {
      this.#at++;
      const outside = this.#env.copy();
      this.#list();
      this.#at++;
      this.#env.become(outside);
      return;
    }
    if (word === '{') {
      this.#at++;
      this.#list();
      this.#expect('}');
      return;
    }
    if (word === 'if') {
      this.#if();
      return;
    }
    if (word === 'while' || word === 'until') {
      this.#while();
      return;
    }
    if (word === 'for' || word === 'select') {
      this.#for();
      return;
    }
    if (word === 'case') {
      this.#case();
      return;
    }
    if (word === 'function' || (this.#operator(this.#at + 1) === '(' && this.#operator(this.#at + 2) === ')'))
      this.#function(word === 'function');
    else this.#simple();
  }

  #expect(word: string): void {
    if (this.#bare() === word) this.#at++;
  }

  #if(): void {
    const ways: Environment[] = [];
    let otherwise = true;
    this.#at++;
    for (;;) {
      const verdict = this.#condition();
      this.#expect('then');
      const before = this.#env.copy();
      if (verdict === false) this.#skip();
      else {
        this.#list();
        ways.push(this.#env.copy());
      }
      this.#env.become(before);
      if (verdict === true) {
        // What follows is never gone.
        while (this.#bare() === 'elif' || this.#bare() === 'else') {
          this.#at++;
          this.#skip();
          if (this.#bare() === 'then') {
            this.#at++;
            this.#skip();
          }
        }
        otherwise = false;
        break;
      }
      if (this.#bare() === 'elif') {
        this.#at++;
        continue;
      }
      if (this.#bare() === 'else') {
        this.#at++;
        this.#list();
        ways.push(this.#env.copy());
        otherwise = false;
      }
      break;
    }
    this.#expect('fi');
    this.#env.become(Environment.merged(otherwise ? [...ways, this.#env.copy()] : ways));
  }

  /** Reads the commands of a condition; tells how it ends where it compares known texts. */
  #condition(): boolean | undefined {
    const start = this.#at;
    this.#list();
    const words: Fields[] = [];
    for (const token of this.#tokens.slice(start, this.#at)) {
      if (token.kind === 'operator' && (token.text === ';' || token.text === '\n')) continue;
      if (token.kind !== 'word') return undefined;
      const readings = expandWord(token.word, this.#env, (text) => this.#printed(text));
      const [only] = readings;
      if (readings.length !== 1 || only === undefined || only.some(isUndecided)) return undefined;
      words.push(only.length === 0 ? [''] : only);
    }
    return comparison(words.flat());
  }

  /** Passes over commands up to the keyword that ends them. */
  #skip(): void {
    let depth = 0;
    for (let first = true; this.#at < this.#tokens.length; this.#at++) {
      const word: string | undefined = first ? this.#bare() : undefined;
      if (word !== undefined) {
        if (BRANCHES.has(word)) depth++;
        else if (depth === 0 && ['elif', 'else', 'fi', 'then'].includes(word)) return;
        else if (word === 'fi' || word === 'done' || word === 'esac') depth--;
      }
      const operator = this.#operator();
      const keyword: boolean = word !== undefined && ['then', 'do', 'else', 'elif', '!', '{'].includes(word);
      first = (operator !== undefined && operator !== '(') || keyword;
    }
  }

  #while(): void {
    this.#at++;
    this.#list();
    this.#expect('do');
    const before = this.#env.copy();
    this.#list();
    this.#expect('done');
    this.#env.become(Environment.merged([before, this.#env.copy()]));
  }

  #for(): void {
    this.#at++;
    const name = this.#bare() ?? '_';
    this.#at++;
    const words: Word[] = [];
    while (this.#operator() === '\n') this.#at++;
    if (this.#bare() === 'in') {
      this.#at++;
      for (let token = this.#tokens[this.#at]; token?.kind === 'word'; token = this.#tokens[this.#at]) {
        words.push(token.word);
        this.#at++;
      }
    }
    while (this.#operator() !== undefined) this.#at++;
    this.#expect('do');
    const start = this.#at;
    const values = [
      ...new Set(words.flatMap((word) => expandWord(word, this.#env, (text) => this.#printed(text)).flat())),
    ].slice(0, MOST_VALUES);
    if (values.length === 0) values.push(open(name));
    for (const value of values) {
      this.#at = start;
      this.#env.set(name, [value]);
      this.#list();
    }
    this.#expect('done');
  }

  #case(): void {
    this.#at++;
    const token = this.#tokens[this.#at++];
    const values =
      token?.kind === 'word' ? expandText(token.word, this.#env, (text) => this.#printed(text)) : [];
    const known = values.length > 0 && !values.some(isUndecided);
    this.#expect('in');
    const before = this.#env.copy();
    const ways: Environment[] = [before];
    let done = false;
    while (this.#at < this.#tokens.length && this.#budget.left-- > 0) {
      while (this.#operator() !== undefined) this.#at++;
      if (this.#bare() === 'esac') break;
      const patterns: string[] = [];
      for (
        let each = this.#tokens[this.#at];
        each && this.#operator() !== ')';
        each = this.#tokens[++this.#at]
      )
        if (each.kind === 'word')
          patterns.push(...expandText(each.word, this.#env, (text) => this.#printed(text)));
      this.#at++;
      const fits =
        !known ||
        patterns.some(
          (pattern) => isOpen(pattern) || values.some((value) => globMatches(pattern, value) !== false),
        );
      if (fits && !done) {
        this.#list();
        ways.push(this.#env.copy());
        this.#env.become(before);
        if (known && values.length === 1) done = true;
      } else this.#skipCase();
    }
    this.#expect('esac');
    this.#env.become(Environment.merged(ways));
  }

  #skipCase(): void {
    let depth = 0;
    for (; this.#at < this.#tokens.length; this.#at++) {
      const word = this.#bare();
      if (word === 'case') depth++;
      if (word === 'esac' && depth-- === 0) return;
      if (depth === 0 && /^;(;&?|&)$/.test(this.#operator() ?? '')) return;
    }
  }

  #function(keyword: boolean): void {
    if (keyword) this.#at++;
    const name = this.#bare() ?? '';
    this.#at++;
    while (this.#operator() !== undefined) this.#at++;
    const start = this.#at;
    let depth = 0;
    for (; this.#at < this.#tokens.length; this.#at++) {
      if (this.#bare() === '{') depth++;
      if (this.#bare() === '}' && --depth <= 0) break;
    }
    this.#functions.set(name, this.#tokens.slice(start + 1, this.#at));
    this.#at++;
  }

  /** One command with its assignments and redirections. */
  #simple(): void {
    const words: Word[] = [];
    const given: [string, readonly string[], boolean][] = [];
    const inputs: string[] = [];
    const outputs: { readonly adds: boolean; readonly target: Word }[] = [];
    const printed = (text: string): readonly string[] => this.#printed(text);
    let line: number | undefined;
    for (; this.#at < this.#tokens.length; this.#at++) {
      const token = this.#tokens[this.#at];
      if (token === undefined || token.kind === 'operator') break;
      if (token.kind === 'redirect') {
        const { text, target, heredoc } = token;
        if (heredoc?.body) {
          const { body } = heredoc;
          inputs.push(...(body.expands ? expandBody(body.text, body.line, this.#env, printed) : [body.text]));
        } else if (text === '<<<') inputs.push(...expandText(target, this.#env, printed));
        else if (text === '>' || text === '>>' || text === '>|')
          outputs.push({ adds: text === '>>', target });
        continue;
      }
      if (token.kind === 'array') {
        const list = token.words.flatMap((word) => expandWord(word, this.#env, printed).flat());
        const before = token.adds ? (this.#env.get(token.name)?.list ?? []) : [];
        this.#env.set(token.name, list.slice(0, 1), [...before, ...list]);
        continue;
      }
      line ??= token.word.line;
      const assignment = words.length === 0 ? assigned(token.word) : undefined;
      if (assignment) {
        given.push([assignment.name, expandText(assignment.value, this.#env, printed), assignment.adds]);
      } else words.push(token.word);
    }
    if (words.length === 0) {
      for (const [name, values, adds] of given) this.#assign(this.#env, name, values, adds);
      return;
    }
    const scope = given.length > 0 ? this.#env.copy() : this.#env;
    for (const [name, values, adds] of given) this.#assign(scope, name, values, adds);
    let readings: readonly Fields[] = [[]];
    for (const word of words) {
      const each = expandWord(word, this.#env, printed);
      readings = readings
        .flatMap((reading) => each.map((fields) => [...reading, ...fields]))
        .slice(0, MOST_VALUES);
    }
    for (const argv of readings) {
      for (const input of inputs.length > 0 ? inputs : [undefined])
        this.#start(argv, words, line ?? 0, input, outputs, scope);
    }
  }

  #assign(env: Environment, name: string, values: readonly string[], adds: boolean): void {
    const before = adds ? (env.get(name)?.values ?? ['']) : [''];
    env.set(
      name,
      before.flatMap((one) => values.map((value) => one + value)),
    );
  }

  #start(
    argv: Fields,
    words: readonly Word[],
    line: number,
    input: string | undefined,
    outputs: readonly { readonly adds: boolean; readonly target: Word }[],
    scope: Environment,
  ): void {
    const [command = ''] = argv;
    const printed = (text: string): readonly string[] => this.#printed(text);
    for (const { target } of outputs) {
      const text =
        command === 'cat' && argv.length === 1
          ? input
          : command === 'echo' || command === 'printf'
            ? echoed(argv)
            : undefined;
      for (const path of expandText(target, this.#env, printed))
        if (text !== undefined) this.#host.wrote({ path, text, line });
    }
    if (command === 'tee' && input !== undefined)
      for (const path of argv.slice(1))
        if (!path.startsWith('-')) this.#host.wrote({ path, text: input, line });
    if (DECLARES.has(command)) {
      for (const word of words.slice(1)) {
        const assignment = assigned(word);
        if (assignment)
          this.#assign(this.#env, assignment.name, expandText(assignment.value, this.#env, printed), false);
      }
      return;
    }
    if (command === 'read') {
      for (const name of argv.slice(1)) if (/^[A-Za-z_]\w*$/.test(name)) this.#env.set(name, [open(name)]);
      return;
    }
    if (command === 'unset') {
      for (const name of argv.slice(1)) this.#env.unset(name);
      return;
    }
    const body = this.#functions.get(command);
    if (body && this.#depth < DEEPEST) {
      for (const [i, value] of argv.entries()) if (i > 0) this.#env.set(String(i), [value]);
      this.#env.set('@', argv.slice(1), argv.slice(1));
      this.#env.set('*', [argv.slice(1).join(' ')]);
      new Interpreter(body, this.#host, this.#env, this.#functions, this.#depth + 1, this.#budget).all();
      return;
    }
    this.#host.invoked({ argv, line, environment: scope, ...(input === undefined ? {} : { input }) });
  }

  /** What `$(…)` prints. Pulls within it count as those outside do. */
  #printed(script: string): readonly string[] {
    if (this.#depth >= DEEPEST) return [open('$(…)')];
    const unknown = [open(`$(${script.trim().slice(0, 60)})`)];
    let result: readonly string[] | undefined;
    let commands = 0;
    const outer = this.#host;
    const host: ShellHost = {
      wrote: (file) => outer.wrote(file),
      printed: (argv) => outer.printed(argv),
      invoked(invocation) {
        commands++;
        const { argv } = invocation;
        const text =
          argv[0] === 'echo' || argv[0] === 'printf' ? [echoed(argv).trimEnd()] : outer.printed(argv);
        result = commands === 1 ? text : undefined;
        if (text === undefined) outer.invoked(invocation);
      },
    };
    const inner = new Interpreter(
      shellTokens(script),
      host,
      this.#env.copy(),
      this.#functions,
      this.#depth + 1,
      this.#budget,
    );
    inner.all();
    return result ?? unknown;
  }
}
