import { DrydockError } from '../../core/errors/index.ts';
import { type Digest, defaultLimits, isTag } from '../../core/registry/index.ts';
import { readBody } from './body.ts';
import { unsupportedMediaType } from './errors.ts';
import { checkedDigest, type Exchange, isUnchanged, sendEmpty } from './exchange.ts';

/** Tags and digests are told apart by the colon, which no tag has. */
const isDigestReference = (reference: string): boolean => reference.includes(':');

export function getManifest({ registry, request, response, name, item }: Exchange): void {
  const known = isDigestReference(item) ? checkedDigest(item) : isTag(item) ? item : undefined;
  const manifest = known === undefined ? undefined : registry.manifests.get(name, known);
  if (!manifest) throw new DrydockError('REGISTRY_MANIFEST_UNKNOWN', { repository: name, reference: item });
  const etag = `"${manifest.digest}"`;
  const headers = {
    'content-type': manifest.mediaType,
    'content-length': manifest.size,
    'docker-content-digest': manifest.digest,
    etag,
  };
  const unchanged = isUnchanged(request, etag);
  response.writeHead(unchanged ? 304 : 200, headers);
  response.end(unchanged || request.method === 'HEAD' ? undefined : manifest.body);
}

export async function putManifest({
  registry,
  request,
  response,
  query,
  name,
  item,
}: Exchange): Promise<void> {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw unsupportedMediaType(`Content-Encoding ${encoding} is not taken`);
  }
  const mediaType = mediaTypeOf(request.headers['content-type']);
  const digest = isDigestReference(item) ? checkedDigest(item) : undefined;
  const tags = digest === undefined ? [item] : query.getAll('tag');
  const result = await registry.manifests.put({
    repository: name,
    body: await readBody(request, response, defaultLimits.manifestBytes),
    tags: [...new Set(tags)],
    ...(mediaType !== undefined && { mediaType }),
    ...(digest !== undefined ? { digest } : digestParameter(query)),
  });
  sendEmpty(response, 201, {
    location: `/v2/${name}/manifests/${result.digest}`,
    'docker-content-digest': result.digest,
    ...(result.subject !== undefined && { 'oci-subject': result.subject }),
    ...(digest !== undefined && tags.length > 0 && { 'oci-tag': tags.join(', ') }),
  });
}

export async function deleteManifest({ registry, response, name, item }: Exchange): Promise<void> {
  if (isDigestReference(item)) await registry.manifests.remove(name, checkedDigest(item));
  else await registry.tags.remove(name, item);
  sendEmpty(response, 202, {});
}

/** `PUT …/manifests/<tag>?digest=…`: the digest the client wants the manifest known by. */
function digestParameter(query: URLSearchParams): { digest?: Digest } {
  const text = query.get('digest');
  return text === null ? {} : { digest: checkedDigest(text) };
}

const MEDIA_TYPE = /^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}\/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}$/;

/** The header without parameters. Anything else than one media type is refused, not guessed at (threats R-22). */
function mediaTypeOf(header: string | undefined): string | undefined {
  if (header === undefined || header === '') return undefined;
  const semicolon = header.indexOf(';');
  const type = (semicolon === -1 ? header : header.slice(0, semicolon)).replace(/ +$/, '');
  if (!MEDIA_TYPE.test(type)) throw unsupportedMediaType(`Content-Type ${header} is not a media type`);
  return type;
}
