import { DrydockError } from '../../core/errors/index.ts';
import type { BlobInfo, ByteRange } from '../../core/registry/index.ts';
import { checkedDigest, type Exchange, isUnchanged, sendEmpty } from './exchange.ts';
import { chooseRange } from './range.ts';

/** Blobs up to this size are answered from memory in one write. */
const SMALL = 64 * 1024;

/** GET and HEAD of a blob. A HEAD is a client asking "need I push this?": a yes protects the blob for a while. */
export async function getBlob({ registry, request, response, name, item }: Exchange): Promise<void> {
  const digest = checkedDigest(item);
  const isHead = request.method === 'HEAD';
  const info = registry.blobs.stat(name, digest, { touch: isHead });
  if (!info) throw new DrydockError('REGISTRY_BLOB_UNKNOWN', { repository: name, digest });
  const etag = `"${digest}"`;
  const headers = {
    'content-type': 'application/octet-stream',
    'docker-content-digest': digest,
    'accept-ranges': 'bytes',
    etag,
  };
  if (isUnchanged(request, etag)) return sendEmpty(response, 304, headers);
  const mayRange = request.headers['if-range'] === undefined || request.headers['if-range'] === etag;
  const range = chooseRange(mayRange ? request.headers.range : undefined, info.size);
  if (range === 'unsatisfiable') {
    return sendEmpty(response, 416, { ...headers, 'content-range': `bytes */${info.size}` });
  }
  const part = range === 'none' ? undefined : range;
  const length = part ? part.end - part.start + 1 : info.size;
  const head = {
    ...headers,
    'content-length': length,
    ...(part && { 'content-range': `bytes ${part.start}-${part.end}/${info.size}` }),
  };
  if (isHead) {
    response.writeHead(part ? 206 : 200, head);
    response.end();
    return;
  }
  await sendContent(registry.blobs, response, info, part, head);
}

async function sendContent(
  blobs: Exchange['registry']['blobs'],
  response: Exchange['response'],
  info: BlobInfo,
  part: ByteRange | undefined,
  head: Record<string, string | number>,
): Promise<void> {
  const status = part ? 206 : 200;
  if (info.size <= SMALL) {
    const content = await blobs.read(info);
    response.writeHead(status, head);
    response.end(part ? content.subarray(part.start, part.end + 1) : content);
    return;
  }
  const gone = new Promise<never>((_, reject) => {
    response.once('close', () => reject(new Error('the client left')));
  });
  gone.catch(() => undefined);
  const write = (piece: Buffer): Promise<void> => {
    if (!response.headersSent) response.writeHead(status, head);
    const written = new Promise<void>((resolve, reject) => {
      response.write(piece, (error) => (error ? reject(error) : resolve()));
    });
    return Promise.race([written, gone]);
  };
  await blobs.send(info, write, part);
  response.end();
}

export async function deleteBlob({ registry, response, name, item }: Exchange): Promise<void> {
  await registry.blobs.unlink(name, checkedDigest(item));
  sendEmpty(response, 202, {});
}
