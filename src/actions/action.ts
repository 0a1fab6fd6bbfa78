import type { z } from 'zod';
import type { Engine } from '../core/engine/index.ts';
import type { Lang, LocalText } from '../core/text.ts';

/** What an action is done to. The id is a string: a project's folder, an instance's id, `repository:tag`, … */
export type SubjectKind = 'project' | 'rehearsal' | 'instance' | 'license' | 'repository' | 'tag' | 'account';

/** The screens that all three faces share, in the order of the navigation. */
export const SCREENS = [
  'projects',
  'rehearsals',
  'instances',
  'licenses',
  'registry',
  'world',
  'engine',
] as const;
export type Screen = (typeof SCREENS)[number];

export interface ActionContext<Event> {
  /** The engine; only actions with `needs: 'engine'` may touch it. */
  readonly engine: Engine;
  /** Absolute path of the data that ships with Drydock. */
  readonly dataDir: string;
  readonly signal: AbortSignal;
  readonly lang: Lang;
  emit(event: Event): void;
}

/** How the command line reads an action's input. */
export interface CliForm {
  /** Words after `drydock`: `['registry', 'gc']`. */
  readonly words: readonly string[];
  /** Input fields given by position, in order. Those whose schema allows absence are optional. */
  readonly positional?: readonly string[];
  /** One letter for an option, where another tool taught people one: `{ values: 'f' }`. */
  readonly short?: Readonly<Record<string, string>>;
  /** Complete command lines for `--help`, each with what it does. */
  readonly examples: readonly { readonly line: string; readonly does: LocalText }[];
}

/** Where the terminal console and the window offer an action. */
export interface FaceForm {
  readonly screen: Screen;
  /** What must be selected there; the id goes into the input field `field`. */
  readonly subject?: {
    readonly kind: SubjectKind;
    readonly field: string;
    /** States of the subject that allow it, and what to say in the others. Absent: all. */
    readonly only?: { readonly states: readonly string[]; readonly otherwise: LocalText };
  };
  /** A place of its own on that screen: only the buttons there show it. Keys and palette reach it from everywhere. */
  readonly place?: string;
  /** Key in the terminal console on that screen. */
  readonly key: string;
  /** Asks first, naming what is lost. */
  readonly confirm?: LocalText;
  /** A question that the screen asks by itself when it opens or when the selection moves (lists, details): no button. */
  readonly ambient?: boolean;
}

/** One row of the action registry (design section 3): everything the faces need is derived from it. */
export interface Action<Id extends string, Input extends z.ZodObject, Result, Event> {
  readonly id: Id;
  readonly title: LocalText;
  readonly help: LocalText;
  readonly input: Input;
  /**
   * `files`: pure work that needs no engine. `engine`: runs in the one engine of the data directory, which is started
   * for it when none runs. `running`: is about the running engine and makes no sense without.
   */
  readonly needs: 'files' | 'engine' | 'running';
  readonly streams: boolean;
  readonly cli: CliForm;
  readonly face: FaceForm;
  /** Loads the work itself; rows stay cheap to import. */
  readonly load: () => Promise<ActionRun<Input, Result, Event>>;
}

export type ActionRun<Input extends z.ZodObject, Result, Event> = (
  input: z.output<Input>,
  context: ActionContext<Event>,
) => Promise<Result>;

/** An action whose types are not known at the call: what generic code (server, CLI, faces) works with. */
export type AnyAction = Action<string, z.ZodObject, unknown, unknown>;

/**
 * Declares an action. `load` is given as a thunk so that the command line can list and explain every action
 * without loading the code behind it.
 */
export function defineAction<const Id extends string, Input extends z.ZodObject, Result, Event = never>(
  row: Action<Id, Input, Result, Event>,
): Action<Id, Input, Result, Event> {
  return row;
}
