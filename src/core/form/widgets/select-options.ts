import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import type { FieldOption } from '../types.ts';

/** `options` of a select or checkbox: `{label, value}` objects, or bare values. */
export function listedOptions(config: JsonObject): FieldOption[] {
  const options = config.options;
  if (!Array.isArray(options)) return [];
  return options.flatMap((entry): FieldOption[] => {
    const value: Json | undefined = isJsonObject(entry) ? (entry.value ?? entry.label) : entry;
    if (value === undefined || value === null) return [];
    const label = isJsonObject(entry) ? (entry.label ?? value) : value;
    const word = (json: Json) => (typeof json === 'object' ? JSON.stringify(json) : String(json));
    return [{ key: word(value), label: word(label), value }];
  });
}
