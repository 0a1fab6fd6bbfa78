import { DYNAMIC, STRING, stringValue, unknownValue, type Value } from '../values/index.ts';
import { arg, fail, fixed, param, quote } from './define.ts';
import type { FunctionSpec } from './spec.ts';

const IDENTIFIER = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u;

/** A text as HCL writes it in quotes. */
const quoted = (text: string): string =>
  `"${text
    .replace(/[\\"]/g, (c) => `\\${c}`)
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replace(/[$%](?=\{)/g, (c) => c + c)
    .replace(/[^\P{C}]/gu, (c) => {
      const hex = (c.codePointAt(0) ?? 0).toString(16);
      return hex.length > 4 ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;
    })}"`;

/** A known value as an HCL expression, in the layout of `terraform fmt`. */
export function expressionText(value: Value, depth = 0): string {
  if (value.isNull) return 'null';
  switch (value.type.kind) {
    case 'string':
      return quoted(value.text);
    case 'number':
      return value.num.toString();
    case 'bool':
      return String(value.isTrue);
    case 'map':
    case 'object':
      return objectText(value, depth);
    default:
      return `[${value.elements.map((e) => expressionText(e, depth)).join(', ')}]`;
  }
}

function objectText(value: Value, depth: number): string {
  if (value.entries.size === 0) return '{}';
  const lines = [...value.entries].map(([name, v]) => ({
    name: IDENTIFIER.test(name) ? name : quoted(name),
    text: expressionText(v, depth + 1),
  }));
  const pad = '  '.repeat(depth + 1);
  // Equals signs of lines that stand together are aligned; what takes several lines stands alone.
  const width = (i: number): number => {
    if (lines[i]?.text.includes('\n')) return 0;
    let widest = 0;
    for (const step of [-1, 1]) {
      for (let k = i; lines[k] !== undefined && !lines[k]?.text.includes('\n'); k += step)
        widest = Math.max(widest, lines[k]?.name.length ?? 0);
    }
    return widest;
  };
  const body = lines.map(({ name, text }, i) => `${pad}${name.padEnd(width(i))} = ${text}\n`).join('');
  return `{\n${body}${'  '.repeat(depth)}}`;
}

const encodeVariables = fixed([param('value', DYNAMIC, 'ud')], STRING, (args) => {
  const value = arg(args, 0);
  if (!value.isWhollyKnown) return unknownValue(STRING);
  if (value.type.kind !== 'object' && value.type.kind !== 'map')
    fail(
      'invalid value to encode: must be an object whose attribute names will become the encoded variable names',
    );
  const lines = [...value.entries].map(([name, v]) => {
    if (!IDENTIFIER.test(name))
      fail(
        `invalid variable name ${quote(name)}: must be a valid identifier, per Terraform's rules for input variable declarations`,
      );
    return `${name} = ${expressionText(v)}\n`;
  });
  return stringValue(lines.join(''));
});

const decodeVariables = fixed([param('src', STRING)], DYNAMIC, (args, _type, env) =>
  env.readVariables
    ? env.readVariables(arg(args, 0).text, '<decode_tfvars argument>')
    : fail('variables cannot be read here'),
);

const encodeExpression = fixed([param('value', DYNAMIC, 'nud')], STRING, (args) => {
  const value = arg(args, 0);
  return value.isWhollyKnown ? stringValue(expressionText(value)) : unknownValue(STRING);
});

/** Functions of the provider that is built into Terraform. */
export const PROVIDER_FUNCTIONS: Readonly<Record<string, FunctionSpec>> = {
  'provider::terraform::encode_tfvars': encodeVariables,
  'provider::terraform::decode_tfvars': decodeVariables,
  'provider::terraform::encode_expr': encodeExpression,
};
