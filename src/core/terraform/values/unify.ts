import {
  type CollectionType,
  DYNAMIC,
  listOf,
  mapOf,
  objectOf,
  type Type,
  tupleOf,
  typeEquals,
} from './type.ts';
import { preferenceOrder } from './type-preference.ts';
import type { Value } from './value.ts';

type Conversion = (value: Value) => Value;
type Between = (from: Type, to: Type, unsafe: boolean) => Conversion | undefined;

/** A type for all, with a conversion per given type where one is needed. */
export interface Unified {
  readonly type: Type;
  readonly conversions: readonly (Conversion | undefined)[];
}

/** cty's unification. The conversions come in as a function, since converting needs unifying too. */
export function unifyWith(
  types: readonly Type[],
  unsafe: boolean,
  between: Between,
  dynamic: () => Value,
): Unified | undefined {
  return new Unifier(unsafe, between, dynamic).unify(types);
}

class Unifier {
  readonly #unsafe: boolean;
  readonly #between: Between;
  readonly #dynamic: () => Value;

  constructor(unsafe: boolean, between: Between, dynamic: () => Value) {
    this.#unsafe = unsafe;
    this.#between = between;
    this.#dynamic = dynamic;
  }

  unify(types: readonly Type[]): Unified | undefined {
    const [first] = types;
    if (first === undefined) return undefined;
    // Long uniform lists are the usual case; comparing every pair would be quadratic.
    if (types.every((t) => t === first || typeEquals(t, first))) {
      return { type: first, conversions: types.map(() => undefined) };
    }
    const structural = this.#byKind(types);
    if (structural !== 'general') return structural;
    return this.#general(types);
  }

  #byKind(types: readonly Type[]): Unified | undefined | 'general' {
    const count = { map: 0, list: 0, set: 0, object: 0, tuple: 0, dynamic: 0, string: 0, number: 0, bool: 0 };
    for (const t of types) count[t.kind] += 1;
    const n = types.length;
    const dynamic = count.dynamic > 0;
    for (const kind of ['map', 'list', 'set'] as const) {
      if (count[kind] > 0 && count[kind] + count.dynamic === n)
        return this.#collections(kind, types, dynamic);
    }
    if (count.map > 0 && count.map + count.object + count.dynamic === n) {
      return (
        this.#asCollection(types, 'object', 'map', (objects) => this.#objectsToMap(objects)) ?? 'general'
      );
    }
    if (count.list > 0 && count.list + count.tuple + count.dynamic === n) {
      return this.#asCollection(types, 'tuple', 'list', (tuples) => this.#tuplesToList(tuples)) ?? 'general';
    }
    if (count.object > 0 && count.object + count.dynamic === n) return this.#objects(types, dynamic);
    if (count.tuple > 0 && count.tuple + count.dynamic === n) return this.#tuples(types, dynamic);
    if (count.object > 0 && count.tuple > 0) return undefined;
    return 'general';
  }

  #general(types: readonly Type[]): Unified | undefined {
    const distinct: Type[] = [];
    for (const t of types) if (!distinct.some((d) => typeEquals(d, t))) distinct.push(t);
    for (const wanted of preferenceOrder(distinct)) {
      const conversions = this.#allTo(types, wanted);
      if (conversions) return { type: wanted, conversions };
    }
    return undefined;
  }

  #allTo(types: readonly Type[], wanted: Type): (Conversion | undefined)[] | undefined {
    const conversions: (Conversion | undefined)[] = [];
    for (const t of types) {
      if (typeEquals(t, wanted)) {
        conversions.push(undefined);
        continue;
      }
      const conversion = this.#between(t, wanted, this.#unsafe);
      if (conversion === undefined) return undefined;
      conversions.push(conversion);
    }
    return conversions;
  }

  #allDynamic(types: readonly Type[]): Unified {
    return { type: DYNAMIC, conversions: types.map(() => () => this.#dynamic()) };
  }

  #collections(kind: CollectionType['kind'], types: readonly Type[], dynamic: boolean): Unified | undefined {
    if (dynamic) return this.#allDynamic(types);
    const element = this.unify(types.map((t) => (t as CollectionType).element))?.type;
    if (element === undefined) return undefined;
    const type: Type = { kind, element };
    const conversions = this.#allTo(types, type);
    return conversions && { type, conversions };
  }

  /** Objects among maps are maps in disguise, tuples among lists are lists. */
  #asCollection(
    types: readonly Type[],
    structural: 'object' | 'tuple',
    kind: 'map' | 'list',
    common: (types: readonly Type[]) => Unified | undefined,
  ): Unified | undefined {
    const collection = common(types.filter((t) => t.kind === structural));
    if (collection?.type.kind !== kind) return undefined;
    const replaced = types.map((t) => (t.kind === structural ? collection.type : t));
    const unified = this.unify(replaced);
    if (unified?.type.kind !== kind) return undefined;
    const conversions = this.#allTo(types, unified.type);
    return conversions && { type: unified.type, conversions };
  }

  #objects(types: readonly Type[], dynamic: boolean): Unified | undefined {
    if (dynamic) return this.#allDynamic(types);
    const maps = types.map((t) => (t.kind === 'object' ? t.attributes : new Map<string, Type>()));
    const [first] = maps;
    if (first === undefined) return undefined;
    const alike = maps.every((m) => m.size === first.size && [...m.keys()].every((k) => first.has(k)));
    if (!alike) return this.#objectsToMap(types);
    const attributes: [string, Type][] = [];
    for (const name of first.keys()) {
      const t = this.unify(maps.map((m) => m.get(name) ?? DYNAMIC))?.type;
      if (t === undefined) return undefined;
      attributes.push([name, t]);
    }
    const type = objectOf(attributes);
    const conversions = this.#allTo(types, type);
    return conversions ? { type, conversions } : this.#objectsToMap(types);
  }

  #objectsToMap(types: readonly Type[]): Unified | undefined {
    const all = types.flatMap((t) => (t.kind === 'object' ? [...t.attributes.values()] : []));
    return this.#toCollection(types, all, mapOf);
  }

  #tuples(types: readonly Type[], dynamic: boolean): Unified | undefined {
    if (dynamic) return this.#allDynamic(types);
    const rows = types.map((t) => (t.kind === 'tuple' ? t.elements : []));
    const length = rows[0]?.length ?? 0;
    if (rows.some((r) => r.length !== length)) return this.#tuplesToList(types);
    const elements: Type[] = [];
    for (let i = 0; i < length; i += 1) {
      const t = this.unify(rows.map((r) => r[i] ?? DYNAMIC))?.type;
      if (t === undefined) return undefined;
      elements.push(t);
    }
    const type = tupleOf(elements);
    const conversions = this.#allTo(types, type);
    return conversions ? { type, conversions } : this.#tuplesToList(types);
  }

  #tuplesToList(types: readonly Type[]): Unified | undefined {
    const all = types.flatMap((t) => (t.kind === 'tuple' ? t.elements : []));
    return this.#toCollection(types, all, listOf);
  }

  #toCollection(types: readonly Type[], parts: readonly Type[], of: (t: Type) => Type): Unified | undefined {
    const element = this.unify(parts)?.type;
    if (element === undefined) return undefined;
    const type = of(element);
    const conversions = this.#allTo(types, type);
    return conversions && { type, conversions };
  }
}
