import { COLLECTIONS } from './collections.ts';
import { CONVERSIONS } from './conversions.ts';
import { DATES } from './dates.ts';
import { ENCODINGS_TABLE } from './encoding.ts';
import { FILES } from './files.ts';
import { FORMATS } from './format.ts';
import { HASHES } from './hashing.ts';
import { LOOKUPS } from './lookups.ts';
import { NETWORK } from './network.ts';
import { NUMERIC } from './numeric.ts';
import { PROVIDER_FUNCTIONS } from './provider-functions.ts';
import { PATTERNS } from './regexp.ts';
import { SETS } from './sets.ts';
import type { FunctionTable } from './spec.ts';
import { TEXTUAL } from './text.ts';

/** Every function by name; `try`, `can` and `convert` are part of the evaluator, since they take expressions. */
export const FUNCTIONS: FunctionTable = new Map(
  Object.entries({
    ...NUMERIC,
    ...TEXTUAL,
    ...PATTERNS,
    ...FORMATS,
    ...COLLECTIONS,
    ...LOOKUPS,
    ...SETS,
    ...CONVERSIONS,
    ...ENCODINGS_TABLE,
    ...HASHES,
    ...NETWORK,
    ...DATES,
    ...FILES,
    ...PROVIDER_FUNCTIONS,
  }),
);
