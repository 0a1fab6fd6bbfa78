import { DrydockError } from '../../core/errors/index.ts';
import {
  type AppendOptions,
  type Digest,
  type DigestAlgorithm,
  digestAlgorithm,
  isDigestAlgorithm,
  type UploadInfo,
} from '../../core/registry/index.ts';
import { refuseScope } from './auth.ts';
import { announcedLength, bodyOf } from './body.ts';
import { requestInvalid } from './errors.ts';
import { checkedDigest, type Exchange, sendEmpty } from './exchange.ts';
import { bodyPace } from './pace.ts';
import { parseChunkRange } from './range.ts';

/** POST: mounts a blob, takes one whole, or begins a session. */
export async function beginUpload(exchange: Exchange): Promise<void> {
  const { registry, query, response, name } = exchange;
  const mount = query.get('mount');
  if (mount !== null) {
    const digest = checkedDigest(mount);
    const from = query.get('from') ?? undefined;
    const mounted = mayMount(exchange, from) ? await registry.blobs.mount(name, digest, from) : undefined;
    if (mounted) return sendCreated(exchange, mounted.digest);
  }
  const digest = query.get('digest');
  if (digest !== null) return wholeUpload(exchange, checkedDigest(digest));
  sendProgress(response, 202, await registry.uploads.begin(name, algorithmOf(query)));
}

/**
 * A mount reads its source: whoever may not pull there uploads like everybody else (threats R-19). An account that may,
 * with a token that does not say so, is sent for one that does.
 */
function mayMount(
  { identity, request, response, registry, name }: Exchange,
  from: string | undefined,
): boolean {
  if (identity === undefined) return true;
  if (from === undefined) return false;
  if (identity.may('pull', from)) return true;
  if (identity.granted('pull', from)) refuseScope(request, response, registry.access, { name, from });
  return false;
}

async function wholeUpload(exchange: Exchange, digest: Digest): Promise<void> {
  const { registry, name } = exchange;
  const { id } = await registry.uploads.begin(name, digestAlgorithm(digest));
  try {
    await receive(exchange, id, { last: true, ...lengthOf(exchange) });
    await registry.uploads.finish(name, id, digest);
  } catch (error) {
    await registry.uploads.cancel(name, id).catch(() => undefined);
    throw error;
  }
  sendCreated(exchange, digest);
}

/** Takes the request's body into a session, unless it is too slow. */
function receive(
  { registry, request, name }: Exchange,
  id: string,
  options: AppendOptions,
): Promise<UploadInfo> {
  return bodyPace.during(request, (signal) =>
    registry.uploads.append(name, id, bodyOf(request), { owned: true, signal, ...options }),
  );
}

/** PATCH: one chunk. */
export async function patchUpload(exchange: Exchange): Promise<void> {
  const { response, item } = exchange;
  const options = { ...lengthOf(exchange), ...startOf(exchange) };
  sendProgress(response, 202, await receive(exchange, item, options));
}

/** PUT: the last chunk, where there is one, and the end. */
export async function finishUpload(exchange: Exchange): Promise<void> {
  const { registry, request, query, name, item } = exchange;
  const digest = checkedDigest(query.get('digest'));
  if (announcedLength(request) !== 0) {
    await receive(exchange, item, { last: true, ...lengthOf(exchange), ...startOf(exchange) });
  }
  await registry.uploads.finish(name, item, digest);
  sendCreated(exchange, digest);
}

export function uploadStatus({ registry, response, name, item }: Exchange): void {
  sendProgress(response, 204, registry.uploads.status(name, item));
}

export async function cancelUpload({ registry, response, name, item }: Exchange): Promise<void> {
  await registry.uploads.cancel(name, item);
  sendEmpty(response, 204, {});
}

/** The headers a client needs to go on after a chunk in the wrong order. */
export function outOfOrder({ registry, response, name, item }: Exchange): void {
  try {
    sendProgress(response, 416, registry.uploads.status(name, item));
  } catch {
    sendEmpty(response, 416, {});
  }
}

function sendProgress(response: Exchange['response'], status: number, upload: UploadInfo): void {
  sendEmpty(response, status, {
    location: `/v2/${upload.repository}/blobs/uploads/${upload.id}`,
    range: `0-${Math.max(0, upload.offset - 1)}`,
    'docker-upload-uuid': upload.id,
  });
}

function sendCreated({ response, name }: Exchange, digest: Digest): void {
  sendEmpty(response, 201, { location: `/v2/${name}/blobs/${digest}`, 'docker-content-digest': digest });
}

function algorithmOf(query: URLSearchParams): DigestAlgorithm {
  const name = query.get('digest-algorithm') ?? 'sha256';
  if (!isDigestAlgorithm(name)) throw new DrydockError('REGISTRY_DIGEST_INVALID', { digest: name });
  return name;
}

function lengthOf({ request }: Exchange): Pick<AppendOptions, 'length'> {
  const length = announcedLength(request);
  return length === undefined ? {} : { length };
}

function startOf({ request }: Exchange): Pick<AppendOptions, 'start'> {
  const header = request.headers['content-range'];
  if (header === undefined) return {};
  const range = parseChunkRange(header);
  if (!range) throw requestInvalid('Content-Range is not <first>-<last>');
  const length = announcedLength(request);
  const expected = range.end - range.start + 1;
  if (length !== undefined && length !== expected) {
    throw new DrydockError('REGISTRY_SIZE_MISMATCH', { expected, received: length });
  }
  return { start: range.start };
}
