import type { Diagnostic, SourceRange } from '../diagnostics/index.ts';
import type { Json, JsonObject } from '../json.ts';
import type { LocalText } from '../text.ts';

/** Values of the form by arg name: what the variable of that name will hold. */
export type Answers = Readonly<Record<string, Json>>;

/** One choice of a field. `value` is what the variable receives when it is chosen. */
export interface FieldOption {
  /** Short stable key an answers file may use instead of the whole value: `subnet-abc`, `ap-guangzhou-6`, `S5.MEDIUM4`. */
  readonly key: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: Json;
  /** Set when it can be seen but not chosen (sold out, expired, …). */
  readonly disabled?: LocalText;
}

export interface FieldError {
  /** Code of the error catalogue (FORM_…). */
  readonly code: string;
  readonly message: LocalText;
}

/** One arg of the form in its present state. */
export interface FormField {
  readonly index: number;
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly widget: string;
  /** How a face should ask for it. */
  readonly input:
    | 'choice'
    | 'multi-choice'
    | 'text'
    | 'multiline'
    | 'number'
    | 'boolean'
    | 'password'
    | 'disk'
    | 'json';
  readonly optional: boolean;
  readonly visible: boolean;
  /** Set while an upstream arg is not chosen: the tip to show. */
  readonly incomplete?: LocalText;
  readonly options: readonly FieldOption[];
  readonly value?: Json;
  readonly error?: FieldError;
  /** False where the widget's string or shape is not evidenced (facts section 3). */
  readonly evidenced: boolean;
  /** Numeric or other limits a face may use: min, max, minDiskSize, … */
  readonly limits: JsonObject;
}

export interface FormState {
  readonly fields: readonly FormField[];
  /** True when every visible field has a valid value (or is optional and empty). */
  readonly complete: boolean;
  /** Values by arg name for the visible, answered fields. */
  readonly answers: Answers;
  readonly diagnostics: readonly Diagnostic[];
}

/** Where answers were written, for findings. */
export interface AnswersSource {
  readonly file: string;
  /** Place of each answer's value, by arg name. */
  readonly ranges: Readonly<Record<string, SourceRange>>;
}
