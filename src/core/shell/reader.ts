import { parse as parseYaml } from 'yaml';
import { isJsonObject, type Json } from '../json.ts';
import { type EngineCall, engineCalls } from './container-commands.ts';
import { Environment, isOpen, readable } from './environment.ts';
import { type Invocation, interpret, type ShellHost, type WrittenFile } from './interpreter.ts';

/** A file that machines have: written by what was read before, or brought by the package. */
export interface KnownFile {
  readonly path: string;
  readonly text: string;
}

/** An image that a script pulls. */
export interface ScriptPull {
  readonly image: string;
  /** The command that pulls it, `docker run`; the file that names it. */
  readonly by: string;
  readonly line: number;
  /** The file that was read, where it is not the script itself. */
  readonly file?: string;
}

/** Something in a script whose images cannot be told. */
export interface ScriptGap {
  readonly kind:
    | 'image'
    | 'no-image'
    | 'compose'
    | 'manifest'
    | 'build'
    | 'script'
    | 'piped'
    | 'chart'
    | 'broken'
    | 'format';
  /** What stands there: an image with open parts, a path, a command. */
  readonly what: string;
  readonly line: number;
  readonly file?: string;
}

export interface ScriptReading {
  readonly pulls: readonly ScriptPull[];
  readonly gaps: readonly ScriptGap[];
}

export interface ReaderOptions {
  /** Architectures of the machine (`amd64`, `arm64`), for `uname -m`. */
  readonly arches: readonly string[];
  /** A file that the package brings onto the machine; undefined for others. */
  readonly file: (path: string) => KnownFile | undefined;
}

const DEEPEST = 8;
const LONGEST = 1_000_000;
const LONGEST_LINE = 4000;
const MOST = 2000;
const SHELLS = /^(ba|da|z|k|a)?sh$/;
const SYSTEM =
  /^\/(usr\/)?(local\/)?s?bin\/[\w.-]+$|^\/etc\/(profile|environment|os-release|bashrc)|^\/etc\/profile\.d\/|^\/etc\/init\.d\//;
const UNAMES: Readonly<Record<string, string>> = { amd64: 'x86_64', arm64: 'aarch64' };

