import type { Json } from '../../json.ts';
import { jsonString } from '../go/json-write.ts';
import { compareStrings } from '../go/value.ts';

/** JSON text of a value, keys sorted, as Go writes it: two values are equal where their texts are. */
export function canonical(value: Json): string {
  if (typeof value === 'string') return jsonString(value, true);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const parts = Object.keys(value)
      .sort(compareStrings)
      .map((key) => `${jsonString(key, true)}:${canonical(value[key] ?? null)}`);
    return `{${parts.join(',')}}`;
  }
  return JSON.stringify(value);
}
