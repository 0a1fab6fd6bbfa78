import type { ActionId, JsonObject, SubjectKind } from '../contract.ts';
import type { Line, Span } from '../draw/span.ts';
import type { TextKey } from '../i18n/index.ts';
import type { Ask } from '../state/answers.ts';
import type { App, Scene } from '../state/app.ts';

/** What is selected, by kind. */
export type Subjects = Readonly<Partial<Record<SubjectKind, string>>>;

export interface Row {
  readonly id: string;
  readonly mark?: Span;
  readonly text: string;
  /** Where there is no room the beginning goes: names of one family differ at their ends. */
  readonly keepsEnd?: boolean;
  /** Stands at the right edge. */
  readonly note?: string;
  readonly indent?: number;
}

export interface ListView {
  /** `undefined`: not read yet. */
  readonly rows: readonly Row[] | undefined;
  readonly empty: { readonly title: TextKey; readonly help: TextKey };
}

/** Lines that belong together. With `pick` the cursor stops there, and Enter opens it. */
export interface Block {
  readonly lines: readonly Line[];
  readonly pick?: string;
}

export interface Tab {
  readonly id: string;
  readonly title: TextKey;
  readonly count?: number;
}

export interface DetailView {
  /** Names what is shown: its cursor is kept under this key and the tab's id. */
  readonly key: string;
  readonly title: string;
  readonly tabs: readonly Tab[];
  readonly tab: string;
  /** Stays above what scrolls. */
  readonly head: readonly Line[];
  readonly blocks: readonly Block[];
  /** Stays below it. */
  readonly foot?: readonly Line[];
  /** What Enter does to the block under the cursor. */
  readonly enters?: TextKey;
  /** Shows its end until the person scrolls. */
  readonly follow?: boolean;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A key of one screen that is no action: it changes what is shown. Never a letter: those are the actions'. */
export interface LocalKey {
  readonly key: string;
  readonly does: TextKey;
  when?(scene: Scene): boolean;
  run(app: App, scene: Scene): void;
}

/** The command line that does the same as what the screen shows. */
export interface Same {
  readonly id: ActionId;
  readonly input: JsonObject;
}

export interface ScreenModule {
  list(scene: Scene): ListView;
  detail(scene: Scene, size: Size): DetailView;
  subjects(scene: Scene): Subjects;
  /** Questions behind what is shown now. */
  asks(scene: Scene): readonly Ask[];
  same(scene: Scene): Same;
  readonly keys: readonly LocalKey[];
  /** The rehearsal to follow while this screen shows. */
  follows?(scene: Scene): string | undefined;
  /** True while the registry's traffic shows. */
  watches?(scene: Scene): boolean;
  /** State of the selection, for the actions whose rows care. */
  state?(scene: Scene): string | undefined;
  /** Enter on a picked block of the detail. */
  open?(app: App, scene: Scene, pick: string): void;
  /** Enter on a row of the list; default: into the detail. */
  enter?(app: App, scene: Scene, row: string): boolean;
}
