import {
  type ActivityModel,
  type ConsoleState,
  type ConsoleStore,
  createConsoleStore,
} from '../../client/index.ts';
import type { Client, Lang } from '../contract.ts';
import { type Words, wordsOf } from '../i18n/index.ts';
import { type Activity, createActivity } from './activity.ts';
import { type Answers, type AnswersState, createAnswers } from './answers.ts';
import { createForms, type Forms, type FormsState } from './forms.ts';
import { createHeat, type Heat, type HeatState } from './heat.ts';
import { createJobs, type Job, type Jobs } from './jobs.ts';
import { createUi, type Ui, type UiState } from './ui.ts';
import { createWatch, type Watch, type WatchState } from './watch.ts';

/** What the console needs of the machine it runs on. */
export interface Surroundings {
  /** Home folder of the person, for ~. */
  readonly home: string | undefined;
  readonly color: boolean;
  /** This process; the engine may run in it. */
  readonly pid: number;
  now(): number;
  /** A path as the person typed it, made absolute. */
  absolute(path: string): string;
  /** Name and text of a file. Throws with a plain sentence when it cannot be read. */
  readText(path: string): Promise<{ readonly name: string; readonly text: string }>;
  /** What would complete a path that is being typed; empty when nothing or several things would. */
  complete(path: string): string;
  /** Asks the terminal to put a text into the clipboard (OSC 52); many do, none says whether it did. */
  copy?(text: string): void;
}

/** Everything that the console's parts share. */
export interface App {
  readonly client: Client;
  readonly words: Words;
  readonly around: Surroundings;
  readonly console: ConsoleStore;
  readonly ui: Ui;
  readonly answers: Answers;
  readonly forms: Forms;
  readonly watch: Watch;
  readonly activity: Activity;
  readonly jobs: Jobs;
  readonly heat: Heat;
  readonly quit: (status: number) => void;
}

/** All stores at one moment: what a frame is drawn from. */
export interface Scene {
  readonly words: Words;
  readonly around: Surroundings;
  readonly console: ConsoleState;
  readonly ui: UiState;
  readonly answers: AnswersState;
  readonly forms: FormsState;
  readonly watch: WatchState;
  readonly activity: ActivityModel;
  readonly jobs: readonly Job[];
  readonly heat: HeatState;
}

export interface AppOptions {
  readonly client: Client;
  readonly lang: Lang;
  readonly around: Surroundings;
  readonly quit: (status: number) => void;
}

export const createApp = ({ client, lang, around, quit }: AppOptions): App => ({
  client,
  words: wordsOf(lang),
  around,
  console: createConsoleStore(client),
  ui: createUi(),
  answers: createAnswers(client),
  forms: createForms(),
  watch: createWatch(client),
  activity: createActivity(client),
  jobs: createJobs(),
  heat: createHeat(client),
  quit,
});

export const sceneOf = (app: App): Scene => ({
  words: app.words,
  around: app.around,
  console: app.console.store.getState(),
  ui: app.ui.getState(),
  answers: app.answers.store.getState(),
  forms: app.forms.getState(),
  watch: app.watch.store.getState(),
  activity: app.activity.store.getState(),
  jobs: app.jobs.getState(),
  heat: app.heat.store.getState(),
});
