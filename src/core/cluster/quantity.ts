import type { Json } from '../json.ts';

const BINARY: Readonly<Record<string, number>> = {
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};
const DECIMAL: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
};
const FORM =
  /^([+-]?(?:\d{1,30}(?:\.\d{0,30})?|\.\d{1,30}))(?:([KMGTPE]i)|([numkMGTPE])|[eE]([+-]?\d{1,3}))?$/;

/** What the API server says of a text that is no quantity (apimachinery, resource.ErrFormatWrong). */
export const QUANTITY_WORDS =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

/**
 * A Kubernetes quantity in its base unit: cores, bytes, pieces. Undefined for what is no quantity.
 * Source: Kubernetes API conventions, resource.Quantity.
 */
export function quantity(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const match = FORM.exec(value);
  if (!match) return undefined;
  const [, digits = '', binary, decimal = '', exponent] = match;
  const base = Number(digits);
  if (binary !== undefined) return base * (BINARY[binary] ?? 1);
  return exponent === undefined ? base * (DECIMAL[decimal] ?? 1) : base * 10 ** Number(exponent);
}

/** CPU in thousandths of a core, rounded up as the scheduler does. */
export const milliCpu = (value: Json | undefined): number => Math.ceil((quantity(value) ?? 0) * 1000 - 1e-9);

/** Bytes, rounded up. */
export const bytes = (value: Json | undefined): number => Math.ceil((quantity(value) ?? 0) - 1e-9);
