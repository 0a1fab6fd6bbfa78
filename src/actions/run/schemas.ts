import { type Schemas, schemasFrom } from '../../core/terraform/index.ts';

const known = new Map<string, Schemas>();

/** The provider schemas of a data folder, read and parsed once in a process. */
export function schemasOf(dataDir: string): Schemas {
  const schemas = known.get(dataDir) ?? schemasFrom(dataDir);
  known.set(dataDir, schemas);
  return schemas;
}
