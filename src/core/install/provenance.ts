import { LineMap } from '../diagnostics/index.ts';
import type { ErrorPlace } from '../errors/index.ts';
import type { Json } from '../json.ts';
import type { PackageModel } from '../package/model.ts';
import type { PackageSource } from '../package/source.ts';
import type { PlannedResource } from '../terraform/plan/types.ts';
import { text } from '../text.ts';
import type { Cause } from './events.ts';
import { show } from './values.ts';

const VARIABLE = /\bvar\.([A-Za-z_][\w-]*)/g;
const LONGEST_SNIPPET = 160;
/** How far a block is looked through for one of its arguments. */
const LONGEST_BLOCK = 50_000;

/** Where the n-th block of a name starts, at or after an offset. */
function blockStart(content: string, offset: number, name: string, n: number): number {
  const header = new RegExp(`^[ \\t]*${name}[ \\t]*\\{`, 'gm');
  header.lastIndex = content.lastIndexOf('\n', offset) + 1;
  let at = offset;
  for (let i = 0; i <= n; i++) {
    const found = header.exec(content);
    if (!found) break;
    if (i === n) at = found.index;
  }
  return at;
}

/** The end of the braces that open at or after an offset. Braces within texts come in pairs often enough. */
function closing(content: string, from: number): number {
  let depth = 0;
  const limit = Math.min(content.length, from + LONGEST_BLOCK);
  for (let i = from; i < limit; i++) {
    if (content[i] === '{') depth++;
    else if (content[i] === '}' && --depth <= 0) return i;
  }
  return limit;
}

/** A piece of a file: the characters from `start` to `end`. */
export interface WrittenText {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Says where a value of a resource came from: the line that wrote it, the form field or default that fed it. */
export class Provenance {
  readonly #source: PackageSource;
  readonly #model: PackageModel;
  readonly #answered: ReadonlySet<string>;
  readonly #texts = new Map<string, string>();

  constructor(source: PackageSource, model: PackageModel, answered: Iterable<string>) {
    this.#source = source;
    this.#model = model;
    this.#answered = new Set(answered);
  }

  /** Where an argument (`image_id`, `worker_config.0.instance_type`) is written; the block's header where it is not. */
  place(resource: PlannedResource, argument?: string): ErrorPlace {
    const steps = (argument ?? '').split('.');
    const top = steps[0] ?? '';
    const range = resource.argRanges[top];
    if (range === undefined) return { file: resource.file, range: resource.range };
    const leaf = steps.length > 1 ? (steps.at(-1) ?? '') : '';
    if (!/^[A-Za-z_][\w-]*$/.test(leaf)) return { file: resource.file, range };
    const content = this.#text(resource.file);
    const from = blockStart(content, range.start.offset, top, Number(steps[1] ?? 0) || 0);
    const inside = new RegExp(`^[ \\t]*"?${leaf}"?[ \\t]*[=:].*$`, 'm').exec(
      content.slice(from, closing(content, from)),
    );
    if (!inside) return { file: resource.file, range };
    const start = from + inside.index + (inside[0].length - inside[0].trimStart().length);
    return {
      file: resource.file,
      range: new LineMap(content).range(start, from + inside.index + inside[0].length),
    };
  }

  /** The links from the written line to the value: what stands there, and what fed it. No argument (`''`): the whole resource. */
  causes(resource: PlannedResource, argument: string, value: Json | undefined, secret = false): Cause[] {
    const place = this.place(resource, argument);
    const written = this.#snippet(place);
    const name = argument.replace(/\.\d+/g, '');
    const source: Cause = {
      kind: 'source',
      text: text(`${resource.address}: ${written}`, `${resource.address}:${written}`),
      place,
    };
    const origins = this.#origins(written);
    if (name === '') return [source, ...origins];
    const shown = secret ? '"******"' : show(value);
    const given: Cause = {
      kind: 'value',
      text: text(`${name} is ${shown}`, `${name} 的值为 ${shown}`),
      place,
    };
    return [source, ...origins, given];
  }

