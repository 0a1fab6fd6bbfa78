import type { Json, JsonObject } from '../../json.ts';
import type { PackageArg } from '../../package/index.ts';
import type { LocalText } from '../../text.ts';
import type { World } from '../../world/index.ts';
import type { FieldError, FieldOption, FormField } from '../types.ts';

export interface WidgetContext {
  readonly world: World;
  readonly arg: PackageArg;
  /** The arg's properties with their expressions evaluated; one that has no value (hidden upstream) is absent. */
  readonly config: JsonObject;
}

/** An answer, read: the value the variable will hold, or what is wrong with it. */
export type Accepted =
  | { readonly value: Json; readonly assumed?: LocalText }
  | { readonly error: FieldError };

/**
 * One installation component. To add a widget: write a file beside this one that exports a Widget, and list it in
 * ./index.ts. Nothing else knows widgets by name.
 */
export interface Widget {
  /** The string of package.yaml. */
  readonly name: string;
  /** The entry of the platform's manual it stands for. */
  readonly title: LocalText;
  /** True where real packages show the string and the shape of its value (facts section 3). */
  readonly evidenced: boolean;
  /** Other spellings that are accepted, none of them evidenced. */
  readonly otherNames: readonly string[];
  readonly input: FormField['input'] | ((context: WidgetContext) => FormField['input']);
  /** Config properties it reads, beside those common to all. */
  readonly properties: readonly string[];
  /** Choices in the world, by the config's filters. A free input may offer some too. */
  readonly options: (context: WidgetContext) => readonly FieldOption[];
  readonly limits?: (context: WidgetContext) => JsonObject;
  /** Reads an answer of a file, a face or `defaultValue`. `options` are those of the same context. */
  readonly accept: (answer: Json, context: WidgetContext, options: readonly FieldOption[]) => Accepted;
  /** What the form sends when nobody touches the field: a switch is off. */
  readonly untouched?: Json;
  /** False where the manual says that `defaultValue` has no effect. */
  readonly ignoresDefault?: boolean;
  /** A sensible answer for a free input; `taken` are the other answers. Deterministic. */
  readonly suggest?: (context: WidgetContext, taken: Readonly<Record<string, Json>>) => Json | undefined;
  /** An unknown component: left empty it sends nothing, and that is no error. */
  readonly mayStayEmpty?: boolean;
}
