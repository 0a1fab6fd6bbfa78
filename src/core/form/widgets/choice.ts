import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { matchOption } from '../match.ts';
import type { FieldOption } from '../types.ts';
import type { Widget, WidgetContext } from './widget.ts';

interface ChoiceSpec {
  readonly name: string;
  readonly title: Widget['title'];
  readonly evidenced: boolean;
  readonly otherNames: readonly string[];
  readonly properties: readonly string[];
  readonly options: (context: WidgetContext) => readonly FieldOption[];
  /** Where the identifying attribute stands in a value, in order of preference: `['subnet_id']`, `['subnet', 'id']`. */
  readonly idPaths: readonly (readonly string[])[];
  /** See Choice.assume; asked only in an open world. */
  readonly assume?: (given: JsonObject, context: WidgetContext) => JsonObject | undefined;
  readonly ignoresDefault?: boolean;
}

/** The string at a path of a JSON value; undefined when there is none. */
export function stringAt(value: Json, path: readonly string[]): string | undefined {
  let at: Json | undefined = value;
  for (const step of path) at = isJsonObject(at) && Object.hasOwn(at, step) ? at[step] : undefined;
  return typeof at === 'string' || typeof at === 'number' ? String(at) : undefined;
}

/** `regions=ap-guangzhou, cpu=4`: the filters that an arg's config sets. */
export const describeFilters = (config: JsonObject, properties: readonly string[]): string =>
  properties
    .filter((name) => config[name] !== undefined)
    .map(
      (name) => `${name}=${typeof config[name] === 'object' ? JSON.stringify(config[name]) : config[name]}`,
    )
    .join(', ');

/** A widget whose answer is one of the things the world has. */
export function choiceWidget(spec: ChoiceSpec): Widget {
  const { idPaths, assume, ...rest } = spec;
  const id = (value: Json): string | undefined => {
    for (const path of idPaths) {
      const found = stringAt(value, path);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return {
    ...rest,
    input: 'choice',
    accept: (answer, context, options) =>
      matchOption(answer, {
        options,
        unfiltered: () => spec.options({ ...context, config: {} }),
        id,
        filters: describeFilters(context.config, spec.properties),
        assume: assume && !context.world.closed ? (given) => assume(given, context) : undefined,
      }),
  };
}
