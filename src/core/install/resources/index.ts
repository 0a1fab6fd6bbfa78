import type { JsonObject } from '../../json.ts';
import type { Failure } from '../events.ts';
import type { Random } from '../kernel/index.ts';
import type { Behaviour } from './behaviour.ts';
import { checkResource } from './checks.ts';
import { clb } from './clb.ts';
import { cloudapp } from './cloudapp.ts';
import { clusters } from './clusters.ts';
import { cvm } from './cvm.ts';
import { dataBehaviour } from './data-source.ts';
import { databases } from './databases.ts';
import { governance } from './governance.ts';
import { messaging } from './messaging.ts';
import { observability } from './observability.ts';
import { type ComputedAttribute, madeUp, opaque } from './opaque.ts';
import { randomPassword } from './random-password.ts';
import { securityGroup } from './security-group.ts';
import { storage } from './storage.ts';
import type { Subject } from './subject.ts';
import { network } from './vpc.ts';

export { planningAsker } from './assumed-found.ts';
export type { Behaviour } from './behaviour.ts';
export { NODE_TYPES } from './cluster-nodes.ts';
export { type ClusterSite, siteOf } from './clusters.ts';
export { archOf } from './machines.ts';
export { type ComputedAttribute, madeUp } from './opaque.ts';
export { checkReference } from './references.ts';
export { type Notices, Subject, type SubjectParts } from './subject.ts';

/** Every family of resource types. A new family is one file beside this one and one name here. */
const families: readonly (readonly Behaviour[])[] = [
  cloudapp,
  randomPassword,
  network,
  securityGroup,
  cvm,
  clb,
  clusters,
  databases,
  messaging,
  storage,
  observability,
  governance,
];

const byType = new Map(
  families.flat().flatMap((behaviour) => behaviour.types.map((type) => [type, behaviour])),
);

/** Types that the rehearsal knows. */
export const knownTypes = (): readonly string[] => [...byType.keys()].sort();

/** What is known of a type; the opaque behaviour for one that is not. */
export const behaviourOf = (type: string, mode: 'managed' | 'data' = 'managed'): Behaviour =>
  mode === 'data' ? dataBehaviour(type) : (byType.get(type) ?? opaque);

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';

export type Outcome =
  | { readonly failure: Failure }
  | {
      readonly id: string;
      readonly attributes: JsonObject;
      /** Where it is not what is known of the type: a data source that the account answers, or not. */
      readonly fidelity?: 'partial' | 'opaque';
    };

/** Checks a resource against the world and creates it: its id and all its attributes, arguments included. */
export function createResource(
  subject: Subject,
  computed: readonly ComputedAttribute[],
  random: Random,
): Outcome {
  const behaviour = behaviourOf(subject.planned.type, subject.planned.mode);
  const failure = checkResource(subject, behaviour);
  if (failure) return { failure };
  const own = behaviour.attributes?.(subject, random) ?? {};
  // A data source that was answered has what the account says, and nothing made up beside it.
  if (subject.planned.mode === 'data' && typeof own.id === 'string')
    return { id: own.id, attributes: { ...subject.args, ...own }, fidelity: 'partial' };
  const given = Object.fromEntries(Object.entries(subject.args).filter(([, value]) => value !== null));
  const fresh = computed.filter(({ name }) => name !== 'id' && !(name in own) && !(name in given));
  const id = typeof own.id === 'string' ? own.id : idOf(behaviour, subject, random);
  const attributes: JsonObject = {
    ...madeUp(fresh, subject, random),
    create_time: subject.now,
    ...subject.args,
    ...given,
    ...own,
    id,
  };
  return subject.planned.mode === 'data' ? { id, attributes, fidelity: 'opaque' } : { id, attributes };
}

function idOf(behaviour: Behaviour, subject: Subject, random: Random): string {
  const prefix = behaviour.idPrefix || (subject.planned.type.split('_').at(-1) ?? 'res').slice(0, 8);
  return `${prefix}-${random.chars(8, ALPHABET)}`;
}
