import type { z } from 'zod';
import type { Action, AnyAction } from './action.ts';
import * as cost from './rows/cost.ts';
import * as cures from './rows/cures.ts';
import * as engine from './rows/engine.ts';
import * as engines from './rows/engines.ts';
import * as images from './rows/images.ts';
import * as instances from './rows/instances.ts';
import * as licenses from './rows/licenses.ts';
import * as lifecycle from './rows/lifecycle.ts';
import * as matrix from './rows/matrix.ts';
import * as projects from './rows/projects.ts';
import * as readiness from './rows/readiness.ts';
import * as registry from './rows/registry.ts';
import * as registryAccess from './rows/registry-access.ts';
import * as registryPeople from './rows/registry-people.ts';
import * as rehearsals from './rows/rehearsals.ts';
import * as scenarios from './rows/scenarios.ts';
import * as watch from './rows/watch.ts';
import * as world from './rows/world.ts';

const rows = {
  ...projects,
  ...engines,
  ...rehearsals,
  ...readiness,
  ...scenarios,
  ...watch,
  ...cures,
  ...matrix,
  ...instances,
  ...lifecycle,
  ...cost,
  ...licenses,
  ...registry,
  ...images,
  ...registryPeople,
  ...registryAccess,
  ...world,
  ...engine,
};

type Row = (typeof rows)[keyof typeof rows];

/** Every action by id. */
export type ActionMap = { [R in Row as R['id']]: R };
export type ActionId = keyof ActionMap;

/** What a caller gives (defaults may be left out). */
export type ActionInput<Id extends ActionId> = z.input<ActionMap[Id]['input']>;
export type ActionResult<Id extends ActionId> =
  ActionMap[Id] extends Action<string, infer _I, infer Result, infer _E> ? Result : never;
export type ActionEvent<Id extends ActionId> =
  ActionMap[Id] extends Action<string, infer _I, infer _R, infer Event> ? Event : never;

/**
 * The order of `drydock --help`, palettes and buttons: first what a newcomer does, and of each kind the lists before what
 * changes or removes. (A module's exports have an order of their own, the alphabet.)
 */
const ORDER: readonly string[] = [
  'lint',
  'form',
  'plan',
  'simulate',
  'project.watch',
  'project.cure',
  'images',
  'fidelity',
  'test',
  'matrix',
  'permissions',
  'cost',
  'cost.book',
  'cost.price.set',
  'cost.price.remove',
  'project.list',
  'project.show',
  'project.add',
  'project.sample',
  'project.remove',
  'scenario.list',
  'matrix.list',
  'fault.list',
  'rehearsal.list',
  'rehearsal.start',
  'rehearsal.watch',
  'rehearsal.cure',
  'rehearsal.cancel',
  'rehearsal.remove',
  'instance.list',
  'instance.show',
  'instance.preview',
  'instance.cost',
  'instance.upgrade',
  'instance.retry',
  'instance.repair',
  'instance.break',
  'instance.uninstall',
  'instance.remove',
  'license.list',
  'license.show',
  'license.issue',
  'license.inspect',
  'license.verify',
  'registry.ls',
  'registry.tags',
  'registry.show',
  'registry.usage',
  'registry.watch',
  'registry.pull',
  'image.import',
  'image.export',
  'image.pull',
  'image.push',
  'image.docker.ls',
  'image.docker.import',
  'image.docker.load',
  'image.resolve',
  'image.alias.ls',
  'image.alias.add',
  'image.alias.rm',
  'registry.rm',
  'registry.gc',
  'registry.receipts',
  'registry.receipt',
  'access.show',
  'access.policy',
  'access.add',
  'access.grant',
  'access.secret',
  'access.remove',
  'world.show',
  'engine.status',
  'engine.watch',
  'engine.stop',
];

const place = (id: string): number => (ORDER.includes(id) ? ORDER.indexOf(id) : ORDER.length);

/** All actions, in that order; those that it does not name come last. */
export const actions: readonly AnyAction[] = (Object.values(rows) as unknown as AnyAction[]).sort(
  (a, b) => place(a.id) - place(b.id),
);

const byId = new Map(actions.map((action) => [action.id, action]));

/** The action of that id; undefined when there is none. */
export const findAction = (id: string): AnyAction | undefined => byId.get(id);
