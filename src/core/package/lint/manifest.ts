import { LineMap, type SourceRange } from '../../diagnostics/index.ts';
import { type ArgExpression, parseArgExpression, type Span } from '../expression/index.ts';
import type { PackageArg } from '../model.ts';
import type { ParsedPackage } from '../parse/parse-package.ts';
import { entryOf, type YamlNode, type YamlScalar } from '../yaml/index.ts';

export const MANIFEST = 'package.yaml';

/** A string with `${…}` in it, where it stands and who reads it. */
export interface StringUse {
  /** Keys from the arg or the policy down: `['regions', 0]`. */
  readonly path: readonly (string | number)[];
  readonly node: YamlScalar;
  readonly expression: ArgExpression;
}

/** A string use within an arg. */
export interface ArgUse extends StringUse {
  readonly arg: PackageArg;
  /** `condition` is a `when` or `hidden`; `config` everything else. */
  readonly role: 'config' | 'condition' | 'validator';
}

/** Texts for people: `${` in them is just text. */
const WORDS = new Set(['name', 'label', 'widget', 'description', 'incompleteTips', 'message']);

/** package.yaml as rules look at it. */
export class Manifest {
  readonly text: string;
  /** Every `${…}` string of the args, in source order. */
  readonly argUses: readonly ArgUse[];
  /** Every `${…}` string of `role.policy`. */
  readonly policyUses: readonly StringUse[];
  readonly #lines: LineMap;

  constructor(parsed: ParsedPackage) {
    this.text = parsed.text;
    this.#lines = new LineMap(parsed.text);
    const args = child(parsed.root, 'args');
    this.argUses = parsed.model.args.flatMap((arg) => {
      const node = args?.kind === 'seq' ? args.items[arg.index] : undefined;
      return node ? stringsOf(node).map((use) => ({ ...use, arg, role: roleOf(use.path) })) : [];
    });
    const policy = child(child(parsed.root, 'role'), 'policy');
    this.policyUses = policy ? stringsOf(policy) : [];
  }

  range(start: number, end: number): SourceRange {
    return this.#lines.range(start, end);
  }

  /** The range of a stretch of a scalar's value; the whole scalar where escapes or folding hide it. */
  rangeIn(node: YamlScalar, span: Span): SourceRange {
    const start = this.valueStart(node);
    return start === undefined
      ? this.range(node.span.start, node.span.end)
      : this.range(start + span.start, start + span.end);
  }

  /** Offset where a scalar's value stands word for word in the text. */
  valueStart(node: YamlScalar): number | undefined {
    const raw = this.text.slice(node.span.start, node.span.end);
    if (raw === node.value) return node.span.start;
    return raw.slice(1, -1) === node.value ? node.span.start + 1 : undefined;
  }
}

const child = (node: YamlNode | undefined, key: string): YamlNode | undefined =>
  node?.kind === 'map' ? entryOf(node, key)?.value : undefined;

const roleOf = (path: StringUse['path']): ArgUse['role'] =>
  path[0] === 'validator' ? 'validator' : path[0] === 'when' || path[0] === 'hidden' ? 'condition' : 'config';

function stringsOf(node: YamlNode, path: readonly (string | number)[] = []): StringUse[] {
  if (node.kind === 'seq') return node.items.flatMap((item, i) => stringsOf(item, [...path, i]));
  if (node.kind === 'map') {
    return node.entries.flatMap((entry) =>
      WORDS.has(entry.key) ? [] : stringsOf(entry.value, [...path, entry.key]),
    );
  }
  if (typeof node.value !== 'string' || !node.value.includes('${')) return [];
  return [{ path, node, expression: parseArgExpression(node.value) }];
}
