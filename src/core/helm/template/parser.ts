import { GoError } from '../go/func.ts';
import { quote, unquote } from '../go/quote.ts';
import { Lexer, type Token, type TokenType, tokenText } from './lexer.ts';
import {
  type AnyNode,
  type CommandNode,
  type ControlNode,
  type ListNode,
  type MarkNode,
  nodeText,
  type Operand,
  type PipeNode,
  type Statement,
  type VariableNode,
} from './nodes.ts';
import { numberParts } from './number.ts';

/** Deepest nesting of control structures and parentheses; Go has no limit, our stack does. */
const MAX_NESTING = 500;

/** One parsed template: its text is kept for the places of errors. */
export interface Tree {
  readonly name: string;
  readonly parseName: string;
  readonly text: string;
  readonly root: ListNode;
}

export interface ParseResult {
  readonly main: Tree;
  /** Templates of `define` and `block`, and the text itself under its own name, in the order they are added. */
  readonly trees: ReadonlyMap<string, Tree>;
}

/** True for trees that print nothing but white space: they do not replace a definition that is there. */
export function isEmptyTree(list: ListNode): boolean {
  return list.nodes.every((node) => node.type === 'text' && node.text.trim() === '');
}

/**
 * Parses template text as Go's text/template does.
 * @param hasFunction whether a function of that name exists; unknown ones are errors when parsing
 * @throws GoError with Go's words: `template: NAME:LINE: …`
 */
export function parseTemplate(
  name: string,
  text: string,
  hasFunction: (name: string) => boolean,
): ParseResult {
  return new Parser(name, text, hasFunction).parse();
}

const isMark = (node: Statement | MarkNode): node is MarkNode => node.type === 'end' || node.type === 'else';

class Parser {
  private readonly name: string;
  private readonly text: string;
  private readonly hasFunction: (name: string) => boolean;
  private readonly lexer: Lexer;
  private readonly ahead: Token[] = [];
  private current: Token = { type: 'eof', pos: 0, val: '', line: 1 };
  private vars: string[] = ['$'];
  private readonly trees = new Map<string, Tree>();
  private rangeDepth = 0;
  private actionLine = 0;
  private depth = 0;

  constructor(name: string, text: string, hasFunction: (name: string) => boolean) {
    this.name = name;
    this.text = text;
    this.hasFunction = hasFunction;
    this.lexer = new Lexer(text);
  }

  parse(): ParseResult {
    const nodes: Statement[] = [];
    while (this.peek().type !== 'eof') {
      if (this.peek().type === 'leftDelim') {
        const delim = this.next();
        const token = this.nextNonSpace();
        if (token.type === 'keyword' && token.val === 'define') {
          this.parseDefinition();
          continue;
        }
        this.backup(token);
        this.backup(delim);
      }
      const node = this.textOrAction();
      if (isMark(node)) return this.error(`unexpected ${nodeText(node)}`);
      nodes.push(node);
    }
    const main = this.tree(this.name, { type: 'list', pos: 0, nodes });
    this.add(main);
    return { main, trees: this.trees };
  }

  private tree(name: string, root: ListNode): Tree {
    return { name, parseName: this.name, text: this.text, root };
  }

  private add(tree: Tree): void {
    const old = this.trees.get(tree.name);
    if (old === undefined || isEmptyTree(old.root)) {
      this.trees.set(tree.name, tree);
      return;
    }
    if (!isEmptyTree(tree.root)) this.error(`multiple definition of template ${quote(tree.name)}`);
  }

  // Tokens

  private next(): Token {
    this.current = this.ahead.pop() ?? this.lexer.next();
    return this.current;
  }

  private backup(token: Token): void {
    this.ahead.push(token);
  }

  private peek(): Token {
    const token = this.ahead.at(-1);
    if (token !== undefined) return token;
    const fresh = this.lexer.next();
    this.ahead.push(fresh);
    this.current = fresh;
    return fresh;
  }

  private nextNonSpace(): Token {
    let token = this.next();
    while (token.type === 'space') token = this.next();
    return token;
  }

