import { autoAnswers, resolveForm } from '../form/index.ts';
import { checkObjects, type KubernetesFacts, minorOf } from '../kubernetes/index.ts';
import { parsePackage } from '../package/index.ts';
import type { AttributeSchema, Schemas, Type } from '../terraform/index.ts';
import { blockersOf } from './blockers.ts';
import { packageCharts } from './chart-engine.ts';
import type { Engines } from './engines.ts';
import { packagePlan } from './plan-engine.ts';
import type { ComputedAttribute } from './resources/index.ts';

const kindOf = (type: Type): ComputedAttribute['kind'] => {
  switch (type.kind) {
    case 'number':
    case 'bool':
      return type.kind;
    case 'list':
    case 'set':
    case 'tuple':
      return 'list';
    case 'map':
    case 'object':
      return 'map';
    default:
      return 'string';
  }
};

const DEEPEST = 4;
/** Of clusters whose version is no version: what the newest known one would say. */
const NEWEST_MINOR = Number.MAX_SAFE_INTEGER;

/** What the cloud fills in, with the fields of blocks. */
function computed(
  attributes: ReadonlyMap<string, AttributeSchema> | undefined,
  depth: number,
): readonly ComputedAttribute[] {
  if (depth >= DEEPEST) return [];
  return [...(attributes?.values() ?? [])]
    .filter((attribute) => attribute.computed)
    .map(({ name, type, block }) => ({
      name,
      kind: kindOf(type),
      ...(block ? { fields: computed(block, depth + 1) } : {}),
      ...(!block && (type.kind === 'list' || type.kind === 'set') ? { element: kindOf(type.element) } : {}),
    }));
}

/** The real parts of the core, with the provider's schema; charts are held against Kubernetes' schemas where they are given. */
export const packageEngines = (schemas: Schemas, kubernetes?: KubernetesFacts): Engines => ({
  form: ({ model, world, answers, closed, fill, answersSource }) => {
    const account = closed ? { ...world, closed } : world;
    const source = answersSource ? { source: answersSource } : {};
    if (answers === 'auto') return autoAnswers({ model, world: account });
    return fill
      ? autoAnswers({ model, world: account, given: answers, ...source })
      : resolveForm({ model, world: account, answers, ...source });
  },
  manifest: (source) => parsePackage(source).diagnostics,
  blockers: (source) => blockersOf(source, schemas),
  plan: (request) => packagePlan(request, schemas),
  computedOf: (type, mode) => {
    const schema = mode === 'data' ? schemas.data(type) : schemas.resource(type);
    return computed(schema?.attributes, 0);
  },
  charts: (source, environment) => ({
    ...packageCharts(source, environment),
    ...(kubernetes === undefined
      ? {}
      : {
          check: (objects, version) => checkObjects(objects, minorOf(version) ?? NEWEST_MINOR, kubernetes),
        }),
  }),
});
