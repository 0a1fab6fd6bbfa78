import { autoAnswers, resolveForm } from '../form/index.ts';
import { checkObjects, type KubernetesFacts, minorOf } from '../kubernetes/index.ts';
import { parsePackage } from '../package/index.ts';
import type { Schemas } from '../terraform/index.ts';
import { blockersOf } from './blockers.ts';
import { packageCharts } from './chart-engine.ts';
import { computedAttributes } from './computed.ts';
import type { Engines } from './engines.ts';
import { packagePlan } from './plan-engine.ts';

/** Of clusters whose version is no version: what the newest known one would say. */
const NEWEST_MINOR = Number.MAX_SAFE_INTEGER;

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
    return computedAttributes(schema?.attributes);
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
