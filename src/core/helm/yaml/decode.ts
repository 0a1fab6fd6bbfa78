import { fromBytes } from '../go/bytes.ts';
import { formatFloat } from '../go/float.ts';
import { sprintf } from '../go/format.ts';
import { GoError } from '../go/func.ts';
import { jsonKind } from '../go/json-read.ts';
import { GoMap, mapOf, sortedKeys, typeName, type Value } from '../go/value.ts';
import { YamlError } from './error.ts';
import type { AliasNode, MappingNode, ScalarNode, YamlNode } from './node.ts';
import { parseYamlNodes } from './parser.ts';
import { type Resolved, resolvePlain } from './resolve.ts';

const TAG = 'tag:yaml.org,2002:';

/** Nodes that one document may grow to, aliases followed. */
const MAX_NODES = 4_000_000;

function resolveScalar(node: ScalarNode): Resolved {
  if (node.tag === '' && node.plain) {
    if (node.value === '<<') return { tag: 'str', value: '<<' };
    return resolvePlain(node.value);
  }
  const tag = node.tag.startsWith(TAG) ? node.tag.slice(TAG.length) : node.tag;
  switch (tag) {
    case 'str':
    case '':
      return { tag: 'str', value: node.value };
    case 'binary':
      return { tag: 'str', value: fromBytes(Buffer.from(node.value, 'base64')) };
    case 'bool':
    case 'int':
    case 'float':
    case 'null': {
      const found = resolvePlain(node.value);
      if (found.tag === tag) return found;
      if (tag === 'float' && found.tag === 'int') return { tag: 'float', value: Number(found.value) };
      throw new YamlError(`yaml: cannot decode !!${found.tag} \`${node.value}\` as a !!${tag}`);
    }
  }
  return { tag: 'str', value: node.value };
}

/** A value as yaml.v2 has it before it becomes JSON: its maps have keys of any type. */
function untyped(value: Value): Value {
  if (Array.isArray(value)) return value.map(untyped);
  if (!(value instanceof GoMap)) return value;
  return mapOf(
    'map[interface {}]interface {}',
    [...value].map(([key, each]) => [key, untyped(each)] as const),
  );
}

/** `%#v` of a value in yaml.v2's types. */
const goSyntax = (value: Value): string => sprintf('%#v', [untyped(value)]);

/** JSON has no null keys. Said only when the whole document is read, because what is wrong with YAML itself comes first. */
class NullKey extends GoError {}

/** A map key as sigs.k8s.io/yaml turns it into a JSON key. */
function keyText(resolved: Resolved, value: () => Value): string {
  switch (resolved.tag) {
    case 'int':
      return resolved.value.toString();
    case 'float':
      return yamlFloat(resolved.value, true);
    case 'bool':
      return String(resolved.value);
    case 'null':
      throw new NullKey(`Unsupported map key of type: %!s(<nil>), key: <nil>, value: ${goSyntax(value())}`);
  }
  return resolved.value;
}

/** A float the way yaml.v2 writes it. */
export function yamlFloat(value: number, single = false): string {
  if (value === Infinity) return '.inf';
  if (value === -Infinity) return '-.inf';
  if (Number.isNaN(value)) return '.nan';
  return single ? float32Text(value) : formatFloat(value, 'g', -1);
}

/** Fewest digits that read back as the same 32-bit float. */
function float32Text(value: number): string {
  const target = Math.fround(value);
  for (let digits = 1; digits <= 9; digits++) {
    const text = target.toPrecision(digits);
    if (Math.fround(Number(text)) === target) return formatFloat(Number(text), 'g', -1);
  }
  return formatFloat(target, 'g', -1);
}

/** Texts without these words cannot hold an infinity: 1e400 is one, too. */
const INFINITE = /\.(?:inf|nan)|\d[eE]\+?\d{3}|\d{300}/i;

class Decoder {
  /** The first null key of the document. */
  nullKey: NullKey | undefined;
  private nodes = 0;
  private aliased = 0;
  private aliasDepth = 0;
  private readonly open = new Set<AliasNode['target']>();

  private count(): void {
    this.nodes++;
    if (this.aliasDepth > 0) this.aliased++;
    const ratio =
      this.nodes <= 400_000
        ? 0.99
        : this.nodes >= MAX_NODES
          ? 0.1
          : 0.99 - 0.89 * ((this.nodes - 400_000) / 3_600_000);
    if (this.aliased > 100 && this.nodes > 1000 && this.aliased / this.nodes > ratio) {
      throw new YamlError('yaml: document contains excessive aliasing');
    }
    if (this.nodes > MAX_NODES) throw new YamlError('yaml: document contains too many nodes');
  }

