import { type Digest, parseDigest } from './digest.ts';
import { isRepositoryName, isTag } from './names.ts';

/** An image reference taken apart the way docker does. */
export interface ImageReference {
  /** `docker.io` where the reference names none. */
  readonly host: string;
  /** Path without host; `library/` added for one-word names of the default host. */
  readonly path: string;
  readonly tag?: string;
  readonly digest?: Digest;
}

export const DEFAULT_HOST = 'docker.io';
const HOST =
  /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[0-9a-fA-F:.]+\])(?::[0-9]{1,5})?$/;

/**
 * Reads `[host[:port]/]path[:tag][@digest]`. The first part is a host when it has a dot or a port, or is `localhost`
 * (distribution's reference grammar). Without tag and digest the tag is `latest`. Undefined for anything else.
 */
export function parseImageReference(text: string): ImageReference | undefined {
  if (text.length === 0 || text.length > 1024) return undefined;
  const at = text.indexOf('@');
  const digest = at === -1 ? undefined : parseDigest(text.slice(at + 1));
  if (at !== -1 && digest === undefined) return undefined;
  const named = at === -1 ? text : text.slice(0, at);
  const colon = named.lastIndexOf(':');
  const tagged = colon > named.lastIndexOf('/');
  const tag = tagged ? named.slice(colon + 1) : digest === undefined ? 'latest' : undefined;
  if (tag !== undefined && !isTag(tag)) return undefined;
  const place = splitHost(tagged ? named.slice(0, colon) : named);
  return place && { ...place, ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) };
}

function splitHost(name: string): { host: string; path: string } | undefined {
  const slash = name.indexOf('/');
  const first = slash === -1 ? '' : name.slice(0, slash);
  const hasHost = /[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase();
  const host = hasHost ? first : DEFAULT_HOST;
  const rest = hasHost ? name.slice(slash + 1) : name;
  if (!HOST.test(host) || !isRepositoryName(rest)) return undefined;
  const canonical = host === 'index.docker.io' ? DEFAULT_HOST : host.toLowerCase();
  return {
    host: canonical,
    path: canonical === DEFAULT_HOST && !rest.includes('/') ? `library/${rest}` : rest,
  };
}
