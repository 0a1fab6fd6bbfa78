import { GoMap, VALUES_TYPE, type Value } from '../go/value.ts';

/**
 * The same table under another type: `.Values` of a subchart is its parent's table, and what one sets the other sees, but
 * only the subchart knows it as `chartutil.Values`.
 */
export class ValuesView extends GoMap {
  override goType = VALUES_TYPE;
  private readonly target: GoMap;

  constructor(target: GoMap) {
    super();
    this.target = target;
  }

  override get size(): number {
    return this.target.size;
  }
  override get(key: string): Value {
    return this.target.get(key);
  }
  override has(key: string): boolean {
    return this.target.has(key);
  }
  override set(key: string, value: Value): this {
    this.target.set(key, value);
    return this;
  }
  override delete(key: string): boolean {
    return this.target.delete(key);
  }
  override keys(): MapIterator<string> {
    return this.target.keys();
  }
  override values(): MapIterator<Value> {
    return this.target.values();
  }
  override entries(): MapIterator<[string, Value]> {
    return this.target.entries();
  }
  override [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.target.entries();
  }
  override forEach(use: (value: Value, key: string, map: Map<string, Value>) => void): void {
    for (const [key, value] of this.target) use(value, key, this);
  }
}
