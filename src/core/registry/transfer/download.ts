import { DrydockError } from '../../errors/index.ts';
import { type Digest, digestAlgorithm } from '../digest.ts';
import type { Registry } from '../registry.ts';
import { type Answer, discard } from './http.ts';
import type { HalfBlob, TransferMemory } from './memory.ts';
import { isPassing } from './network-error.ts';
import type { RemoteRegistry } from './remote.ts';

export interface DownloadParts {
  readonly registry: Registry;
  readonly memory: TransferMemory;
  readonly remote: RemoteRegistry;
  readonly signal: AbortSignal;
}

export interface WantedBlob {
  /** Repository at the other registry. */
  readonly from: string;
  /** Repository here. */
  readonly repository: string;
  readonly digest: Digest;
  readonly size: number;
}

export interface Downloaded {
  /** Bytes that came over the line. */
  readonly received: number;
  /** Bytes that were here from a transfer that had stopped. */
  readonly resumed: number;
}

/**
 * Brings one blob into the registry's own upload session, so that nothing is copied twice and a transfer that was killed
 * goes on at its next byte. `undefined`: the other registry does not have it. Errors: TRANSFER_*, REGISTRY_*.
 */
export async function download(
  parts: DownloadParts,
  blob: WantedBlob,
  onBytes: (count: number) => void,
): Promise<Downloaded | undefined> {
  const { registry, memory, remote, signal } = parts;
  const { repository, digest, size } = blob;
  const half: HalfBlob = { direction: 'pull', remote: '', repository, digest };
  const keeps = size > remote.limits.resumeBytes;
  let session = await openSession(parts, half, blob);
  const resumed = session.offset;
  if (resumed > 0) onBytes(resumed);
  let received = 0;
  for (let attempt = 1; session.offset < size || size === 0; attempt += 1) {
    const before = session.offset;
    try {
      const answer = await ask(remote, blob, before);
      if (answer === undefined) {
        await registry.uploads.cancel(repository, session.id).catch(() => undefined);
        memory.remove(half);
        return undefined;
      }
      // The session's record and ours are both on the disk before the bytes are.
      if (keeps && before === 0) memory.set(half, session.id);
      const start = answer.status === 206 ? before : await restart(parts, session.id, blob);
      if (start !== before) throw new StartAgain();
      const body = bounded(answer, size - before, remote, digest, (count) => {
        received += count;
        onBytes(count);
      });
      session = await appendAll(parts, session, blob, body, keeps);
      if (size === 0) break;
    } catch (error) {
      if (error instanceof StartAgain) {
        onBytes(-before);
        memory.remove(half);
        session = await registry.uploads.begin(repository, digestAlgorithm(digest));
        continue;
      }
      if (signal.aborted) {
        if (!keeps) await registry.uploads.cancel(repository, session.id).catch(() => undefined);
        signal.throwIfAborted();
      }
      session = registry.uploads.status(repository, session.id);
      if (session.offset > before) attempt = 0;
      if (attempt >= remote.limits.tries || !isPassing(error)) {
        if (!keeps) await registry.uploads.cancel(repository, session.id).catch(() => undefined);
        throw error;
      }
      await remote.pause(Math.max(1, attempt));
    }
  }
  await registry.uploads.finish(repository, session.id, digest).catch((error: unknown) => {
    memory.remove(half);
    if (error instanceof DrydockError && error.code === 'REGISTRY_DIGEST_MISMATCH') {
      throw remote.wrong(digest, `a blob with digest ${String(error.data.actual)}`);
    }
    throw error;
  });
  memory.remove(half);
  return { received, resumed };
}

/**
 * Writes a body in stretches: after each the upload's offset is on the disk, which is where a killed engine goes on.
 */
