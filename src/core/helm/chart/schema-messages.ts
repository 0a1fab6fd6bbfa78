import type { ErrorObject } from 'ajv';

const typeOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
};

/** `(root)` or `a.b.0`, from a JSON pointer. */
function fieldOf(pointer: string): string {
  if (pointer === '') return '(root)';
  return pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');
}

const shown = (value: unknown): string => (typeof value === 'string' ? `"${value}"` : JSON.stringify(value));

/** An ajv error in the words of gojsonschema, which Helm prints; none for errors that only sum up others. */
function schemaMessage(error: ErrorObject): string[] {
  const field = fieldOf(error.instancePath);
  const params = error.params as Readonly<Record<string, unknown>>;
  const line = (words: string): string[] => [`${field}: ${words}`];
  switch (error.keyword) {
    case 'type': {
      const expected = Array.isArray(params.type)
        ? params.type.join('/')
        : String(params.type).replaceAll(',', '/');
      return line(`Invalid type. Expected: ${expected}, given: ${typeOf(error.data)}`);
    }
    case 'required':
      return line(`${String(params.missingProperty)} is required`);
    case 'enum': {
      const allowed = (params.allowedValues as unknown[]).map(shown).join(', ');
      return line(`${field} must be one of the following: ${allowed}`);
    }
    case 'const':
      return line(`${field} does not match: ${shown(params.allowedValue)}`);
    case 'additionalProperties':
      return line(`Additional property ${String(params.additionalProperty)} is not allowed`);
    case 'minimum':
      return line(`Must be greater than or equal to ${String(params.limit)}`);
    case 'maximum':
      return line(`Must be less than or equal to ${String(params.limit)}`);
    case 'exclusiveMinimum':
      return line(`Must be greater than ${String(params.limit)}`);
    case 'exclusiveMaximum':
      return line(`Must be less than ${String(params.limit)}`);
    case 'multipleOf':
      return line(`Must be a multiple of ${String(params.multipleOf)}`);
    case 'minLength':
      return line(`String length must be greater than or equal to ${String(params.limit)}`);
    case 'maxLength':
      return line(`String length must be less than or equal to ${String(params.limit)}`);
    case 'pattern':
      return line(`Does not match pattern '${String(params.pattern)}'`);
    case 'format':
      return line(`Does not match format '${String(params.format)}'`);
    case 'minItems':
      return line(`Array must have at least ${String(params.limit)} items`);
    case 'maxItems':
      return line(`Array must have at most ${String(params.limit)} items`);
    case 'uniqueItems':
      return line(`array items[${String(params.j)},${String(params.i)}] must be unique`);
    case 'minProperties':
      return line(`Must have at least ${String(params.limit)} properties`);
    case 'maxProperties':
      return line(`Must have at most ${String(params.limit)} properties`);
    case 'anyOf':
      return line('Must validate at least one schema (anyOf)');
    case 'oneOf':
      return line('Must validate one and only one schema (oneOf)');
    case 'not':
      return line('Must not validate the schema (not)');
    case 'if':
      return line(
        params.failingKeyword === 'then'
          ? 'Must validate "then" as "if" was valid'
          : 'Must validate "else" as "if" was not valid',
      );
    case 'dependencies':
    case 'dependentRequired':
      return line(`Has a dependency on ${String(params.missingProperty)}`);
  }
  return line(error.message ?? 'is not valid');
}

/** Index of the branch that an error of `anyOf` or `oneOf` belongs to. */
const branchOf = (error: ErrorObject, path: string): number =>
  error.schemaPath.startsWith(`${path}/`) ? Number.parseInt(error.schemaPath.slice(path.length + 1), 10) : -1;

/**
 * ajv's errors as gojsonschema reports them: nothing more about a value of the wrong type, and of alternatives that all
 * fail only the closest, after the line that says so.
 */
export function schemaMessages(errors: readonly ErrorObject[]): string[] {
  const wrongType = new Set(
    errors
      .filter((error) => error.keyword === 'type')
      .map((error) => `${error.instancePath} ${error.schemaPath.replace(/\/type$/, '')}`),
  );
  let left = errors.filter(
    (error) =>
      error.keyword === 'type' ||
      !wrongType.has(`${error.instancePath} ${error.schemaPath.slice(0, error.schemaPath.lastIndexOf('/'))}`),
  );
  for (const choice of errors.filter((error) => error.keyword === 'anyOf' || error.keyword === 'oneOf')) {
    const branches = new Map<number, ErrorObject[]>();
    for (const error of left) {
      const branch = branchOf(error, choice.schemaPath);
      if (branch >= 0) branches.set(branch, [...(branches.get(branch) ?? []), error]);
    }
    const closest = [...branches.values()].reduce<ErrorObject[] | undefined>(
      (best, each) => (best === undefined || each.length < best.length ? each : best),
      undefined,
    );
    left = left.flatMap((error) => {
      if (error === choice) return [choice, ...(closest ?? [])];
      return branchOf(error, choice.schemaPath) >= 0 ? [] : [error];
    });
  }
  return [...new Set(left.flatMap(schemaMessage))];
}
