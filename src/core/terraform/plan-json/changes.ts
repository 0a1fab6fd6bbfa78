import type { Json, JsonObject } from '../../json.ts';
import type { ResourceDecl } from '../module/index.ts';
import {
  type ModuleInstance,
  type PlannedResource,
  type Planner,
  priorValue,
  type ResourceInstance,
  type ResourceState,
} from '../plan/index.ts';
import { providerOf } from '../schema/index.ts';
import type { Value } from '../values/index.ts';
import { compareChanges } from './order.ts';
import { providerSource } from './providers.ts';
import { knownJson, sensitiveJson, unknownJson } from './values.ts';

/** A planned resource instance with the values before and after. */
export interface Change {
  readonly planned: PlannedResource;
  /** Absent for what is deleted because nothing declares it any more. */
  readonly state: ResourceState | undefined;
  readonly moduleAddress: string;
  readonly providerName: string;
  readonly before: Value | undefined;
  readonly after: Value | undefined;
  readonly previousAddress: string | undefined;
  readonly triggered: boolean;
  readonly deletedBecause: string | undefined;
  /** Why a data source is read only by the apply. */
  readonly deferred: string | undefined;
  /** It asks for that itself, or something that needs it does. */
  readonly createsFirst: boolean;
}

/** The changes of a plan, in order of address. */
export function changesOf(planner: Planner): readonly Change[] {
  const places = new Map<
    string,
    { module: ModuleInstance; state: ResourceState; instance: ResourceInstance }
  >();
  const collect = (module: ModuleInstance): void => {
    for (const state of module.resources.values()) {
      for (const instance of state.instances.values())
        places.set(instance.address, { module, state, instance });
    }
    for (const child of module.children.values()) for (const each of child.instances.values()) collect(each);
  };
  const { root, input } = planner.evaluation;
  collect(root);
  const first = createdFirst(planner);
  const changes = planner.plan().resources.map((planned): Change => {
    const place = places.get(planned.address);
    const former = planner.evaluation.formerAddress(planned.address);
    const attributes = input.prior?.[former];
    // What was read while planning is part of the state that the plan starts from, and changes no more.
    const isRead = planner.evaluation.read.has(planned.address);
    const before = isRead ? place?.instance.value : attributes && priorValue(attributes, place?.state.schema);
    const provider = place?.state.decl.provider?.split('.')[0] ?? providerOf(planned.type);
    return {
      planned,
      state: place?.state,
      moduleAddress: place ? place.module.prefix.slice(0, -1) : modulePrefix(planned.address),
      providerName: providerSource(place?.module.decl ?? root.decl, provider),
      before: planned.importing === undefined ? before : place?.instance.value,
      after: isRead ? undefined : place?.instance.value,
      previousAddress: former === planned.address ? undefined : former,
      triggered: planner.evaluation.triggered.has(planned.address),
      createsFirst: place !== undefined && first.has(place.state.decl),
      deferred: planner.evaluation.deferred.get(planned.address),
      deletedBecause: goneBecause(planned, root),
    };
  });
  return changes.sort(compareChanges);
}

/** The module part of an address: `module.a[0]` of `module.a[0].x.y`. */
const modulePrefix = (address: string): string =>
  /^(?:module\.[^.[]+(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?\.)*/.exec(address)?.[0].slice(0, -1) ?? '';

/** Resources whose replacement is made before the old one goes: those that say so, and all that they need. */
function createdFirst({ evaluation, dependencies }: Planner): ReadonlySet<ResourceDecl> {
  const found = new Set<ResourceDecl>();
  const stack = evaluation.graph.nodes.filter(
    ({ item }) => item.kind === 'resource' && item.decl.lifecycle.createBeforeDestroy,
  );
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.item.kind !== 'resource' || found.has(node.item.decl)) continue;
    found.add(node.item.decl);
    for (const each of dependencies.resourcesOf(node)) stack.push(each);
  }
  return found;
}

const actionsOf = ({ planned: { action }, createsFirst }: Change): string[] => {
  if (action !== 'replace') return [action];
  return createsFirst ? ['create', 'delete'] : ['delete', 'create'];
};

