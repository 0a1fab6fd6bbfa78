import { isRepositoryName } from '../names.ts';
import { GRANT_ACTIONS, type GrantAction } from './grants.ts';

/** One `repository:shop/web:pull,push` of a token request (Docker Registry v2 token specification, "scope"). */
export interface Scope {
  readonly type: 'repository' | 'registry';
  readonly name: string;
  readonly actions: readonly string[];
}

/** What a request may name; the rest is left out, as the specification allows. */
const SCOPES_MOST = 100;
const LENGTH_MOST = 16 * 1024;

/**
 * Reads scopes from parameters that hold one or several, apart by blanks. What is not a scope of this registry is left
 * out: the token then lacks it, and the client hears so where it uses it.
 */
export function parseScopes(parameters: readonly string[]): readonly Scope[] {
  const words = parameters
    .join(' ')
    .slice(0, LENGTH_MOST)
    .split(' ')
    .filter((word) => word !== '');
  return words.slice(0, SCOPES_MOST).flatMap((word) => scopeOf(word) ?? []);
}

function scopeOf(word: string): Scope | undefined {
  const first = word.indexOf(':');
  const last = word.lastIndexOf(':');
  if (first === -1 || last === first) return undefined;
  // `repository(plugin)` is a class of repository that means nothing here.
  const type = word.slice(0, first).replace(/\([a-z0-9]*\)$/, '');
  const name = word.slice(first + 1, last);
  const actions = word.slice(last + 1).split(',');
  if (type === 'registry' && name === 'catalog') return { type, name, actions: ['*'] };
  if (type !== 'repository' || !isRepositoryName(name)) return undefined;
  return { type, name, actions: actions.includes('*') ? GRANT_ACTIONS : actions.filter(isGrantAction) };
}

const isGrantAction = (word: string): word is GrantAction =>
  (GRANT_ACTIONS as readonly string[]).includes(word);
