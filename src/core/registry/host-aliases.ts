import { DEFAULT_HOST, type ImageReference } from './image-reference.ts';
import { isRepositoryName } from './names.ts';

/** A cloud registry whose images have local copies: which paths a copy may lie under, best first. */
export interface HostAlias {
  /** Whole host name, or `*.suffix`. */
  readonly host: string;
  /** `label` is what `*` stood for. */
  readonly paths: (path: string, label: string) => readonly string[];
}

const withoutFirst = (path: string): string => path.slice(path.indexOf('/') + 1);

/** Hosts of design section 9. An instance's or tenant's name may be kept as the first part of the local path. */
export const cloudHostAliases: readonly HostAlias[] = [
  { host: 'ccr.ccs.tencentyun.com', paths: (path) => [path, withoutFirst(path)] },
  { host: 'cloudapp-tcr.tencentcloudcr.com', paths: (path) => [path, withoutFirst(path)] },
  { host: 'cloudapp.tencentcloudcr.com', paths: (path) => [path, withoutFirst(path)] },
  {
    host: '*.tencentcloudcr.com',
    paths: (path, instance) => [`${instance}/${path}`, path, withoutFirst(path)],
  },
  { host: 'dockerhub.yonyoucloud.com', paths: (path) => [path, withoutFirst(path)] },
];

/**
 * Local repositories that an image reference may mean, best first: the host as the first part of the path, the path
 * alone, then what the host's alias adds.
 */
export function localRepositories(
  reference: ImageReference,
  aliases: readonly HostAlias[] = cloudHostAliases,
): readonly string[] {
  const { host, path } = reference;
  const short = host === DEFAULT_HOST && path.startsWith('library/') ? [path.slice('library/'.length)] : [];
  const alias = aliases.find((each) => labelOf(each.host, host) !== undefined);
  const more = alias ? alias.paths(path, labelOf(alias.host, host) ?? '') : [];
  const withoutPort = host.replace(/:[0-9]+$/, '');
  return [...new Set([`${withoutPort}/${path}`, path, ...short, ...more])].filter(isRepositoryName);
}

/** What the `*` of a pattern stands for in `host`, '' for an exact match, undefined for none. */
function labelOf(pattern: string, host: string): string | undefined {
  if (!pattern.startsWith('*.')) return pattern === host ? '' : undefined;
  const suffix = pattern.slice(1);
  const label = host.slice(0, -suffix.length);
  return host.endsWith(suffix) && label !== '' && !label.includes('.') ? label : undefined;
}