/** Before and after of a value, where it is unknown and where it is sensitive. */
export function changeJson(
  actions: readonly string[],
  before: Value | undefined,
  after: Value | undefined,
): JsonObject {
  const known = after && knownJson(after);
  return {
    actions: [...actions],
    before: before ? (knownJson(before) ?? null) : null,
    ...(after === undefined ? { after: null } : known === undefined ? {} : { after: known }),
    after_unknown: after && !after.isWhollyKnown ? unknownJson(after) : {},
    before_sensitive: before ? sensitiveJson(before) : false,
    after_sensitive: after ? sensitiveJson(after) : false,
  };
}

/** One entry of `resource_changes`. */
export function resourceChangeJson(each: Change): JsonObject {
  const { planned, state, before, after, ...change } = each;
  const { address, mode, type, name, index, action } = planned;
  const reason = reasonOf(each);
  return {
    address,
    ...(change.previousAddress === undefined ? {} : { previous_address: change.previousAddress }),
    ...(change.moduleAddress === '' ? {} : { module_address: change.moduleAddress }),
    mode,
    type,
    name,
    ...(index === undefined ? {} : { index }),
    provider_name: change.providerName,
    change: {
      ...changeJson(actionsOf(each), before, after),
      ...(planned.importing === undefined
        ? {}
        : {
            importing: planned.importingBy
              ? { identity: planned.importingBy }
              : planned.importing === ''
                ? { unknown: true }
                : { id: planned.importing },
          }),
      ...(action === 'replace' && !change.triggered
        ? { replace_paths: replacePaths(planned, state, before, after) }
        : {}),
    },
    ...(reason === undefined ? {} : { action_reason: reason }),
  };
}

function reasonOf({ planned, state, triggered, deletedBecause, deferred }: Change): string | undefined {
  const { action } = planned;
  if (action === 'replace') return triggered ? 'replace_by_triggers' : 'replace_because_cannot_update';
  if (state === undefined && deletedBecause !== undefined) return deletedBecause;
  return action === 'read' && deferred !== undefined ? `read_because_${deferred}` : undefined;
}

/** Why an instance that exists is declared no more. */
function goneBecause({ action, address }: PlannedResource, root: ModuleInstance): string | undefined {
  if (action === 'forget') return 'delete_because_no_resource_config';
  return action === 'delete' ? deletionReason(address, root) : undefined;
}

function deletionReason(address: string, root: ModuleInstance): string {
  const found = moduleAt(root, modulePrefix(address));
  if (found === undefined) return 'delete_because_no_module';
  const [, bare = '', key] = /^(.*?)(\[[^\]]*\])?$/.exec(address.slice(found.prefix.length)) ?? [];
  const state = found.resources.get(bare);
  if (state === undefined) return 'delete_because_no_resource_config';
  const expansion = key === undefined ? 'single' : key.startsWith('["') ? 'each' : 'count';
  if (state.expansion !== expansion) return 'delete_because_wrong_repetition';
  return expansion === 'count' ? 'delete_because_count_index' : 'delete_because_each_key';
}

function moduleAt(root: ModuleInstance, address: string): ModuleInstance | undefined {
  if (address === '') return root;
  const all = [...root.children.values()].flatMap((child) => [...child.instances.values()]);
  const next = all.find(({ prefix }) => `${address}.`.startsWith(prefix));
  return next && (next.prefix === `${address}.` ? next : moduleAt(next, address));
}

/** The arguments whose change makes a replacement necessary. */
function replacePaths(
  { args }: PlannedResource,
  state: ResourceState | undefined,
  before: Value | undefined,
  after: Value | undefined,
): Json {
  const changed = (name: string): boolean => {
    const [was, is] = [before?.entries.get(name), after?.entries.get(name)];
    return (
      is === undefined ||
      was === undefined ||
      !is.isKnown ||
      JSON.stringify(knownJson(was)) !== JSON.stringify(knownJson(is))
    );
  };
  const given = typeof args.value === 'object' && args.value !== null ? Object.keys(args.value) : [];
  const open = typeof args.unknown === 'object' && args.unknown !== null ? Object.keys(args.unknown) : [];
  const { schema } = state ?? {};
  return [...new Set([...given, ...open])]
    .filter(
      (name) => (schema?.attributes.get(name)?.forceNew ?? schema?.updatable === false) && changed(name),
    )
    .map((name) => [name]);
}
