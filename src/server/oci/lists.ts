import { DrydockError } from '../../core/errors/index.ts';
import { defaultLimits, type Identity, type NamePage, type Registry } from '../../core/registry/index.ts';
import { requestInvalid } from './errors.ts';
import { checkedDigest, type Exchange, sendJson } from './exchange.ts';

const INDEX_TYPE = 'application/vnd.oci.image.index.v1+json';

export function listTags({ registry, query, response, name }: Exchange): void {
  const limit = limitOf(query);
  const page = registry.tags.list(name, limit, query.get('last') ?? undefined);
  if (!page) throw new DrydockError('REGISTRY_REPOSITORY_UNKNOWN', { repository: name });
  sendJson(response, { name, tags: page.names }, nextLink(`/v2/${name}/tags/list`, page, limit));
}

export function listRepositories({ registry, query, response, identity }: Exchange): void {
  const limit = limitOf(query);
  const after = query.get('last') ?? undefined;
  if (identity) {
    listOwn(registry, identity, response, { limit, after });
    return;
  }
  const page = registry.catalog(limit, after);
  sendJson(response, { repositories: page.names }, nextLink('/v2/_catalog', page, limit));
}

/** Pages that one request looks through for names that the account may see. */
const PAGES_SEEN = 20;

/** Only what the account may pull. A page may be short, or empty, and still have a next one. */
function listOwn(
  registry: Registry,
  identity: Identity,
  response: Exchange['response'],
  { limit, after }: { readonly limit: number; readonly after: string | undefined },
): void {
  const names: string[] = [];
  let [last, more] = [after, limit > 0];
  for (let page = 0; page < PAGES_SEEN && more && names.length < limit; page += 1) {
    const found = registry.catalog(defaultLimits.page, last);
    more = found.more;
    for (const [index, name] of found.names.entries()) {
      last = name;
      if (identity.granted('pull', name)) names.push(name);
      if (names.length < limit) continue;
      more ||= index < found.names.length - 1;
      break;
    }
  }
  const link = `</v2/_catalog?${new URLSearchParams({ n: String(limit), last: last ?? '' })}>; rel="next"`;
  sendJson(response, { repositories: names }, more ? { link } : {});
}

export function listReferrers({ registry, query, response, name, item }: Exchange): void {
  const subject = checkedDigest(item);
  const artifactType = query.get('artifactType') ?? undefined;
  const after = query.get('last') ?? undefined;
  const limit = limitOf(query);
  const { descriptors, next } = registry.manifests.referrers(name, subject, {
    limit: Math.max(1, limit),
    ...(artifactType !== undefined && { artifactType }),
    ...(after !== undefined && { after }),
  });
  const again = new URLSearchParams({
    n: String(limit),
    last: next ?? '',
    ...(artifactType !== undefined && { artifactType }),
  });
  sendJson(
    response,
    { schemaVersion: 2, mediaType: INDEX_TYPE, manifests: descriptors },
    {
      'content-type': INDEX_TYPE,
      ...(artifactType !== undefined && { 'oci-filters-applied': 'artifactType' }),
      ...(next !== undefined && { link: `</v2/${name}/referrers/${subject}?${again}>; rel="next"` }),
    },
  );
}

/** How many the client wants, never more than a page: nothing is allocated by it (CVE-2023-2253). */
function limitOf(query: URLSearchParams): number {
  const text = query.get('n');
  if (text === null) return defaultLimits.page;
  if (!/^\d{1,20}$/.test(text)) throw requestInvalid('n is not a number of results');
  return Math.min(Number(text), defaultLimits.page);
}

function nextLink(path: string, page: NamePage, limit: number): { link?: string } {
  const last = page.names.at(-1);
  if (!page.more || last === undefined) return {};
  return { link: `<${path}?${new URLSearchParams({ n: String(limit), last })}>; rel="next"` };
}