  private peekNonSpace(): Token {
    const token = this.nextNonSpace();
    this.backup(token);
    return token;
  }

  private expect(type: TokenType, context: string, other = type): Token {
    const token = this.nextNonSpace();
    if (token.type !== type && token.type !== other) this.unexpected(token, context);
    return token;
  }

  private error(message: string): never {
    throw new GoError(`template: ${this.name}:${this.current.line}: ${message}`);
  }

  private unexpected(token: Token, context: string): never {
    if (token.type === 'error') {
      let extra = '';
      if (this.actionLine !== 0 && this.actionLine !== token.line) {
        extra = ` in action started at ${this.name}:${this.actionLine}`;
        if (token.val.endsWith(' action')) extra = extra.slice(' in action'.length);
      }
      this.error(token.val + extra);
    }
    this.error(`unexpected ${tokenText(token)} in ${context}`);
  }

  private nested<T>(run: () => T): T {
    if (++this.depth > MAX_NESTING) this.error(`nesting deeper than ${MAX_NESTING}`);
    const result = run();
    this.depth--;
    return result;
  }

  // Statements

  private parseDefinition(): void {
    const context = 'define clause';
    const token = this.expect('string', context, 'rawString');
    const name = this.unquoted(token);
    this.expect('rightDelim', context);
    const [vars, rangeDepth] = [this.vars, this.rangeDepth];
    this.vars = ['$'];
    this.rangeDepth = 0;
    const [list, end] = this.itemList();
    if (end.type !== 'end') this.error(`unexpected ${nodeText(end)} in ${context}`);
    this.add(this.tree(name, list));
    this.vars = vars;
    this.rangeDepth = rangeDepth;
  }

  private unquoted(token: Token): string {
    const text = unquote(token.val);
    if (text === undefined) this.error('invalid syntax');
    return text;
  }

  private itemList(): [ListNode, MarkNode] {
    const list: ListNode = { type: 'list', pos: this.peekNonSpace().pos, nodes: [] };
    while (this.peekNonSpace().type !== 'eof') {
      const node = this.textOrAction();
      if (isMark(node)) return [list, node];
      list.nodes.push(node);
    }
    this.error('unexpected EOF');
  }

  private textOrAction(): Statement | MarkNode {
    const token = this.nextNonSpace();
    if (token.type === 'text') return { type: 'text', pos: token.pos, text: token.val };
    if (token.type === 'leftDelim') {
      this.actionLine = token.line;
      const node = this.action();
      this.actionLine = 0;
      return node;
    }
    return this.unexpected(token, 'input');
  }

  private action(): Statement | MarkNode {
    const token = this.nextNonSpace();
    if (token.type === 'keyword') {
      switch (token.val) {
        case 'block':
          return this.block();
        case 'break':
        case 'continue':
          return this.jump(token.val, token);
        case 'else':
          return this.elseMark();
        case 'end':
          return { type: 'end', pos: this.expect('rightDelim', 'end').pos, line: token.line };
        case 'if':
        case 'with':
          return this.control(token.val);
        case 'range': {
          return this.control('range');
        }
        case 'template':
          return this.templateCall();
      }
    }
    this.backup(token);
    const { pos } = this.peek();
    return { type: 'action', pos, pipe: this.pipeline('command', 'rightDelim') };
  }

  private jump(type: 'break' | 'continue', token: Token): Statement {
    const end = this.nextNonSpace();
    if (end.type !== 'rightDelim') this.unexpected(end, `{{${type}}}`);
    if (this.rangeDepth === 0) this.error(`{{${type}}} outside {{range}}`);
    return { type, pos: token.pos };
  }

  private elseMark(): MarkNode {
    const token = this.peekNonSpace();
    // `{{else if x}}` reads as `{{else}}{{if x}}` with a shared end.
    if (token.type === 'keyword' && token.val === 'if')
      return { type: 'else', pos: token.pos, line: token.line };
    const end = this.expect('rightDelim', 'else');
    return { type: 'else', pos: end.pos, line: end.line };
  }

