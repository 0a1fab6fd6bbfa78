import type { Diagnostic } from '../diagnostics/index.ts';
import { isJsonObject, type Json } from '../json.ts';
import { type PackageArg, type PackageModel, parseArgExpression } from '../package/index.ts';
import { text } from '../text.ts';

const MOST_STRINGS = 10_000;

/** Every text within a value. */
function textsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isJsonObject(value) ? Object.values(value).flatMap(textsIn) : [];
}

/**
 * Expressions of package.yaml that cannot be read. The form reads them when it is opened, whichever fields it then
 * shows, so one of them makes every install impossible.
 */
export function expressionErrors(model: PackageModel): readonly Diagnostic[] {
  return model.args.flatMap((arg) =>
    propertiesOf(arg).flatMap(([property, value]) =>
      textsIn(value)
        .slice(0, MOST_STRINGS)
        .flatMap((written) =>
          parseArgExpression(written).problems.map(
            (problem): Diagnostic => ({
              code: 'FORM_EXPRESSION',
              severity: 'error',
              message: text(
                `${arg.name}: the expression "${written}" in ${property} cannot be read: ${problem.message.en}`,
                `${arg.name}:${property} 中的表达式“${written}”无法解析:${problem.message['zh-CN']}`,
              ),
              file: 'package.yaml',
              range: arg.ranges[property] ?? arg.range,
            }),
          ),
        ),
    ),
  );
}

function propertiesOf(arg: PackageArg): readonly (readonly [string, Json])[] {
  const conditions = (['when', 'hidden', 'validator'] as const).flatMap((property) =>
    arg[property].map(({ a, b }): [string, Json] => [property, [a, b]]),
  );
  return [...Object.entries(arg.config), ...conditions];
}
