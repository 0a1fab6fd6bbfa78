import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap } from 'yaml';
import { text } from '../../text.ts';
import type { YamlLimits } from './limits.ts';
import type { YamlEntry, YamlMap, YamlNode, YamlSpan } from './node.ts';
import type { YamlProblem } from './problem.ts';

/** Number of values that a node stands for, aliases resolved: what bounds "billion laughs" and merge bombs. */
const sizes = new WeakMap<YamlNode, number>();
const sizeOf = (node: YamlNode): number => sizes.get(node) ?? 1;

/** Turns the library's nodes into ours: aliases and merges resolved within the limits, duplicate keys named. */
export class NodeBuilder {
  readonly problems: YamlProblem[] = [];
  readonly #limits: YamlLimits;
  readonly #anchors = new Map<string, YamlNode | undefined>();
  #total = 0;

  constructor(limits: YamlLimits) {
    this.#limits = limits;
  }

  build(node: Node | null | undefined, at: number, depth = 0): YamlNode {
    const anchor = node && 'anchor' in node ? node.anchor : undefined;
    if (anchor !== undefined) this.#anchors.set(anchor, undefined);
    const built = this.#buildNode(node, at, depth);
    if (anchor !== undefined) this.#anchors.set(anchor, built);
    return built;
  }

  #buildNode(node: Node | null | undefined, at: number, depth: number): YamlNode {
    const span = node?.range ? { start: node.range[0], end: node.range[1] } : { start: at, end: at };
    if (depth > this.#limits.depth) {
      return this.#refuse(span, text('The values are nested too deeply.', '嵌套过深。'));
    }
    if (isAlias(node)) return this.#alias(node, span);
    if (isMap(node)) return this.#map(node, span, depth);
    if (isSeq(node)) {
      const items: YamlNode[] = [];
      let size = 1;
      for (const item of node.items) {
        const built = this.build(item as Node | null, span.end, depth + 1);
        items.push(built);
        size += sizeOf(built);
      }
      return this.#sized({ kind: 'seq', items, span }, size);
    }
    return this.#sized({ kind: 'scalar', value: isScalar(node) ? plainValue(node) : null, span }, 1);
  }

  #alias(node: Alias, span: YamlSpan): YamlNode {
    const target = this.#anchors.get(node.source);
    if (target === undefined) {
      const message = this.#anchors.has(node.source)
        ? text(`The alias *${node.source} stands inside its own anchor.`, `别名 *${node.source} 引用了自身。`)
        : text(
            `There is no anchor &${node.source} before this alias.`,
            `此别名之前没有锚点 &${node.source}。`,
          );
      this.problems.push({ kind: 'syntax', message, span });
      return { kind: 'scalar', value: null, span };
    }
    this.#total += sizeOf(target);
    if (this.#total > this.#limits.nodes) return this.#refuseAliases(span);
    return target;
  }

  #map(node: YAMLMap, span: YamlSpan, depth: number): YamlMap {
    const entries = new Map<string, YamlEntry>();
    const merged: YamlNode[] = [];
    let size = 1;
    for (const pair of node.items) {
      const keyNode = pair.key as Node | null;
      const keySpan = keyNode?.range ? { start: keyNode.range[0], end: keyNode.range[1] } : span;
      const value = this.build(pair.value as Node | null, keySpan.end, depth + 1);
      size += sizeOf(value);
      if (!isScalar(keyNode) && keyNode !== null) {
        const message = text('A key must be a plain word.', '键必须是简单标量。');
        this.problems.push({ kind: 'syntax', message, span: keySpan });
        continue;
      }
      const key = keyNode === null ? 'null' : String(keyNode.source ?? keyNode.value);
      if (key === '<<' && keyNode?.type === 'PLAIN') merged.push(value);
      else {
        if (entries.has(key)) {
          const message = text(`The key "${key}" stands twice here.`, `键 "${key}" 重复。`);
          this.problems.push({ kind: 'duplicate', message, span: keySpan });
        }
        entries.set(key, { key, keySpan, value });
      }
    }
    for (const value of merged) size += this.#merge(entries, value);
    return this.#sized({ kind: 'map', entries: [...entries.values()], span }, size);
  }

  /** Adds what `<<` brings and the map lacks; returns the size that came in. */
  #merge(entries: Map<string, YamlEntry>, source: YamlNode): number {
    const maps = source.kind === 'seq' ? source.items : [source];
    let added = 0;
    for (const map of maps) {
      if (map.kind !== 'map') {
        const message = text('"<<" can merge mappings only.', '"<<" 只能合并映射。');
        this.problems.push({ kind: 'syntax', message, span: source.span });
        continue;
      }
      for (const entry of map.entries) {
        if (entries.has(entry.key)) continue;
        added += sizeOf(entry.value);
        this.#total += sizeOf(entry.value);
        if (this.#total > this.#limits.nodes) {
          this.#refuseAliases(source.span);
          return added;
        }
        entries.set(entry.key, entry);
      }
    }
    return added;
  }

  #sized<T extends YamlNode>(node: T, size: number): T {
    this.#total += 1;
    sizes.set(node, size);
    return node;
  }

  #refuseAliases(span: YamlSpan): YamlNode {
    const { nodes } = this.#limits;
    return this.#refuse(
      span,
      text(
        `Aliases multiply this file to more than ${nodes} values.`,
        `别名使该文件膨胀到超过 ${nodes} 个值。`,
      ),
    );
  }

  /** One problem of a kind is enough: a bomb has thousands of places. */
  #refuse(span: YamlSpan, message: YamlProblem['message']): YamlNode {
    if (!this.problems.some((each) => each.message.en === message.en)) {
      this.problems.push({ kind: 'limit', message, span });
    }
    return { kind: 'scalar', value: null, span };
  }
}

/** JSON has no infinities, big integers or dates: those keep their words. */
function plainValue(node: Scalar): string | number | boolean | null {
  const { value } = node;
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'number') {
    const exact = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
    return exact ? value : (node.source ?? String(value));
  }
  return node.source ?? (value === undefined ? null : String(value));
}
