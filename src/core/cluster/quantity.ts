import type { Json } from '../json.ts';
import { quantity } from '../kubernetes/index.ts';

export { quantity };

/** What the API server says of a text that is no quantity (apimachinery, resource.ErrFormatWrong). */
export const QUANTITY_WORDS =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

/** CPU in thousandths of a core, rounded up as the scheduler does. */
export const milliCpu = (value: Json | undefined): number => Math.ceil((quantity(value) ?? 0) * 1000 - 1e-9);

/** Bytes, rounded up. */
export const bytes = (value: Json | undefined): number => Math.ceil((quantity(value) ?? 0) - 1e-9);
