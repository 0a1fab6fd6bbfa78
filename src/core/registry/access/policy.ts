import { DrydockError } from '../../errors/index.ts';
import { covers, isRepositoryPattern, isTagPattern } from './pattern.ts';

/** What the registry lets its clients do, whoever they are. */
export interface Policy {
  /** Clients must log in. */
  readonly auth: boolean;
  /** Nothing may be pushed or deleted. */
  readonly readOnly: boolean;
  /** Whether pushing is allowed. */
  readonly push: boolean;
  /** Whether deleting tags, manifests and blobs is allowed. */
  readonly delete: boolean;
  /** Rules for tags that may be set once and then neither moved nor removed: `v*`, `shop/**:v*`. */
  readonly immutable: readonly string[];
  /** Bytes of one blob that a client may push. */
  readonly maxBlob: number;
  /** Where clients reach the registry when that is not the address they ask at (a proxy with TLS): `https://host`. */
  readonly publicUrl?: string;
}

export const DEFAULT_POLICY: Policy = {
  auth: false,
  readOnly: false,
  push: true,
  delete: true,
  immutable: [],
  maxBlob: 128 * 1024 ** 3,
};

export const RULE_LIMIT = 100;

/** The policy with some fields replaced. An empty `publicUrl` takes it away. Errors: REGISTRY_RULE_INVALID, REGISTRY_URL_INVALID, REGISTRY_POLICY_LIMIT. */
export function changedPolicy(policy: Policy, change: Partial<Policy>): Policy {
  const { publicUrl, ...rest } = { ...policy, ...change };
  const immutable = [...new Set(rest.immutable.map((rule) => rule.trim()).filter((rule) => rule !== ''))];
  if (immutable.length > RULE_LIMIT)
    throw new DrydockError('REGISTRY_POLICY_LIMIT', { what: 'rules', limit: RULE_LIMIT });
  for (const rule of immutable) checkRule(rule);
  return { ...rest, immutable, ...(publicUrl ? { publicUrl: checkedUrl(publicUrl) } : {}) };
}

/** The rule that protects a tag; undefined when none does. No name is special: what no rule covers can be moved. */
export const protectingRule = ({ immutable }: Policy, repository: string, tag: string): string | undefined =>
  immutable.find((rule) => {
    const { repositories, tags } = partsOf(rule);
    return covers(tags, tag) && covers(repositories, repository);
  });

function partsOf(rule: string): { repositories: string; tags: string } {
  const colon = rule.lastIndexOf(':');
  return colon === -1
    ? { repositories: '**', tags: rule }
    : { repositories: rule.slice(0, colon), tags: rule.slice(colon + 1) };
}

function checkRule(rule: string): void {
  const { repositories, tags } = partsOf(rule);
  if (!isRepositoryPattern(repositories) || !isTagPattern(tags))
    throw new DrydockError('REGISTRY_RULE_INVALID', { rule });
}

function checkedUrl(text: string): string {
  const invalid = (): DrydockError => new DrydockError('REGISTRY_URL_INVALID', { url: text });
  if (text.length > 300 || !URL.canParse(text)) throw invalid();
  const url = new URL(text);
  const isPlain = url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
  if (!isPlain || !/^https?:$/.test(url.protocol)) throw invalid();
  return url.origin;
}