  private control(type: 'if' | 'with' | 'range'): ControlNode {
    return this.nested(() => {
      const mark = this.vars.length;
      const pipe = this.pipeline(type, 'rightDelim');
      if (type === 'range') this.rangeDepth++;
      const [list, end] = this.itemList();
      if (type === 'range') this.rangeDepth--;
      let elseList: ListNode | undefined;
      if (end.type === 'else') {
        const token = type === 'if' ? this.peek() : undefined;
        if (token?.type === 'keyword' && token.val === 'if') {
          this.next();
          elseList = { type: 'list', pos: end.pos, nodes: [this.control('if')] };
        } else {
          const [other, last] = this.itemList();
          if (last.type !== 'end') this.error(`expected end; found ${nodeText(last)}`);
          elseList = other;
        }
      }
      this.vars.length = mark;
      return { type, pos: pipe.pos, pipe, list, elseList };
    });
  }

  private block(): Statement {
    const context = 'block clause';
    const token = this.nextNonSpace();
    const name = this.templateName(token, context);
    const pipe = this.pipeline(context, 'rightDelim');
    const [vars, rangeDepth] = [this.vars, this.rangeDepth];
    this.vars = ['$'];
    this.rangeDepth = 0;
    const [list, end] = this.itemList();
    if (end.type !== 'end') this.error(`unexpected ${nodeText(end)} in ${context}`);
    this.add(this.tree(name, list));
    this.vars = vars;
    this.rangeDepth = rangeDepth;
    return { type: 'template', pos: token.pos, name, pipe };
  }

  private templateName(token: Token, context: string): string {
    if (token.type !== 'string' && token.type !== 'rawString') this.unexpected(token, context);
    return this.unquoted(token);
  }

  private templateCall(): Statement {
    const context = 'template clause';
    const token = this.nextNonSpace();
    const name = this.templateName(token, context);
    let pipe: PipeNode | undefined;
    const end = this.nextNonSpace();
    if (end.type !== 'rightDelim') {
      this.backup(end);
      pipe = this.pipeline(context, 'rightDelim');
    }
    return { type: 'template', pos: token.pos, name, pipe };
  }

  // Pipelines

  private pipeline(context: string, end: TokenType): PipeNode {
    return this.nested(() => {
      const pipe: PipeNode = {
        type: 'pipe',
        pos: this.peekNonSpace().pos,
        isAssign: false,
        decl: [],
        cmds: [],
      };
      this.declarations(pipe, context);
      for (;;) {
        const token = this.nextNonSpace();
        if (token.type === end) {
          this.checkPipeline(pipe, context);
          return pipe;
        }
        if (!STARTS_OPERAND.has(token.type)) this.unexpected(token, context);
        this.backup(token);
        pipe.cmds.push(this.command());
      }
    });
  }

  private declarations(pipe: PipeNode, context: string): void {
    for (;;) {
      const variable = this.peekNonSpace();
      if (variable.type !== 'variable') return;
      this.nextNonSpace();
      const afterVariable = this.peek();
      const next = this.peekNonSpace();
      if (next.type === 'assign' || next.type === 'declare') {
        pipe.isAssign = next.type === 'assign';
        this.nextNonSpace();
        pipe.decl.push(this.variableNode(variable.pos, variable.val));
        this.vars.push(variable.val);
        return;
      }
      if (next.type === 'char' && next.val === ',') {
        this.nextNonSpace();
        pipe.decl.push(this.variableNode(variable.pos, variable.val));
        this.vars.push(variable.val);
        if (context === 'range' && pipe.decl.length < 2) {
          const after = this.peekNonSpace();
          if (after.type === 'variable' || after.type === 'rightDelim' || after.type === 'rightParen')
            continue;
          this.error('range can only initialize variables');
        }
        this.error(`too many declarations in ${context}`);
      }
      if (afterVariable.type === 'space' && next !== afterVariable) this.backup(afterVariable);
      this.backup(variable);
      return;
    }
  }

