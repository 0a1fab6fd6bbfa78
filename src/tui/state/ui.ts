import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Json, JsonObject, Screen } from '../contract.ts';
import type { Overlay } from '../overlays/overlay.ts';

export type Pane = 'list' | 'detail';

/** A word about what just happened, on the line above the keys. */
export interface Notice {
  readonly tone: 'good' | 'bad' | 'warn';
  readonly text: string;
}

/** Where the person is and what is open. Nothing of the engine's. */
export interface UiState {
  readonly screen: Screen;
  readonly pane: Pane;
  /** The detail alone, without the list. */
  readonly zoom: boolean;
  /** Selected row by screen; a row that is gone falls back to the first. */
  readonly selected: Readonly<Partial<Record<Screen, string>>>;
  readonly tabs: Readonly<Partial<Record<Screen, string>>>;
  /** Cursor or scroll place of a detail, by its key. */
  readonly cursors: Readonly<Record<string, number>>;
  /** What was opened with Enter: rows with parts, resources with arguments. */
  readonly expanded: ReadonlySet<string>;
  readonly filters: Readonly<Partial<Record<Screen, string>>>;
  readonly filtering: boolean;
  /** How the registry's tags are sorted. */
  readonly tagOrder: 'name' | 'newest' | 'size';
  /** Instances whose sensitive outputs are shown. */
  readonly revealed: ReadonlySet<string>;
  readonly dialect: 'cloudapp' | 'terraform';
  /** A world file that was opened instead of the built-in one. */
  readonly world: Json | undefined;
  /** How the Docker engine was asked for its images; absent until it was. */
  readonly docker: JsonObject | undefined;
  readonly overlay: Overlay | undefined;
  readonly notice: Notice | undefined;
}

export type Ui = StoreApi<UiState>;

export const createUi = (): Ui =>
  createStore<UiState>(() => ({
    screen: 'projects',
    pane: 'list',
    zoom: false,
    selected: {},
    tabs: {},
    cursors: {},
    expanded: new Set(),
    filters: {},
    filtering: false,
    tagOrder: 'name',
    revealed: new Set(),
    dialect: 'cloudapp',
    world: undefined,
    docker: undefined,
    overlay: undefined,
    notice: undefined,
  }));

/** Goes to a screen, and there to a row and a tab when they are named. */
export const go = (ui: Ui, screen: Screen, id?: string, tab?: string): void =>
  ui.setState((state) => ({
    screen,
    pane: tab === undefined ? 'list' : 'detail',
    filtering: false,
    overlay: undefined,
    filters: id === undefined ? state.filters : { ...state.filters, [screen]: '' },
    ...(id === undefined ? {} : { selected: { ...state.selected, [screen]: id } }),
    ...(tab === undefined ? {} : { tabs: { ...state.tabs, [screen]: tab } }),
  }));

export const toggled = (set: ReadonlySet<string>, item: string): ReadonlySet<string> => {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
};
