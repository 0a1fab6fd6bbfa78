import { deepEqual } from '../go/equal.ts';
import { type FuncMap, fn, GoError } from '../go/func.ts';
import { fromJson } from '../go/json-read.ts';
import { toJson } from '../go/json-write.ts';
import { kindName, typeName, type Value } from '../go/value.ts';

/** An empty answer where Go's function swallows the error. */
function quietly(run: () => string): string {
  try {
    return run();
  } catch (error) {
    if (error instanceof GoError) return '';
    throw error;
  }
}

export const reflectionFuncs: FuncMap = {
  typeOf: fn('any', (v: Value) => typeName(v)),
  typeIs: fn('string any', (name: string, v: Value) => name === typeName(v)),
  typeIsLike: fn('string any', (name: string, v: Value) => {
    const type = typeName(v);
    return name === type || `*${name}` === type;
  }),
  kindOf: fn('any', (v: Value) => kindName(v)),
  kindIs: fn('string any', (name: string, v: Value) => name === kindName(v)),
  deepEqual: fn('any any', (a: Value, b: Value) => deepEqual(a, b)),
  mustFromJson: fn('string', (s: string) => fromJson(s)),
  mustToJson: fn('any', (v: Value) => toJson(v)),
  toPrettyJson: fn('any', (v: Value) => quietly(() => toJson(v, { indent: '  ' }))),
  mustToPrettyJson: fn('any', (v: Value) => toJson(v, { indent: '  ' })),
  toRawJson: fn('any', (v: Value) => toJson(v, { html: false })),
  mustToRawJson: fn('any', (v: Value) => toJson(v, { html: false })),
};
