import type { Json } from '../../json.ts';
import type { Evaluation, ModuleInstance } from '../plan/index.ts';
import { type Reference, referencesOf, referencesOfBody } from '../syntax/index.ts';

/** What is no resource type at the beginning of a reference. */
const OTHER = new Set([
  'var',
  'local',
  'module',
  'each',
  'count',
  'path',
  'terraform',
  'tofu',
  'self',
  'ephemeral',
]);

/** Attributes of resources that the plan depends on: everything that expressions of the module tree read of them. */
export function relevantAttributes({ root }: Evaluation): Json[] {
  const found = new Map<string, Json>();
  const add = (module: ModuleInstance, { root: name, path, steps }: Reference): void => {
    if (OTHER.has(name)) return;
    const names = name === 'data' ? 2 : 1;
    if (path.length < names) return;
    const key = steps[names]?.kind === 'index' ? path[names] : undefined;
    const suffix = key === undefined ? '' : typeof key === 'number' ? `[${key}]` : `[${JSON.stringify(key)}]`;
    const resource = `${module.prefix}${[name, ...path.slice(0, names)].join('.')}${suffix}`;
    const attribute = path.slice(key === undefined ? names : names + 1);
    found.set(JSON.stringify([resource, attribute]), { resource, attribute: [...attribute] });
  };
  const visit = (module: ModuleInstance): void => {
    const { decl } = module;
    for (const body of [...decl.resources.values(), ...decl.data.values()].map((each) => each.block.body)) {
      const rest = new Map(
        [...body.attributes].filter(([name]) => name !== 'depends_on' && name !== 'provider'),
      );
      const blocks = body.blocks.filter(({ type }) => type !== 'lifecycle');
      for (const reference of referencesOfBody({ ...body, attributes: rest, blocks })) add(module, reference);
    }
    const expressions = [
      ...[...decl.outputs.values()].flatMap(({ value }) => (value ? [value.expr] : [])),
      ...[...decl.locals.values()].map(({ expr }) => expr),
      ...[...decl.modules.values()].flatMap(({ attributes }) =>
        [...attributes.values()].map(({ expr }) => expr),
      ),
    ];
    for (const expr of expressions) for (const reference of referencesOf(expr)) add(module, reference);
    for (const child of module.children.values()) for (const each of child.instances.values()) visit(each);
  };
  visit(root);
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}
