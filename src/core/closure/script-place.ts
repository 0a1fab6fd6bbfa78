import { LineMap } from '../diagnostics/index.ts';
import type { ErrorPlace } from '../errors/index.ts';
import type { PackageSource } from '../package/source.ts';
import type { PlannedResource } from '../terraform/index.ts';

const READABLE = /\.(tf|tf\.json|tpl|tftpl|tmpl|sh|ya?ml|cfg|conf|txt|service|json|j2)$/;
const MOST_FILES = 400;
const LONGEST_LINE = 2000;

/** Finds where a line of a script is written: in the argument, in a template that it is made of, in another file. */
export class ScriptPlaces {
  readonly #source: PackageSource;
  readonly #lines = new Map<string, readonly string[]>();

  constructor(source: PackageSource) {
    this.#source = source;
  }

  /** A file of the package as lines; undefined where there is none. */
  #linesOf(file: string): readonly string[] | undefined {
    const known = this.#lines.get(file);
    if (known) return known;
    const bytes = this.#source.files.get(file);
    if (bytes === undefined) return undefined;
    const lines = new TextDecoder().decode(bytes).split('\n');
    this.#lines.set(file, lines);
    return lines;
  }

  /** The place of a whole line of a file; lines count from 0. */
  lineOf(file: string, line: number): ErrorPlace {
    const lines = this.#linesOf(file);
    const text = lines?.[line];
    if (lines === undefined || text === undefined) return { file };
    const start = lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0);
    const indent = text.length - text.trimStart().length;
    return {
      file,
      range: new LineMap(lines.join('\n')).range(start + indent, start + text.trimEnd().length),
    };
  }

  /** The place of line `line` (from 0) of the text that an argument came to. */
  placeOf(resource: PlannedResource, argument: string, text: string, line: number): ErrorPlace {
    const { file, range, argRanges } = resource;
    const whole = argRanges[argument];
    const wanted = text.split('\n')[line]?.trim() ?? '';
    const within = whole ? { from: whole.start.line - 1, to: whole.end.line } : undefined;
    const own = this.#linesOf(file) ?? [];
    const inArgument = within && found(own.slice(within.from, within.to), wanted, line);
    if (within && inArgument !== undefined) return this.lineOf(file, within.from + inArgument);
    const others = [...this.#source.files.keys()].filter((each) => READABLE.test(each)).slice(0, MOST_FILES);
    for (const each of others) {
      const at = wanted.length < 4 ? undefined : found(this.#linesOf(each) ?? [], wanted, line);
      if (at !== undefined) return this.lineOf(each, at);
    }
    return { file, range: whole ?? range };
  }
}

/** The line that reads as wanted, interpolations aside; the one nearest to `near` where there are several. */
function found(lines: readonly string[], wanted: string, near: number): number | undefined {
  if (wanted === '') return undefined;
  const fits = (line: string): boolean =>
    line.length < LONGEST_LINE && (fitsText(line.trim()) || fitsText(unquoted(line)));
  const fitsText = (trimmed: string): boolean => {
    if (trimmed === wanted) return true;
    if (!/[$%]\{/.test(trimmed)) return false;
    const pieces = trimmed.split(/[$%]\{[^}]*\}/);
    if (pieces.join('').trim().length < 4) return false;
    let at = 0;
    for (const piece of pieces) {
      const next = wanted.indexOf(piece.replaceAll('$$', '$'), at);
      if (next === -1) return false;
      at = next + piece.length;
    }
    return wanted.startsWith(pieces[0] ?? '');
  };
  let best: number | undefined;
  for (const [i, each] of lines.entries())
    if (fits(each) && (best === undefined || Math.abs(i - near) < Math.abs(best - near))) best = i;
  return best;
}

/** A line that is a text of a list: `"…",` without its quotes. */
const unquoted = (line: string): string =>
  /^\s*"(.*)",?\s*$/.exec(line)?.[1]?.replaceAll('\\"', '"').replaceAll('\\n', '') ?? '';