  value(node: YamlNode): Value {
    this.count();
    switch (node.kind) {
      case 'alias':
        return this.alias(node, (target) => this.value(target));
      case 'sequence':
        return node.items.map((item) => this.value(item));
      case 'mapping': {
        const map = new GoMap();
        this.mapping(node, map);
        return map;
      }
      case 'scalar':
        return scalarValue(resolveScalar(node));
    }
  }

  private alias<T>(node: AliasNode, use: (target: YamlNode) => T): T {
    if (this.open.has(node.target)) throw new YamlError(`yaml: anchor '${node.name}' value contains itself`);
    this.open.add(node.target);
    this.aliasDepth++;
    try {
      return use(node.target);
    } finally {
      this.aliasDepth--;
      this.open.delete(node.target);
    }
  }

  private mapping(node: MappingNode, map: GoMap): void {
    for (const [key, value] of node.entries) {
      const isMerge = key.kind === 'scalar' && key.value === '<<' && (key.plain || key.tag === `${TAG}merge`);
      if (isMerge) this.merge(value, map);
      else {
        const name = this.keyOr(key, value);
        const inner = this.value(value);
        if (name !== undefined) map.set(name, inner);
      }
    }
  }

  /** The key, or undefined for null, which is remembered. */
  private keyOr(key: YamlNode, value: YamlNode): string | undefined {
    try {
      return this.key(key, value);
    } catch (error) {
      if (!(error instanceof NullKey)) throw error;
      this.nullKey ??= error;
      return undefined;
    }
  }

  private key(node: YamlNode, value: YamlNode): string {
    this.count();
    if (node.kind === 'alias') return this.alias(node, (target) => this.key(target, value));
    if (node.kind === 'scalar') return keyText(resolveScalar(node), () => this.value(value));
    throw new YamlError(`yaml: invalid map key: ${goSyntax(this.value(node))}`);
  }

  private merge(node: YamlNode, map: GoMap): void {
    this.count();
    const fail = (): never => {
      throw new YamlError('yaml: map merge requires map or sequence of maps as the value');
    };
    if (node.kind === 'mapping') this.mapping(node, map);
    else if (node.kind === 'alias') {
      this.alias(node, (target) => (target.kind === 'mapping' ? this.mapping(target, map) : fail()));
    } else if (node.kind === 'sequence') {
      for (const item of [...node.items].reverse()) {
        if (item.kind === 'scalar' || item.kind === 'sequence') fail();
        else this.merge(item, map);
      }
    } else fail();
  }
}

function scalarValue(resolved: Resolved): Value {
  if (resolved.tag === 'int') return Number(resolved.value);
  return resolved.value;
}

/** JSON has no infinities: the first one that is still there when later keys have replaced earlier ones is refused. */
function refuseInfinite(value: Value): void {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new GoError(`json: unsupported value: ${formatFloat(value, 'g', -1)}`);
  }
  if (Array.isArray(value)) value.forEach(refuseInfinite);
  else if (value instanceof GoMap) for (const key of sortedKeys(value)) refuseInfinite(value.get(key));
}

/**
 * Reads YAML as `sigs.k8s.io/yaml` does on its way to JSON: YAML 1.1 words, numbers as float64, keys as text, the first
 * document only. Undefined when there is no document.
 * @throws GoError `error converting YAML to JSON: …`
 */
export function readYaml(text: string): Value {
  try {
    const node = parseYamlNodes(text.toWellFormed());
    if (node === undefined) return null;
    const decoder = new Decoder();
    const value = decoder.value(node);
    if (decoder.nullKey) throw decoder.nullKey;
    if (INFINITE.test(text)) refuseInfinite(value);
    return value;
  } catch (error) {
    if (!(error instanceof GoError)) throw error;
    throw new GoError(`error converting YAML to JSON: ${error.message}`);
  }
}

/** Reads YAML into a map, as `yaml.Unmarshal` into `map[string]interface{}`; null and nothing give an empty map. */
export function readYamlMap(text: string, goType = 'map[string]interface {}'): GoMap {
  const value = readYaml(text);
  if (value instanceof GoMap) return value;
  if (value === null || value === undefined) return new GoMap();
  throw new GoError(
    `error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${jsonKind(value)} into Go value of type ${goType}`,
  );
}

/** Reads YAML into a list, likewise. */
export function readYamlList(text: string): Value[] {
  const value = readYaml(text);
  if (Array.isArray(value)) return value;
  if (value === null || value === undefined) return [];
  throw new GoError(
    `error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${jsonKind(value)} into Go value of type []interface {}`,
  );
}

/** A scalar as text, where Go's target is a string: numbers and booleans are spelled out. Undefined for other kinds. */
export function scalarText(value: Value): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : yamlFloat(value, true);
  return value === null || value === undefined ? '' : typeName(value) === '' ? '' : undefined;
}
