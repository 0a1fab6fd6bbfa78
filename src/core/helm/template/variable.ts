import type { Value } from '../go/value.ts';

/** A `$name` of a running template. */
export interface Variable {
  readonly name: string;
  value: Value;
  /** Its static type is an interface (an element of a list or map): error texts say so. */
  iface: boolean;
}
