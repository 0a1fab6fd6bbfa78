import type { z } from 'zod';
import type { Action, AnyAction } from './action.ts';
import * as engine from './rows/engine.ts';
import * as instances from './rows/instances.ts';
import * as licenses from './rows/licenses.ts';
import * as projects from './rows/projects.ts';
import * as registry from './rows/registry.ts';
import * as rehearsals from './rows/rehearsals.ts';
import * as world from './rows/world.ts';

const rows = { ...projects, ...rehearsals, ...instances, ...licenses, ...registry, ...world, ...engine };

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

/** All actions, in the order of the navigation and of `drydock --help`. */
export const actions: readonly AnyAction[] = Object.values(rows) as unknown as readonly AnyAction[];

const byId = new Map(actions.map((action) => [action.id, action]));

/** The action of that id; undefined when there is none. */
export const findAction = (id: string): AnyAction | undefined => byId.get(id);
