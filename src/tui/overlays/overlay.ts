import type { PromptField } from '../actions/prompt.ts';
import type { ActionView, ErrorReport, FieldOption, JsonObject } from '../contract.ts';
import type { Edit } from '../input/edit.ts';

export interface HelpOverlay {
  readonly kind: 'help';
  readonly scroll: number;
}

export interface PaletteOverlay {
  readonly kind: 'palette';
  readonly edit: Edit;
  readonly at: number;
}

/** Asks for an action's input. */
export interface PromptOverlay {
  readonly kind: 'prompt';
  readonly view: ActionView;
  readonly given: JsonObject;
  readonly fields: readonly PromptField[];
  readonly at: number;
  readonly problem?: string;
}

/** Asks before something is lost, with what exactly goes where the action can tell beforehand. */
export interface ConfirmOverlay {
  readonly kind: 'confirm';
  readonly view: ActionView;
  readonly input: JsonObject;
  readonly preview?: { readonly result?: unknown; readonly error?: unknown };
  readonly scroll: number;
}

export interface ErrorOverlay {
  readonly kind: 'error';
  readonly report: ErrorReport;
  readonly scroll: number;
}

/** What an action answered, where that is something to read. */
export interface ResultOverlay {
  readonly kind: 'result';
  readonly view: ActionView;
  readonly result: unknown;
  readonly scroll: number;
}

/** Picks from the options of a form field. */
export interface ChooseOverlay {
  readonly kind: 'choose';
  readonly title: string;
  readonly options: readonly FieldOption[];
  readonly query: Edit;
  readonly at: number;
  readonly many: boolean;
  readonly chosen: readonly string[];
  readonly done: (options: readonly FieldOption[]) => void;
}

/** Asks for one text of a form field. */
export interface TextOverlay {
  readonly kind: 'text';
  readonly title: string;
  readonly help: string;
  readonly edit: Edit;
  readonly secret: boolean;
  readonly problem?: string;
  /** Takes the text; a sentence says why it cannot. */
  readonly done: (text: string) => string | undefined;
}

export type Overlay =
  | HelpOverlay
  | PaletteOverlay
  | PromptOverlay
  | ConfirmOverlay
  | ErrorOverlay
  | ResultOverlay
  | ChooseOverlay
  | TextOverlay;