/** Reads user data, scripts, compose files and manifests for the images that they pull. Runs nothing, throws nothing. */
export class ScriptReader {
  readonly #options: ReaderOptions;
  readonly #pulls: ScriptPull[] = [];
  readonly #gaps: ScriptGap[] = [];
  readonly #files = new Map<string, string>();
  /** Images that the machine makes itself. */
  readonly #made = new Set<string>();
  readonly #readFiles = new Set<string>();
  /** Files that were written: those that nothing runs or names are read at the end. */
  readonly #written: {
    readonly path: string;
    readonly text: string;
    readonly line: number;
    readonly file?: string;
  }[] = [];
  readonly #used = new Set<string>();

  constructor(options: ReaderOptions) {
    this.#options = options;
  }

  result(): ScriptReading {
    for (let each = this.#written.shift(); each; each = this.#written.shift())
      if (!this.#used.has(each.path)) this.#document(each.path, each.text, each);
    const key = (each: ScriptPull | ScriptGap): string => JSON.stringify(each);
    const distinct = <T extends ScriptPull | ScriptGap>(all: readonly T[]): readonly T[] => [
      ...new Map(all.map((each) => [key(each), each])).values(),
    ];
    return {
      pulls: distinct(this.#pulls.filter((each) => !this.#made.has(each.image))),
      gaps: distinct(this.#gaps),
    };
  }

  gap(gap: ScriptGap): void {
    if (this.#gaps.length < MOST) this.#gaps.push(gap);
  }

  /** A script of a shell. `line`: of its first line; `file`: whose lines they are, where it is not the text that was given. */
  script(
    text: string,
    place: { line?: number; file?: string; environment?: Environment; depth?: number } = {},
  ): void {
    const { line = 0, file, environment, depth = 0 } = place;
    if (depth > DEEPEST || text.length > LONGEST) {
      this.gap({ kind: 'script', what: file ?? '…', line, ...(file === undefined ? {} : { file }) });
      return;
    }
    const at = (own: number) => ({ line: line + own, ...(file === undefined ? {} : { file }) });
    const host: ShellHost = {
      invoked: (each) => this.#command(each.argv, each, at(each.line), depth),
      wrote: (written) => this.#wrote(written, at(written.line)),
      printed: (argv) => this.#printed(argv),
      cut: () => this.gap({ kind: 'script', what: '…', ...at(0) }),
    };
    interpret(text, host, environment);
  }

  /** A file by its kind: units, compose files, manifests, scripts. Others say nothing of images. */
  #document(path: string, text: string, { line, file }: { line: number; file?: string }): void {
    const place = { line, ...(file === undefined ? {} : { file }) };
    const depth = 1;
    const key = `${path}\0${text}`;
    if (this.#readFiles.has(key)) return;
    this.#readFiles.add(key);
    const base = path.slice(path.lastIndexOf('/') + 1);
    if (/\.service$/.test(base)) this.#unit(text, place, depth);
    else if (/\.container$/.test(base)) {
      for (const [i, one] of text.split('\n').entries()) {
        const image = /^\s*Image\s*=\s*(\S+)/.exec(one)?.[1];
        if (image !== undefined) this.#image(image, base, { ...place, line: place.line + i });
      }
    } else if (/\.ya?ml$/.test(base)) this.#yaml(path, text, place, undefined);
    else if (/\.sh$/.test(base) || /^#!.*\b(ba|da|z|k|a)?sh\b/.test(text))
      this.script(text, { ...place, depth: depth + 1 });
  }

  #wrote({ path, text }: WrittenFile, place: { line: number; file?: string }): void {
    this.write(path, text, { ...place, line: place.line + 1 });
  }

  /** A file is written, its first line standing at a line of what writes it. */
  write(path: string, text: string, place: { line: number; file?: string }): void {
    if (this.#written.length >= MOST) return;
    this.#files.set(path, text);
    this.#written.push({ path, text, ...place });
  }

  #unit(text: string, place: { line: number; file?: string }, depth: number): void {
    const joined = text.replace(/\\\n/g, (all) => ` ${all.slice(2)}`);
    for (const [i, one] of joined.split('\n').entries()) {
      const command = /^\s*Exec(?:Start|StartPre|StartPost|Reload)\s*=\s*[-@:+!]*(.*)$/.exec(one)?.[1];
      if (command !== undefined) this.script(command, { ...place, line: place.line + i, depth: depth + 1 });
    }
  }

  #image(image: string, by: string, place: { line: number; file?: string }): void {
    if (this.#pulls.length >= MOST) return;
    if (isOpen(image)) this.gap({ kind: 'image', what: readable(image), ...place });
    else this.#pulls.push({ image, by, ...place });
  }

  /** What is known of a file, by its path or else by its name alone. */
  #find(path: string): KnownFile | undefined {
    const exact = this.#files.get(path);
    if (exact !== undefined) {
      this.#used.add(path);
      return { path, text: exact };
    }
    const base = path.slice(path.lastIndexOf('/') + 1);
    const named = [...this.#files].filter(([each]) => each.slice(each.lastIndexOf('/') + 1) === base);
    const relative = !path.startsWith('/') || named.length === 1;
    const found = relative ? named.at(-1) : undefined;
    if (found && (!path.startsWith('/') || !found[0].startsWith('/') || found[0] === path)) {
      this.#used.add(found[0]);
      return { path: found[0], text: found[1] };
    }
    return this.#options.file(path);
  }

  #command(
    argv: readonly string[],
    invocation: Invocation,
    place: { line: number; file?: string },
    depth: number,
  ): void {
    const [command = '', ...words] = argv;
    const name = command.slice(command.lastIndexOf('/') + 1);
    const again = (rest: readonly string[]): void => this.#command(rest, invocation, place, depth);
    const inner = (text: string | undefined): void =>
      text === undefined
        ? undefined
        : isOpen(text)
          ? this.gap({ kind: 'script', what: readable(text).slice(0, 200), ...place })
          : this.script(text, { ...place, environment: invocation.environment.copy(), depth: depth + 1 });
    switch (name) {
      case '':
        return;
      case 'sudo':
      case 'nohup':
      case 'exec':
      case 'command':
      case 'nice':
      case 'ionice':
      case 'setsid':
      case 'stdbuf':
      case 'time':
      case 'retry':
        again(withoutOptions(words, /^-[ugnhprcio]$/));
        return;
      case 'env':
        again(withoutOptions(words, /^-[uCS]$/).filter((_each, i, all) => !isAssignment(all, i)));
        return;
      case 'timeout':
        again(withoutOptions(words, /^-[ks]$/).slice(1));
        return;
      case 'eval':
        inner(words.join(' '));
        return;
      case 'su':
        if (words.includes('-c')) inner(words[words.indexOf('-c') + 1]);
        return;
      case 'xargs': {
        const rest = withoutOptions(words, /^-[nPIdLsE]$/);
        const calls = engineCalls([...rest, 'x']).filter((each) => each.kind === 'pulls');
        if (calls.length > 0) this.gap({ kind: 'no-image', what: `xargs ${rest.join(' ')}`, ...place });
        return;
      }
      case 'source':
      case '.':
        this.#runs(words[0] ?? '', place, depth, invocation.environment);
        return;
      case 'curl':
      case 'wget':
        return;
      case 'helm':
        if (words.includes('install') || words.includes('upgrade'))
          this.gap({ kind: 'chart', what: argv.join(' ').slice(0, 200), ...place });
        return;
    }
    if (SHELLS.test(name)) {
      const at = words.findIndex((each) => /^-[a-z]*c$/.test(each));
      if (at !== -1) {
        inner(words[at + 1]);
        return;
      }
      const path = withoutOptions(words, /^-o$/)[0];
      if (path !== undefined && path !== '-' && path !== '/dev/stdin') {
        this.#runs(path, place, depth, invocation.environment.copy());
        return;
      }
      if (invocation.input !== undefined) {
        inner(invocation.input);
        return;
      }
      this.gap({ kind: 'piped', what: name, ...place });
      return;
    }
    const calls = engineCalls(argv);
    for (const call of calls) this.#call(call, argv, invocation, place);
    const isScript = /\.(sh|run|bash)$/.test(command) || (command.includes('/') && !SYSTEM.test(command));
    if (calls.length === 0 && isScript && !isOpen(command))
      this.#runs(command, place, depth, invocation.environment.copy());
    else if (calls.length === 0 && isOpen(command) && words.length > 0) {
      const guess = engineCalls(['docker', ...words]).some((each) => each.kind === 'pulls');
      if (guess && ['run', 'pull', 'create'].includes(words[0] ?? ''))
        this.gap({ kind: 'image', what: readable(argv.join(' ')).slice(0, 200), ...place });
    }
  }

  /** Another script is run: one that is known is read, of others it is said. */
  #runs(path: string, place: { line: number; file?: string }, depth: number, environment: Environment): void {
    if (path === '' || SYSTEM.test(path)) return;
    const known = isOpen(path) ? undefined : this.#find(path);
    if (known === undefined) {
      if (
        /\.(env|conf|config|cfg|json|properties|txt)$|(^|\/)\.?(env|config|bashrc|profile|bash_profile)$/.test(
          path,
        )
      )
        return;
      this.gap({ kind: 'script', what: readable(path), ...place });
      return;
    }
    const key = `run ${known.path}\0${known.text}`;
    if (this.#readFiles.has(key)) return;
    this.#readFiles.add(key);
    this.script(known.text, { line: 0, file: known.path, environment, depth: depth + 1 });
  }

  #call(
    call: EngineCall,
    argv: readonly string[],
    { input, environment }: Invocation,
    place: { line: number; file?: string },
  ): void {
    const by = argv.slice(0, 2).join(' ');
    switch (call.kind) {
      case 'pulls':
        if (isOpen(call.image) && argv.length > 0) {
          this.gap({ kind: 'image', what: readable(call.image), ...place });
        } else this.#image(call.image, by, place);
        return;
      case 'makes':
        this.#made.add(call.image);
        return;
      case 'open':
        this.gap({ kind: 'no-image', what: readable(argv.join(' ')).slice(0, 200), ...place });
        return;
      case 'builds': {
        if (call.image !== undefined) this.#made.add(call.image);
        const file = this.#find(call.file);
        if (file) this.#dockerfile(file.text, { ...place });
        else this.gap({ kind: 'build', what: readable(call.file), ...place });
        return;
      }
      case 'files':
        for (const path of call.files) this.#file(path, call.what, input, environment, place);
    }
  }

  #file(
    path: string,
    what: 'compose' | 'manifest',
    input: string | undefined,
    environment: Environment,
    place: { line: number; file?: string },
  ): void {
    const standard = path === '-' || path === '/dev/stdin';
    const usual = /(^|\/)docker-compose\.yml$/.test(path)
      ? ['docker-compose.yml', 'docker-compose.yaml', 'compose.yaml', 'compose.yml'].map((name) =>
          path.replace(/docker-compose\.yml$/, name),
        )
      : [path];
    const known = standard
      ? input === undefined
        ? undefined
        : { path: '-', text: input }
      : usual.map((each) => this.#find(each)).find((each) => each !== undefined);
    if (known === undefined) {
      this.gap({ kind: what, what: readable(path), ...place });
      return;
    }
    const brought = this.#files.has(known.path) || standard ? {} : { file: known.path, line: 0 };
    this.#yaml(
      known.path,
      known.text,
      { ...place, ...brought },
      what === 'compose' ? environment : undefined,
    );
  }

  #dockerfile(text: string, place: { line: number; file?: string }): void {
    const stages = new Set<string>();
    const args = new Environment();
    for (const each of shortLines(text.replace(/\\\n/g, ' ')).split('\n')) {
      const [, name, value] = /^\s*ARG\s+(\w+)=(\S+)/i.exec(each) ?? [];
      if (name !== undefined && value !== undefined) args.set(name, [value.replace(/^["']|["']$/g, '')]);
      const [, from, stage] = /^\s*FROM\s+(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/i.exec(each) ?? [];
      if (from === undefined) continue;
      if (from !== 'scratch' && !stages.has(from.toLowerCase()))
        for (const image of this.#interpolated(from, args)) this.#image(image, 'Dockerfile', place);
      if (stage !== undefined) stages.add(stage.toLowerCase());
    }
  }

  /** A text with `${NAME}` and `${NAME:-default}` as compose and Dockerfiles read them. */
  #interpolated(text: string, environment: Environment): readonly string[] {
    const found: string[] = [];
    const host: ShellHost = {
      invoked: ({ argv }) => void found.push(argv.slice(1).join(' ')),
      wrote: () => undefined,
      printed: () => undefined,
    };
    interpret(
      `: "${text
        .replaceAll('$$', '\\$')
        .replace(/["`\\]/g, '\\$&')
        .replaceAll('\\\\$', '\\$')}"`,
      host,
      environment.copy(),
    );
    return found;
  }

  /** Images of a compose file (`services`) or of manifests. Compose's variables are those of `.env` and of the shell. */
  #yaml(
    path: string,
    text: string,
    place: { line: number; file?: string },
    environment: Environment | undefined,
  ): void {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    for (const [i, part] of text.split(/^---.*$/m).entries()) {
      let data: Json;
      try {
        data = parseYaml(part, { maxAliasCount: 50, merge: true, logLevel: 'error' }) as Json;
      } catch {
        if (/\bimage\s*:/.test(part)) this.gap({ kind: 'broken', what: path, ...place });
        continue;
      }
      if (!isJsonObject(data)) continue;
      if (isJsonObject(data.services) && i === 0) {
        const dotEnv = shortLines(this.#files.get(`${folder}.env`) ?? '');
        const variables = environment?.copy() ?? new Environment();
        for (const [, name = '', value = ''] of dotEnv.matchAll(
          /^\s*(?:export\s+)?(\w+)\s*=\s*["']?([^"'\n]*?)["']?\s*$/gm,
        ))
          if (variables.get(name) === undefined) variables.set(name, [value]);
        for (const service of Object.values(data.services)) {
          if (!isJsonObject(service)) continue;
          const { image, build } = service;
          if (build !== undefined && build !== null) {
            const context =
              typeof build === 'string' ? build : isJsonObject(build) ? String(build.context ?? '.') : '.';
            const file = this.#find(`${context.replace(/\/$/, '')}/Dockerfile`);
            if (file) this.#dockerfile(file.text, place);
            else this.gap({ kind: 'build', what: `${context}/Dockerfile`, ...place });
            if (typeof image === 'string') this.#made.add(image);
            continue;
          }
          if (typeof image !== 'string' || service.pull_policy === 'never') continue;
          for (const each of this.#interpolated(image, variables))
            this.#image(each, path, { ...place, line: place.line + lineOf(text, image) });
        }
        continue;
      }
      if (typeof data.apiVersion === 'string' && typeof data.kind === 'string')
        for (const image of manifestImages(data, 0))
          this.#image(image, path, { ...place, line: place.line + lineOf(text, image) });
    }
  }

  #printed(argv: readonly string[]): readonly string[] | undefined {
    const line = argv.join(' ');
    const { arches } = this.#options;
    if (arches.length === 0) return undefined;
    if (/^(uname -(m|p|i)|arch)$/.test(line)) return arches.map((arch) => UNAMES[arch] ?? arch);
    if (line === 'dpkg --print-architecture') return [...arches];
    if (argv[0] === 'cat' && argv.length === 2) {
      const text = this.#files.get(argv[1] ?? '');
      return text === undefined ? undefined : [text.trimEnd()];
    }
    return undefined;
  }
}

/** A text without its very long lines: patterns go over each line. */
const shortLines = (text: string): string =>
  text
    .split('\n')
    .filter((each) => each.length < LONGEST_LINE)
    .join('\n');

/** The line of a text that holds words, from 0. */
const lineOf = (text: string, words: string): number => {
  const at = text.indexOf(words);
  return at === -1 ? 0 : text.slice(0, at).split('\n').length - 1;
};

/** Images of the containers within an object of Kubernetes. */
function* manifestImages(value: Json | undefined, depth: number): Generator<string> {
  if (depth > 40) return;
  if (Array.isArray(value)) {
    for (const each of value) yield* manifestImages(each, depth + 1);
    return;
  }
  if (!isJsonObject(value)) return;
  for (const [key, each] of Object.entries(value)) {
    if (/^(initC|ephemeralC|c)ontainers$/.test(key) && Array.isArray(each)) {
      for (const container of each)
        if (isJsonObject(container) && typeof container.image === 'string') yield container.image;
    }
    yield* manifestImages(each, depth + 1);
  }
}

/** The words behind the options of a command that starts another; `valued` are options with a value of their own. */
function withoutOptions(words: readonly string[], valued: RegExp): readonly string[] {
  let at = 0;
  while ((words[at] ?? '').startsWith('-') && words[at] !== '-') at += valued.test(words[at] ?? '') ? 2 : 1;
  return words.slice(at);
}

const isAssignment = (words: readonly string[], at: number): boolean =>
  words.slice(0, at + 1).every((each) => /^\w+=/.test(each));
