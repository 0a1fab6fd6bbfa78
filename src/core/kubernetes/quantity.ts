import type { Json } from '../json.ts';

/** A resource.Quantity of Kubernetes (apimachinery, `resource.ParseQuantity`): 500m, 2, 1.5Gi, 1e3. */
const QUANTITY = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;

/** Whether an API server reads the value as a quantity; numbers are taken as written. */
export const isQuantity = (value: Json): boolean =>
  typeof value === 'number' || (typeof value === 'string' && value.length <= 64 && QUANTITY.test(value));

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

const FACTORS: Readonly<Record<string, number>> = {
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
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** A quantity in its base unit (cores, bytes): 0.5 for `500m`; undefined for what is none. */
export function quantityOf(value: Json | undefined): number | undefined {
  if (value === undefined || value === null || !isQuantity(value)) return undefined;
  if (typeof value === 'number') return value;
  const text = String(value);
  const match = /^([+-]?[\d.]+)([KMGTPE]i|[numkMGTPE])?$/.exec(text);
  if (!match) return Number(text);
  return Number(match[1]) * (FACTORS[match[2] ?? ''] ?? 1);
}
