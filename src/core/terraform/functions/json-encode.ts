import { type Value, ValueError } from '../values/index.ts';

/** A wholly known value as compact JSON with sorted keys, as cty writes it. Throws ValueError for infinity. */
export function encodeJson(value: Value): string {
  if (value.isNull) return 'null';
  if (!value.isKnown) throw new ValueError('value is not known');
  switch (value.type.kind) {
    case 'string':
      return encodeText(value.text);
    case 'number':
      if (value.num.infinite) throw new ValueError('cannot serialize infinity as JSON');
      return value.num.toString();
    case 'bool':
      return String(value.isTrue);
    case 'map':
    case 'object': {
      const parts: string[] = [];
      for (const [key, v] of value.entries) parts.push(`${encodeText(key)}:${encodeJson(v)}`);
      return `{${parts.join(',')}}`;
    }
    default:
      return `[${value.elements.map(encodeJson).join(',')}]`;
  }
}

/** Go's json.Marshal of a text: HTML characters and line separators are escaped. */
function encodeText(text: string): string {
  return /[<>&\u2028\u2029]/.test(text)
    ? JSON.stringify(text).replace(
        /[<>&\u2028\u2029]/g,
        (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
      )
    : JSON.stringify(text);
}
