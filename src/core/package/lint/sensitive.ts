import type { Reference } from '../../terraform/index.ts';
import type { LintContext } from './context.ts';
import { readPath, schemaOf } from './schema-walk.ts';

/** Names of arguments and attributes that hold secrets. */
export const SECRET_NAME = /(^|_)(password|passwd|pwd|secret|secret_key|private_key|access_key|token)$/i;

/** True when a reference reads something that should not be shown. */
export function readsSecret(reference: Reference, { tf, argsByName }: LintContext): boolean {
  const last = String(reference.path.findLast((key) => typeof key === 'string') ?? '');
  if (reference.root === 'random_password') return last === 'result';
  if (reference.root === 'var') {
    const name = String(reference.path[0]);
    const secretWidget = argsByName.get(name)?.some((arg) => arg.widget.startsWith('secret')) ?? false;
    const declared = tf.module.variables.get(name)?.sensitive ?? false;
    return secretWidget || declared || name === 'cloudapp_repo_password';
  }
  const named = tf.resourceOf(reference);
  if (named === undefined) return false;
  const schema = schemaOf(tf.schemas, named.resource);
  return SECRET_NAME.test(last) || (schema && readPath(schema, named.rest).field?.sensitive) === true;
}