async function appendAll(
  { registry, remote, signal }: DownloadParts,
  session: { readonly id: string; readonly offset: number },
  { repository }: WantedBlob,
  body: AsyncGenerator<Uint8Array>,
  keeps: boolean,
): Promise<{ readonly id: string; readonly offset: number }> {
  let at = session;
  let isEnd = false;
  async function* stretch(most: number): AsyncGenerator<Uint8Array> {
    for (let count = 0; count < most; ) {
      const next = await body.next();
      isEnd = next.done === true;
      if (next.done) return;
      count += next.value.byteLength;
      yield next.value;
    }
  }
  try {
    while (!isEnd) {
      const options = { start: at.offset, last: !keeps, signal };
      const most = keeps ? remote.limits.stretchBytes : Number.POSITIVE_INFINITY;
      at = await registry.uploads.append(repository, at.id, stretch(most), options);
    }
  } finally {
    await body.return(undefined);
  }
  return at;
}

/** The server ignores ranges: what is here cannot be used. */
class StartAgain extends Error {}

async function restart(parts: DownloadParts, id: string, blob: WantedBlob): Promise<number> {
  const { uploads } = parts.registry;
  if (uploads.status(blob.repository, id).offset === 0) return 0;
  await uploads.cancel(blob.repository, id);
  return -1;
}

/** The session of a transfer that stopped, or a new one. */
async function openSession(
  { registry, memory }: DownloadParts,
  half: HalfBlob,
  { repository, digest, size }: WantedBlob,
): Promise<{ readonly id: string; readonly offset: number }> {
  const known = memory.get(half);
  if (known !== undefined) {
    try {
      const session = registry.uploads.status(repository, known);
      if (session.offset <= size) return session;
      await registry.uploads.cancel(repository, known);
    } catch (error) {
      if (!(error instanceof DrydockError && error.code === 'REGISTRY_UPLOAD_UNKNOWN')) throw error;
    }
    memory.remove(half);
  }
  return registry.uploads.begin(repository, digestAlgorithm(digest));
}

/** GET from `offset`; 200 or 206, undefined for 404. */
async function ask(remote: RemoteRegistry, blob: WantedBlob, offset: number): Promise<Answer | undefined> {
  const { from, digest, size } = blob;
  const answer = await remote.call(from, {
    method: 'GET',
    url: remote.at(`/v2/${from}/blobs/${digest}`),
    headers: { 'accept-encoding': 'identity', ...(offset > 0 && { range: `bytes=${offset}-` }) },
  });
  if (answer.status === 404) return void (await discard(answer));
  if (answer.status === 200) return checkLength(remote, blob, answer, size);
  if (answer.status !== 206) throw await remote.refusal(answer, `GET ${digest}`, from);
  const range = /^bytes (\d{1,16})-\d{1,16}\/(?:\d{1,16}|\*)$/.exec(answer.headers['content-range'] ?? '');
  if (Number(range?.[1]) !== offset) {
    answer.body.destroy();
    throw remote.wrong(digest, 'another range than was asked for');
  }
  return checkLength(remote, blob, answer, size - offset);
}

function checkLength(remote: RemoteRegistry, blob: WantedBlob, answer: Answer, wanted: number): Answer {
  const length = answer.headers['content-length'];
  if (length === undefined || Number(length) === wanted) return answer;
  answer.body.destroy();
  throw remote.wrong(blob.digest, `${length} bytes instead of ${wanted}`);
}

/** The body, counted; more bytes than the manifest speaks of end it, fewer are a broken connection. */
async function* bounded(
  answer: Answer,
  wanted: number,
  remote: RemoteRegistry,
  digest: string,
  onBytes: (count: number) => void,
): AsyncGenerator<Uint8Array> {
  let left = wanted;
  try {
    for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
      left -= chunk.byteLength;
      if (left < 0) throw remote.wrong(digest, `more than ${wanted} bytes`);
      yield chunk;
      onBytes(chunk.byteLength);
    }
  } catch (error) {
    if (error instanceof DrydockError) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    throw new DrydockError('TRANSFER_UNREACHABLE', { host: remote.host, detail }, { cause: error });
  } finally {
    answer.body.destroy();
  }
  if (left > 0) {
    throw new DrydockError('TRANSFER_UNREACHABLE', {
      host: remote.host,
      detail: `${left} bytes are missing`,
    });
  }
}
