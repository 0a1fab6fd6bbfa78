import { text } from '../../text.ts';
import { suggest } from '../suggest.ts';
import { entryOf, type YamlMap, type YamlNode, type YamlSeq } from '../yaml/index.ts';
import type { Reporter } from './reporter.ts';

const KINDS = {
  map: text('a mapping', '映射'),
  seq: text('a list', '列表'),
  string: text('a string', '字符串'),
  boolean: text('true or false', 'true 或 false'),
};

/** Typed access to the fields of one mapping; what is missing or has the wrong type is reported and undefined. */
export class Fields {
  readonly map: YamlMap;
  readonly #reporter: Reporter;
  readonly #where: string;

  /** `where` is how messages name the mapping: `args[0]`, `role.policy`; empty for the top level. */
  constructor(map: YamlMap, where: string, reporter: Reporter) {
    this.map = map;
    this.#where = where;
    this.#reporter = reporter;
  }

  #name(key: string): string {
    return this.#where === '' ? key : `${this.#where}.${key}`;
  }

  node(key: string): YamlNode | undefined {
    return entryOf(this.map, key)?.value;
  }

  /** The node of a field that has to be there. */
  required(key: string): YamlNode | undefined {
    const node = this.node(key);
    if (node !== undefined && !(node.kind === 'scalar' && (node.value === null || node.value === '')))
      return node;
    const name = this.#name(key);
    const span = entryOf(this.map, key)?.keySpan ?? { start: this.map.span.start, end: this.#headEnd() };
    this.#reporter.report('PKG104', span, text(`"${name}" is missing.`, `缺少 "${name}"。`));
    return undefined;
  }

  /** The first key stands for a mapping that lacks something: marking all of it would hide the place. */
  #headEnd(): number {
    return this.map.entries[0]?.keySpan.end ?? this.map.span.end;
  }

  wrongType(node: YamlNode, name: string, kind: keyof typeof KINDS): void {
    this.#reporter.report(
      'PKG103',
      node.span,
      text(`"${name}" has to be ${KINDS[kind].en}.`, `"${name}" 必须是${KINDS[kind]['zh-CN']}。`),
    );
  }

  /** A text field; numbers and booleans are taken as their words where `lax`. */
  string(key: string, lax = false): string | undefined {
    const node = this.node(key);
    return node === undefined ? undefined : this.asString(node, key, lax);
  }

  asString(node: YamlNode, key: string, lax = false): string | undefined {
    if (node.kind === 'scalar') {
      if (typeof node.value === 'string') return node.value;
      if (node.value === null) return undefined;
      if (lax) return String(node.value);
    }
    this.wrongType(node, this.#name(key), 'string');
    return undefined;
  }

  boolean(key: string): boolean | undefined {
    const node = this.node(key);
    if (node === undefined || (node.kind === 'scalar' && node.value === null)) return undefined;
    if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
    this.wrongType(node, this.#name(key), 'boolean');
    return node.kind === 'scalar' && node.value === 'true';
  }

  asMap(node: YamlNode, name: string): YamlMap | undefined {
    if (node.kind === 'map') return node;
    this.wrongType(node, name, 'map');
    return undefined;
  }

  mapping(key: string): YamlMap | undefined {
    const node = this.node(key);
    if (node === undefined || (node.kind === 'scalar' && node.value === null)) return undefined;
    return this.asMap(node, this.#name(key));
  }

  list(key: string): YamlSeq | undefined {
    const node = this.node(key);
    if (node === undefined || (node.kind === 'scalar' && node.value === null)) return undefined;
    if (node.kind === 'seq') return node;
    this.wrongType(node, this.#name(key), 'seq');
    return undefined;
  }

  /** An operand may be any value, null and the empty string too, but its key has to be written. */
  operand(key: string): void {
    if (entryOf(this.map, key) !== undefined) return;
    const name = this.#name(key);
    const span = { start: this.map.span.start, end: this.#headEnd() };
    this.#reporter.report('PKG104', span, text(`"${name}" is missing.`, `缺少 "${name}"。`));
  }

  /** Reports keys outside a closed set, with what was probably meant. */
  onlyKnown(known: readonly string[]): void {
    const missing = known.filter((each) => entryOf(this.map, each) === undefined);
    for (const { key, keySpan } of this.map.entries) {
      if (known.includes(key)) continue;
      const meant = suggest(key, missing);
      const fix = meant && {
        title: text(`Rename to "${meant}"`, `改为 "${meant}"`),
        edits: [{ file: this.#reporter.file, range: this.#reporter.range(keySpan), newText: meant }],
      };
      const name = this.#name(key);
      this.#reporter.report(
        'PKG105',
        keySpan,
        meant
          ? text(
              `"${name}" is not known; did you mean "${meant}"?`,
              `未知的键 "${name}",是否应为 "${meant}"?`,
            )
          : text(`"${name}" is not known.`, `未知的键 "${name}"。`),
        fix || undefined,
      );
    }
  }
}
