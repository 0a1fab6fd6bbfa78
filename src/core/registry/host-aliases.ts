import { DEFAULT_HOST, type ImageReference } from './image-reference.ts';
import { isRepositoryName } from './names.ts';

/**
 * A registry whose images have local copies: which paths a copy may lie under, best first. In a path `{path}` is the path of
 * the image's name, `{rest}` that without its first part, `{label}` what `*` stood for.
 */
export interface HostAlias {
  /** Whole host name, or `*.suffix`, which stands for one label. */
  readonly host: string;
  readonly paths: readonly string[];
  /** Made by the user: comes before what the name itself suggests. */
  readonly own?: boolean;
}

/** Hosts of design section 9. An instance's or tenant's name may be kept as the first part of the local path. */
export const cloudHostAliases: readonly HostAlias[] = [
  { host: 'ccr.ccs.tencentyun.com', paths: ['{path}', '{rest}'] },
  { host: 'cloudapp-tcr.tencentcloudcr.com', paths: ['{path}', '{rest}'] },
  { host: 'cloudapp.tencentcloudcr.com', paths: ['{path}', '{rest}'] },
  { host: '*.tencentcloudcr.com', paths: ['{label}/{path}', '{path}', '{rest}'] },
  { host: 'dockerhub.yonyoucloud.com', paths: ['{path}', '{rest}'] },
];

/**
 * Local repositories that an image reference may mean, best first: the host as the first part of the path, what an alias of
 * the user says, the path alone, then what a built-in alias adds.
 */
export function localRepositories(
  reference: ImageReference,
  aliases: readonly HostAlias[] = cloudHostAliases,
): readonly string[] {
  const { host, path } = reference;
  const short = host === DEFAULT_HOST && path.startsWith('library/') ? [path.slice('library/'.length)] : [];
  const withoutPort = host.replace(/:[0-9]+$/, '');
  const told = aliases.flatMap((alias) => {
    const label = labelOf(alias.host, withoutPort) ?? labelOf(alias.host, host);
    return label === undefined ? [] : [{ alias, paths: filled(alias, path, label) }];
  });
  const own = told.filter(({ alias }) => alias.own).flatMap(({ paths }) => paths);
  const builtIn = told.find(({ alias }) => !alias.own)?.paths ?? [];
  const all = [`${withoutPort}/${path}`, ...own, path, ...short, ...builtIn];
  return [...new Set(all)].filter(isRepositoryName);
}

const filled = ({ paths }: HostAlias, path: string, label: string): readonly string[] =>
  paths.map((template) =>
    template.replace(/\{(path|rest|label)\}/g, (_, name: string) =>
      name === 'path' ? path : name === 'label' ? label : path.slice(path.indexOf('/') + 1),
    ),
  );

const HOST =
  /^(?:\*\.)?[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*(?::[0-9]{1,5})?$/;

/** What is wrong with an alias; undefined when nothing is. */
export function aliasProblem({ host, paths }: HostAlias): string | undefined {
  if (host.length > 255 || !HOST.test(host)) return `${host} is not a host`;
  if (paths.length === 0 || paths.length > 10) return 'it needs one to ten paths';
  const bad = paths.find((path) => !isRepositoryName(path.replace(/\{(?:path|rest|label)\}/g, 'x')));
  return bad === undefined ? undefined : `${bad} does not make a repository name`;
}

/** What the `*` of a pattern stands for in `host`, '' for an exact match, undefined for none. */
function labelOf(pattern: string, host: string): string | undefined {
  if (!pattern.startsWith('*.')) return pattern === host ? '' : undefined;
  const suffix = pattern.slice(1);
  const label = host.slice(0, -suffix.length);
  return host.endsWith(suffix) && label !== '' && !label.includes('.') ? label : undefined;
}
