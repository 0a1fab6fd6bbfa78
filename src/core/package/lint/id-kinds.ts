import type { Expression, Reference } from '../../terraform/index.ts';
import type { LintContext } from './context.ts';

/** What an identifier of the cloud names. */
export type IdKind = 'vpc' | 'subnet' | 'security group' | 'instance' | 'image';

const PREFIXES = new Map<string, IdKind>([
  ['vpc', 'vpc'],
  ['subnet', 'subnet'],
  ['sg', 'security group'],
  ['ins', 'instance'],
  ['img', 'image'],
]);
const RESOURCES = new Map<string, IdKind>([
  ['tencentcloud_vpc', 'vpc'],
  ['tencentcloud_subnet', 'subnet'],
  ['tencentcloud_security_group', 'security group'],
  ['tencentcloud_instance', 'instance'],
]);
/** Paths of widget values that hold identifiers. */
const WIDGET_PATHS = new Map<string, ReadonlyMap<string, IdKind>>([
  [
    'subnet-select',
    new Map<string, IdKind>([
      ['vpc_id', 'vpc'],
      ['vpc.id', 'vpc'],
      ['subnet_id', 'subnet'],
      ['subnet.id', 'subnet'],
    ]),
  ],
  [
    'security-group-select',
    new Map<string, IdKind>([
      ['security_group_id', 'security group'],
      ['security_group.id', 'security group'],
      ['security_groups', 'security group'],
    ]),
  ],
  ['image-select', new Map<string, IdKind>([['image_id', 'image']])],
]);

/** The kind that an id literal (`subnet-ha2x63qo`) has by its prefix. */
export const kindOfLiteral = (text: string): IdKind | undefined =>
  PREFIXES.get(/^([a-z]+)-[0-9a-z]{8}$/.exec(text)?.[1] ?? '');

/** The kind of id that an argument of this name takes. */
export function kindWanted(argument: string): IdKind | undefined {
  if (/(^|_)security_groups?(_ids?)?$/.test(argument)) return 'security group';
  if (/(^|_)subnet_ids?$/.test(argument)) return 'subnet';
  if (/(^|_)vpc_id$/.test(argument)) return 'vpc';
  return /(^|_)(image|img)_id$/.test(argument) ? 'image' : undefined;
}

/** The kind of id that a reference reads, where that is certain. */
export function kindOfReference(reference: Reference, { tf, argsByName }: LintContext): IdKind | undefined {
  if (reference.root !== 'var') {
    const named = tf.resourceOf(reference);
    const attribute = named?.rest.filter((key) => typeof key === 'string').join('.');
    return named?.resource.mode === 'managed' && attribute === 'id'
      ? RESOURCES.get(named.resource.type)
      : undefined;
  }
  const [name, ...path] = reference.path;
  const widget = argsByName.get(String(name))?.[0]?.widget ?? '';
  return WIDGET_PATHS.get(widget)?.get(path.filter((key) => typeof key === 'string').join('.'));
}

/** Expressions whose value an argument may get: items of lists, both branches of conditionals. */
export function possibleValues(expr: Expression): Expression[] {
  switch (expr.kind) {
    case 'tuple':
      return expr.items.flatMap(possibleValues);
    case 'conditional':
      return [...possibleValues(expr.whenTrue), ...possibleValues(expr.whenFalse)];
    case 'parens':
      return possibleValues(expr.inner);
    case 'templateWrap':
      return possibleValues(expr.wrapped);
    default:
      return [expr];
  }
}
