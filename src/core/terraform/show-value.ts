import { friendlyName, type Type, type Value } from './values/index.ts';

const NAMED: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\f': '\\f',
  '\b': '\\b',
  '\x07': '\\a',
  '"': '\\"',
  '\\': '\\\\',
};
/** Quotes, backslashes, controls, and everything that has no picture of its own except the plain space. */
const ESCAPED = /["\\]|[\p{C}\p{Z}]/gu;

/** A text in double quotes as Go's `strconv.Quote` writes it. */
function quote(text: string): string {
  const inner = text.replace(ESCAPED, (char) => {
    if (char === ' ') return char;
    const named = NAMED[char];
    if (named !== undefined) return named;
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x80) return `\\x${code.toString(16).padStart(2, '0')}`;
    return code > 0xffff
      ? `\\U${code.toString(16).padStart(8, '0')}`
      : `\\u${code.toString(16).padStart(4, '0')}`;
  });
  return `"${inner}"`;
}

/** A text of several lines as a heredoc; nested ones are indented. */
function heredoc(lines: readonly string[], indent: number): string {
  let end = 'EOT';
  while (lines.some((line) => line.trim() === end)) end += '_';
  const margin = `\n${' '.repeat(indent)}`;
  return `${indent > 0 ? '<<-' : '<<'}${end}${lines.map((line) => margin + line).join('')}${margin}${end}`;
}

function nothing(type: Type): string {
  switch (type.kind) {
    case 'dynamic':
      return 'null';
    case 'string':
    case 'number':
    case 'bool':
      return `to${type.kind}(null)`;
    case 'list':
    case 'set':
    case 'map':
      return `to${type.kind}(null) /* of ${friendlyName(type.element)} */`;
    default:
      return `null /* ${friendlyName(type)} */`;
  }
}

function members(parts: readonly string[], open: string, close: string, indent: number): string {
  if (parts.length === 0) return open + close;
  const margin = `\n${' '.repeat(indent + 2)}`;
  return `${open}${parts.map((part) => margin + part).join('')}\n${' '.repeat(indent)}${close}`;
}

/** A value as `terraform console` prints it (behaviour: Terraform 1.9, command `console`): unknown and sensitive parts are named, not shown. */
export function showValue(value: Value, indent = 0): string {
  if (!value.isKnown) return '(known after apply)';
  if (value.marks?.has('sensitive')) return '(sensitive value)';
  if (value.marks?.has('ephemeral')) return '(ephemeral value)';
  const { type } = value;
  if (value.isNull) return nothing(type);
  const mapping = (): string =>
    members(
      [...value.entries].map(([key, each]) => `${quote(key)} = ${showValue(each, indent + 2)}`),
      '{',
      '}',
      indent,
    );
  const sequence = (): string =>
    members(
      value.elements.map((each) => `${showValue(each, indent + 2)},`),
      '[',
      ']',
      indent,
    );
  switch (type.kind) {
    case 'string': {
      const lines = value.text.split('\n');
      return lines.length > 1 ? heredoc(lines, indent) : quote(value.text);
    }
    case 'number':
      return value.num.toString();
    case 'bool':
      return String(value.isTrue);
    case 'object':
      return mapping();
    case 'tuple':
      return sequence();
    case 'map':
      return `tomap(${mapping()})`;
    case 'list':
    case 'set':
      return `to${type.kind}(${sequence()})`;
    default:
      return 'null';
  }
}
