import { type Schemas, schemasFrom, withProviders } from '../../core/terraform/index.ts';
import type { Content } from '../fields.ts';

const known = new Map<string, Schemas>();

/** The provider schemas of a data folder, read and parsed once in a process, and those that a user adds. Error: TF_PROVIDERS_INVALID. */
export function schemasOf(dataDir: string, more?: Content | undefined): Schemas {
  const schemas = known.get(dataDir) ?? schemasFrom(dataDir);
  known.set(dataDir, schemas);
  return more ? withProviders(schemas, more.text) : schemas;
}
