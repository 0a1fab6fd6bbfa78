import type { Registry } from '../../core/registry/index.ts';
import { checkedName } from './exchange.ts';
import type { Target } from './route.ts';

interface Names {
  readonly name: string;
  readonly item: string;
}

/**
 * The repository and thing that a request is about. What is pulled under the name of another registry, as a part of the path
 * (`/v2/ccr.ccs.tencentyun.com/team/web/…`) or as containerd's mirrors say it (`?ns=ccr.ccs.tencentyun.com`), is looked for
 * where that registry's copies are. Rights are asked for the repository that comes out.
 */
export function localNames(
  registry: Registry,
  method: string | undefined,
  target: Target,
  query: URLSearchParams,
): Names {
  const names = namesOf(target);
  const { name, item } = names;
  if (method !== 'GET' && method !== 'HEAD') return names;
  const host = query.get('ns') || undefined;
  if (host === undefined && !(isHosted(name) && isPull(method, target))) return names;
  const kind = target.kind === 'manifest' || target.kind === 'blob' ? target.kind : 'repository';
  const found = registry.localRepository({ name, item, kind, ...(host !== undefined && { host }) });
  return found === undefined ? names : { item, name: found };
}

const isHosted = (name: string): boolean => name.includes('.') && /^[^/]*\.[^/]*\//.test(name);

/** A HEAD of content is a client asking "need I push this?", and the answer must be about the repository that it names. */
const isPull = (method: string, target: Target): boolean =>
  method === 'GET' || (target.kind === 'manifest' && !target.reference.includes(':'));

function namesOf(target: Target): Names {
  if (target.kind === 'base' || target.kind === 'catalog' || target.kind === 'unknown')
    return { name: '', item: '' };
  const name = checkedName(target.name);
  if (target.kind === 'manifest') return { name, item: target.reference };
  if (target.kind === 'upload') return { name, item: target.id };
  if (target.kind === 'blob' || target.kind === 'referrers') return { name, item: target.digest };
  return { name, item: '' };
}
