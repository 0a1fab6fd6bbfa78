/** Shape of a value: `string`, `number`, `bool`, a list, or an object by attribute name; `any` where nobody showed it. */
export type ValueShape =
  | 'string'
  | 'number'
  | 'bool'
  | 'any'
  | { readonly list: ValueShape }
  | { readonly object: Readonly<Record<string, ValueShape>> };

/** What is known of an installation component (facts section 3). */
export interface WidgetInfo {
  readonly name: string;
  /** False where the string is only a guess from the manual's list. */
  readonly evidenced: boolean;
  /** Configuration properties of its own, beside the common ones. */
  readonly properties: readonly string[];
  /** What the variable of the arg's name holds. */
  readonly output: ValueShape;
}

/** Properties that every widget takes. */
export const COMMON_ARG_KEYS: readonly string[] = [
  'name',
  'label',
  'widget',
  'description',
  'optional',
  'defaultValue',
  'incompleteTips',
  'when',
  'hidden',
  'validator',
];
