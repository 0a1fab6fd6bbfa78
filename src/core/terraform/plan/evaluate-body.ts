import { ChildScope, elementsOf, evaluate, isIterable, type Scope } from '../eval/index.ts';
import { staticText } from '../module/index.ts';
import type { GivenArgument, GivenBlocks, GivenBody } from '../schema/index.ts';
import { type Attribute, type Block, type HclDiagnostic, hclDiagnostic } from '../syntax/index.ts';
import { DYNAMIC_VALUE, objectValue, tupleValue, type Value } from '../values/index.ts';

/** Blocks that one dynamic block may make. */
const MAX_DYNAMIC = 5_000;

interface Source {
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly blocks: readonly Block[];
}

/** Evaluates the arguments and nested blocks of a body, `dynamic` blocks laid out. */
export function evaluateBody(
  source: Source,
  scope: Scope,
  file: string,
  headerRange: GivenBody['headerRange'],
  diagnostics: HclDiagnostic[],
): GivenBody {
  const given = new Map<string, GivenArgument>();
  for (const attribute of source.attributes.values()) {
    const { value, diagnostics: found } = evaluate(attribute.expr, scope, attribute.file ?? file);
    diagnostics.push(...found);
    given.set(attribute.name, {
      name: attribute.name,
      nameRange: attribute.nameRange,
      valueRange: attribute.expr.range,
      value,
    });
  }
  const blocks = new Map<string, GivenBlocks>();
  for (const block of source.blocks) {
    const isDynamic = block.type === 'dynamic' && block.labels.length === 1;
    const name = isDynamic ? (block.labels[0] ?? '') : block.type;
    const inner = isDynamic
      ? dynamicBodies(block, scope, file, diagnostics)
      : [bodyOf(block, scope, file, diagnostics)];
    const before = blocks.get(name);
    blocks.set(name, {
      name,
      range: before?.range ?? block.headerRange,
      bodies: [...(before?.bodies ?? []), ...(inner ?? [])],
      unknown: (before?.unknown ?? false) || inner === undefined,
    });
  }
  return { file, headerRange, arguments: given, blocks };
}

const bodyOf = (block: Block, scope: Scope, file: string, diagnostics: HclDiagnostic[]): GivenBody =>
  evaluateBody(block.body, scope, block.body.file || file, block.headerRange, diagnostics);

/** The bodies a dynamic block makes; undefined while their number is unknown. */
function dynamicBodies(
  block: Block,
  scope: Scope,
  file: string,
  diagnostics: HclDiagnostic[],
): GivenBody[] | undefined {
  const error = (detail: string): undefined => {
    diagnostics.push(
      hclDiagnostic('TF_DYNAMIC_INVALID', 'error', 'Invalid dynamic block', detail, file, block.headerRange),
    );
    return undefined;
  };
  const forEach = block.body.attributes.get('for_each');
  const content = block.body.blocks.find((b) => b.type === 'content');
  if (!forEach || !content)
    return error('A dynamic block needs a "for_each" argument and a "content" block.');
  const { value, diagnostics: found } = evaluate(forEach.expr, scope, file);
  diagnostics.push(...found);
  if (!value.isKnown || value.type.kind === 'dynamic') return undefined;
  if (value.isNull || !isIterable(value))
    return error('Cannot use a value that is null or not iterable in for_each.');
  const pairs = [...elementsOf(value)];
  if (pairs.length > MAX_DYNAMIC)
    return error(`A dynamic block may make ${MAX_DYNAMIC} blocks at most; this one makes ${pairs.length}.`);
  const iterator = iteratorName(block);
  return pairs.map(([k, v]) => {
    const names = new Map([
      [
        iterator,
        objectValue([
          ['key', k],
          ['value', v.withMarks(value.marks)],
        ]),
      ],
    ]);
    return bodyOf(content, new ChildScope(scope, names), file, diagnostics);
  });
}

function iteratorName(block: Block): string {
  const expr = block.body.attributes.get('iterator')?.expr;
  const name = expr?.kind === 'traversal' && expr.steps.length === 0 ? expr.root : staticText(expr);
  return name ?? block.labels[0] ?? 'each';
}

/** The values of a body as one object; nested blocks are tuples of objects. */
export function bodyValue(body: GivenBody): Value {
  const entries = new Map<string, Value>();
  for (const [name, argument] of body.arguments) entries.set(name, argument.value);
  for (const [name, blocks] of body.blocks) {
    entries.set(name, blocks.unknown ? DYNAMIC_VALUE : tupleValue(blocks.bodies.map(bodyValue)));
  }
  return objectValue(entries);
}
