import { type Schemas, withProviders } from '../terraform/index.ts';
import type { RehearsalInput } from './input.ts';

/** The last document that was read beside each set of schemas: a rehearsal asks several times. */
const last = new WeakMap<Schemas, { readonly text: string; readonly schemas: Schemas }>();

/** The schemas with the providers that a rehearsal brings. Error: TF_PROVIDERS_INVALID. */
export function schemasFor({ providers }: Pick<RehearsalInput, 'providers'>, schemas: Schemas): Schemas {
  if (providers === undefined) return schemas;
  const known = last.get(schemas);
  if (known?.text === providers) return known.schemas;
  const made = withProviders(schemas, providers);
  last.set(schemas, { text: providers, schemas: made });
  return made;
}