  private checkPipeline(pipe: PipeNode, context: string): void {
    if (pipe.cmds.length === 0) this.error(`missing value for ${context}`);
    pipe.cmds.slice(1).forEach((cmd, i) => {
      const first = cmd.args[0];
      if (first !== undefined && ['bool', 'dot', 'nil', 'number', 'string'].includes(first.type)) {
        this.error(`non executable command in pipeline stage ${i + 2}`);
      }
    });
  }

  private command(): CommandNode {
    const cmd: CommandNode = { type: 'command', pos: this.peekNonSpace().pos, args: [] };
    for (;;) {
      this.peekNonSpace();
      const operand = this.operand();
      if (operand !== undefined) cmd.args.push(operand);
      const token = this.next();
      if (token.type === 'space') continue;
      if (token.type === 'rightDelim' || token.type === 'rightParen') this.backup(token);
      else if (token.type !== 'pipe') this.unexpected(token, 'operand');
      break;
    }
    if (cmd.args.length === 0) this.error('empty command');
    return cmd;
  }

  private operand(): Operand | undefined {
    const node = this.term();
    if (node === undefined) return undefined;
    const token = this.peek();
    if (token.type !== 'field') return node;
    const field: string[] = [];
    while (this.peek().type === 'field') field.push(this.next().val.slice(1));
    switch (node.type) {
      case 'field':
        return { type: 'field', pos: token.pos, ident: [...node.ident, ...field] };
      case 'variable':
        return { type: 'variable', pos: token.pos, ident: [...node.ident, ...field] };
      case 'bool':
      case 'string':
      case 'number':
      case 'nil':
      case 'dot':
        return this.error(`unexpected . after term ${quote(nodeText(node))}`);
    }
    return { type: 'chain', pos: token.pos, node, field };
  }

  private variableNode(pos: number, val: string): VariableNode {
    return { type: 'variable', pos, ident: val.split('.') };
  }

  private term(): Operand | undefined {
    const token = this.nextNonSpace();
    const { pos } = token;
    switch (token.type) {
      case 'identifier':
        if (!this.hasFunction(token.val)) this.error(`function ${quote(token.val)} not defined`);
        return { type: 'identifier', pos, ident: token.val };
      case 'dot':
        return { type: 'dot', pos };
      case 'nil':
        return { type: 'nil', pos };
      case 'variable': {
        if (!this.vars.includes(token.val)) this.error(`undefined variable ${quote(token.val)}`);
        return this.variableNode(pos, token.val);
      }
      case 'field':
        return { type: 'field', pos, ident: [token.val.slice(1)] };
      case 'bool':
        return { type: 'bool', pos, value: token.val === 'true' };
      case 'charConstant':
      case 'number': {
        const parts = numberParts(token.val, token.type === 'charConstant');
        if (typeof parts === 'string') return this.error(parts);
        return { type: 'number', pos, text: token.val, ...parts };
      }
      case 'leftParen':
        return this.pipeline('parenthesized pipeline', 'rightParen');
      case 'string':
      case 'rawString':
        return { type: 'string', pos, quoted: token.val, text: this.unquoted(token) };
    }
    this.backup(token);
    return undefined;
  }
}

const STARTS_OPERAND: ReadonlySet<TokenType> = new Set<TokenType>([
  'bool',
  'charConstant',
  'dot',
  'field',
  'identifier',
  'number',
  'nil',
  'rawString',
  'string',
  'variable',
  'leftParen',
]);

/** `name:line:column` of a node, line from 1, column in bytes from 0, as Go counts. */
export function placeOf(tree: Tree, node: AnyNode): { line: number; column: number; location: string } {
  const before = tree.text.slice(0, node.pos);
  const newline = before.lastIndexOf('\n');
  const column = Buffer.byteLength(before.slice(newline + 1));
  let line = 1;
  for (let i = before.indexOf('\n'); i >= 0; i = before.indexOf('\n', i + 1)) line++;
  return { line, column, location: `${tree.parseName}:${line}:${column}` };
}
