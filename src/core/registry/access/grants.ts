import { DrydockError } from '../../errors/index.ts';
import { covers, isRepositoryPattern } from './pattern.ts';

/** What an account may be allowed to do in a repository. */
export const GRANT_ACTIONS = ['pull', 'push', 'delete'] as const;
export type GrantAction = (typeof GRANT_ACTIONS)[number];

/** Actions in all repositories whose name the pattern covers. */
export interface Grant {
  readonly repositories: string;
  readonly actions: readonly GrantAction[];
}

const isAction = (word: string): word is GrantAction => (GRANT_ACTIONS as readonly string[]).includes(word);

/** Reads `shop/**=pull,push`. Error: REGISTRY_GRANT_INVALID. */
export function parseGrant(text: string): Grant {
  const invalid = (): DrydockError => new DrydockError('REGISTRY_GRANT_INVALID', { grant: text });
  const [repositories = '', list, ...rest] = text.trim().split('=');
  const words = (list ?? '').split(',').map((word) => word.trim());
  if (rest.length > 0 || !isRepositoryPattern(repositories) || !words.every(isAction)) throw invalid();
  const given = new Set(words);
  return { repositories, actions: GRANT_ACTIONS.filter((action) => given.has(action)) };
}

/** `shop/**=pull,push`. */
export const grantText = ({ repositories, actions }: Grant): string => `${repositories}=${actions.join(',')}`;

export const isGranted = (grants: readonly Grant[], action: GrantAction, repository: string): boolean =>
  grants.some((grant) => grant.actions.includes(action) && covers(grant.repositories, repository));
