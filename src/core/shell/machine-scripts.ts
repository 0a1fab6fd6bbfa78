import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { PlannedResource } from '../terraform/plan/types.ts';

/** A text that a machine runs or is given. */
export interface Script {
  readonly resource: PlannedResource;
  readonly argument: string;
  /** One text, or the variants of it that parameters make. */
  readonly texts: readonly string[];
  readonly what: 'user-data' | 'command';
}

const SCRIPTS =
  /^(user_data(_raw|_base64)?|(pre_start_)?user_script|pre_init|post_init|(init|start|startup|boot|bootstrap)_script|custom_data)$/;
const DEEPEST = 30;

/** Scripts that a plan's resources run. */
export function scriptsOf(plan: { readonly resources: readonly PlannedResource[] }): readonly Script[] {
  const parameters = plan.resources.flatMap((each) =>
    /^tencentcloud_tat_/.test(each.type) ? parametersOf(argsOf(each)) : [],
  );
  return plan.resources
    .filter((each) => each.mode === 'managed')
    .flatMap((resource): readonly Script[] => {
      const args = argsOf(resource);
      if (resource.type === 'tencentcloud_tat_command') {
        if (typeof args.content !== 'string') return [];
        const { content } = args;
        const texts = [args, ...(args.enable_parameter === true ? parameters : [])].map((each) =>
          withParameters(content, { ...defaultsOf(args), ...(each === args ? {} : each) }),
        );
        return [{ resource, argument: 'content', texts: [...new Set(texts)], what: 'command' }];
      }
      return Object.entries(args).flatMap(([argument, value]) =>
        [...textsUnder(argument, value, SCRIPTS, 0)].map(
          (each): Script => ({
            resource,
            argument,
            texts: [each],
            what: 'user-data',
          }),
        ),
      );
    });
}

const argsOf = ({ args }: PlannedResource): JsonObject => (isJsonObject(args.value) ? args.value : {});

function jsonOf(text: Json | undefined): JsonObject {
  if (typeof text !== 'string') return {};
  try {
    const read = JSON.parse(text) as Json;
    return isJsonObject(read) ? read : {};
  } catch {
    return {};
  }
}

const defaultsOf = (args: JsonObject): JsonObject => jsonOf(args.default_parameters);
const parametersOf = (args: JsonObject): readonly JsonObject[] =>
  typeof args.parameters === 'string' ? [jsonOf(args.parameters)] : [];

/** `{{name}}` as the automation tools fill it in. */
const withParameters = (text: string, values: JsonObject): string =>
  text.replace(/\{\{\s*([\w-]+)\s*\}\}/g, (all, name: string) => {
    const value = values[name];
    return value === undefined || isJsonObject(value) ? all : String(value);
  });

/** Texts below keys of a name, at any depth. */
function* textsUnder(key: string, value: Json | undefined, wanted: RegExp, depth: number): Generator<string> {
  if (depth > DEEPEST) return;
  if (typeof value === 'string') {
    if (value !== '' && wanted.test(key)) yield value;
  } else if (Array.isArray(value)) {
    for (const each of value) yield* textsUnder(key, each, wanted, depth + 1);
  } else if (isJsonObject(value)) {
    for (const [name, each] of Object.entries(value)) yield* textsUnder(name, each, wanted, depth + 1);
  }
}
