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

/** Whether an API server reads the value as a quantity; numbers are taken as written. */
export const isQuantity = (value: Json): boolean => quantity(value) !== undefined;

/** Fields that the models call strings, because JSON has no word for quantities. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  ResourceRequirements: ['limits', 'requests'],
  VolumeResourceRequirements: ['limits', 'requests'],
  LimitRangeItem: ['default', 'defaultRequest', 'max', 'maxLimitRequestRatio', 'min'],
  ResourceQuotaSpec: ['hard'],
  PersistentVolumeSpec: ['capacity'],
  EmptyDirVolumeSource: ['sizeLimit'],
  ResourceFieldSelector: ['divisor'],
  PodSpec: ['overhead'],
  Overhead: ['podFixed'],
  MetricTarget: ['averageValue', 'value'],
  CSIStorageCapacity: ['capacity', 'maximumVolumeSize'],
};

/** Whether a field of a model, such as `V1ResourceRequirements`, holds quantities. */
export function isQuantityField(model: string, field: string): boolean {
  const name = model.replace(/^V\d+(?:(?:alpha|beta)\d+)?/, '');
  return Object.hasOwn(FIELDS, name) && (FIELDS[name]?.includes(field) ?? false);
}