  /** What is written for an argument, without its name; undefined where it is not written. */
  expression(resource: PlannedResource, argument: string): WrittenText | undefined {
    if (resource.argRanges[argument.split('.')[0] ?? ''] === undefined) return undefined;
    const { file, range } = this.place(resource, argument);
    if (range === undefined) return undefined;
    const content = this.#text(file);
    const whole = content.slice(range.start.offset, range.end.offset);
    // A top-level argument's range is its expression; one inside a block is found by its line.
    const sign = argument.includes('.') ? (/^[^=:]*[=:]\s*/.exec(whole)?.[0] ?? whole) : '';
    if (sign.length === whole.length) return undefined;
    const text = whole.slice(sign.length).replace(/\s*(#.*|\/\/.*)?$/, '');
    const start = range.start.offset + sign.length;
    return { file, start, end: start + text.length, text };
  }

  /** Form fields that an argument reads, by name. */
  argsBehind(resource: PlannedResource, argument: string): readonly string[] {
    const written = this.expression(resource, argument)?.text ?? '';
    const names = new Set([...written.matchAll(VARIABLE)].map((match) => match[1] ?? ''));
    return [...names].filter((name) => this.#model.args.some((arg) => arg.name === name));
  }

  /** The text of a file of the package; empty where there is none. */
  text(file: string): string {
    return this.#text(file);
  }

  /** The lines of a file that match, in order. */
  lines(file: string, pattern: RegExp): readonly ErrorPlace[] {
    const content = this.#text(file);
    const map = new LineMap(content);
    return [...content.matchAll(new RegExp(pattern.source, 'gm'))].map((match) => {
      const start = match.index + (match[0].length - match[0].trimStart().length);
      return { file, range: map.range(start, match.index + match[0].trimEnd().length) };
    });
  }

  /** Form fields and defaults that an expression reads. */
  #origins(written: string): Cause[] {
    const names = new Set([...written.matchAll(VARIABLE)].map((match) => match[1] ?? ''));
    return [...names].flatMap((name): Cause[] => {
      const arg = this.#model.args.find((each) => each.name === name);
      if (arg) {
        const place = { file: 'package.yaml', range: arg.range };
        return this.#answered.has(name)
          ? [
              {
                kind: 'value',
                text: text(
                  `var.${name} was chosen in the form: "${arg.label}"`,
                  `var.${name} 在表单“${arg.label}”中选择`,
                ),
                place,
              },
            ]
          : [
              {
                kind: 'value',
                text: text(
                  `var.${name} was left empty in the form: "${arg.label}"`,
                  `var.${name} 在表单“${arg.label}”中留空`,
                ),
                place,
              },
            ];
      }
      const place = this.#declaration(name);
      return place
        ? [{ kind: 'value', text: text(`var.${name} has its default`, `var.${name} 使用默认值`), place }]
        : [];
    });
  }

  #declaration(name: string): ErrorPlace | undefined {
    const pattern = new RegExp(`^[ \\t]*variable[ \\t]+"${name.replace(/\W/g, '\\$&')}"`, 'm');
    for (const file of this.#source.files.keys()) {
      if (!file.endsWith('.tf')) continue;
      const content = this.#text(file);
      const match = pattern.exec(content);
      if (match)
        return { file, range: new LineMap(content).range(match.index, match.index + match[0].length) };
    }
    return undefined;
  }

  #snippet(place: ErrorPlace): string {
    const content = this.#text(place.file);
    if (place.range === undefined) return '';
    const { start, end } = place.range;
    const lineStart = content.lastIndexOf('\n', start.offset - 1) + 1;
    const written = content.slice(lineStart, end.offset).trim().replace(/\s+/g, ' ');
    return written.length > LONGEST_SNIPPET ? `${written.slice(0, LONGEST_SNIPPET)}…` : written;
  }

  #text(file: string): string {
    const known = this.#texts.get(file);
    if (known !== undefined) return known;
    const bytes = this.#source.files.get(file);
    const content = bytes === undefined ? '' : new TextDecoder().decode(bytes);
    this.#texts.set(file, content);
    return content;
  }
}
