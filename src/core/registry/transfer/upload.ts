import { DrydockError } from '../../errors/index.ts';
import { type Digest, digestAlgorithm } from '../digest.ts';
import type { BlobInfo, Registry } from '../registry.ts';
import { type Answer, discard } from './http.ts';
import type { HalfBlob, TransferMemory } from './memory.ts';
import { isPassing } from './network-error.ts';
import type { RemoteRegistry } from './remote.ts';

export interface UploadParts {
  readonly registry: Registry;
  readonly memory: TransferMemory;
  readonly remote: RemoteRegistry;
  readonly signal: AbortSignal;
  /** A repository of the other registry that surely has the blob; undefined: none is known. */
  readonly knownAt: (digest: string) => string | undefined;
}

export interface Uploaded {
  readonly sent: number;
  readonly resumed: number;
  /** The other registry linked a blob of its own. */
  readonly mounted: boolean;
}

interface Job {
  readonly info: BlobInfo;
  /** Repository here, and there. */
  readonly repository: string;
  readonly to: string;
}

/**
 * Sends one blob: linked from another repository there where that works, else in pieces whose place is remembered, so
 * that a push that was killed goes on behind the last piece. Errors: TRANSFER_*, REGISTRY_BLOB_DAMAGED.
 */
export async function upload(
  parts: UploadParts,
  job: Job,
  onBytes: (count: number) => void,
): Promise<Uploaded> {
  const { memory, remote, signal } = parts;
  const { info, repository, to } = job;
  const half: HalfBlob = {
    direction: 'push',
    remote: `${remote.host}/${to}`,
    repository,
    digest: info.digest,
  };
  const sending = new Sending(parts, job, half, onBytes);
  let place = await sending.resume(memory.get(half));
  const { resumed } = sending;
  for (let attempt = 1; ; attempt += 1) {
    const before = sending.offset;
    try {
      const ready = place ?? (await sending.begin());
      if (ready === 'mounted') return { sent: 0, resumed: 0, mounted: true };
      await sending.send(ready);
      memory.remove(half);
      return { sent: sending.sent, resumed, mounted: false };
    } catch (error) {
      signal.throwIfAborted();
      if (sending.offset > before) attempt = 0;
      const broken = error instanceof PieceRefused;
      if (attempt >= remote.limits.tries || !(broken || isPassing(error))) {
        throw broken ? error.refusal : error;
      }
      await remote.pause(Math.max(1, attempt));
      place = await sending.resume(memory.get(half));
    }
  }
}

/** The other registry did not take a piece: where it stands has to be asked. */
class PieceRefused extends Error {
  readonly refusal: DrydockError;

  constructor(refusal: DrydockError) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/** One blob on its way. */
class Sending {
  offset = 0;
  sent = 0;
  resumed = 0;
  readonly #parts: UploadParts;
  readonly #job: Job;
  readonly #half: HalfBlob;
  readonly #onBytes: (count: number) => void;
  #piece: number;
  /** Set when the registry does not take pieces: the blob then goes in one. */
  #whole: boolean;

  constructor(parts: UploadParts, job: Job, half: HalfBlob, onBytes: (count: number) => void) {
    this.#parts = parts;
    this.#job = job;
    this.#half = half;
    this.#onBytes = onBytes;
    this.#piece = parts.remote.limits.pieceBytes;
    this.#whole = job.info.size <= this.#piece;
  }

  /** Asks where a remembered upload stands; undefined when it is gone. */
  async resume(remembered: string | undefined): Promise<URL | undefined> {
    const { remote, memory } = this.#parts;
    const url = this.#whole ? undefined : remote.place(remembered);
    if (!url) return this.#startOver();
    const answer = await remote.patiently(() => remote.call(this.#job.to, { method: 'GET', url }));
    await discard(answer);
    const last = Number(/^(?:bytes=)?0-(\d{1,16})$/.exec(String(answer.headers.range ?? ''))?.[1]);
    const offset = last > 0 ? last + 1 : 0;
    if (answer.status !== 204 || !Number.isSafeInteger(last) || offset > this.#job.info.size) {
      memory.remove(this.#half);
      return this.#startOver();
    }
    this.#moveTo(offset);
    this.resumed = Math.max(this.resumed, this.sent === 0 ? offset : 0);
    return remote.place(answer.headers.location) ?? url;
  }

  #startOver(): undefined {
    this.#moveTo(0);
    return undefined;
  }

  #moveTo(offset: number): void {
    this.#onBytes(offset - this.offset);
    this.offset = offset;
  }

  async begin(): Promise<URL | 'mounted'> {
    const { remote, knownAt } = this.#parts;
    const { info, to } = this.#job;
    const from = knownAt(info.digest);
    const url = remote.at(`/v2/${to}/blobs/uploads/`);
    url.searchParams.set('mount', info.digest);
    if (from !== undefined && from !== to) url.searchParams.set('from', from);
    if (digestAlgorithm(info.digest) !== 'sha256') {
      url.searchParams.set('digest-algorithm', digestAlgorithm(info.digest));
    }
    const answer = await remote.call(to, { method: 'POST', url }, from === to ? undefined : from);
    if (answer.status === 201) {
      await discard(answer);
      return 'mounted';
    }
    if (answer.status !== 202) throw await remote.refusal(answer, 'POST blobs/uploads', to);
    await discard(answer);
    const least = Number(answer.headers['oci-chunk-min-length'] ?? 0);
    if (Number.isSafeInteger(least)) this.#piece = Math.max(this.#piece, least);
    return this.#placeIn(answer);
  }

  async send(start: URL): Promise<void> {
    const { remote, memory } = this.#parts;
    const { info, to } = this.#job;
    if (this.#whole) return this.#sendWhole(start);
    let place = start;
    if (this.offset === 0) memory.set(this.#half, place.href);
    while (this.offset < info.size) {
      const end = Math.min(this.offset + this.#piece, info.size) - 1;
      const answer = await this.#put('PATCH', place, this.offset, end);
      if (answer.status !== 202) {
        const refusal = await remote.refusal(answer, `PATCH ${info.digest}`, to);
        if (refusal.code === 'TRANSFER_DENIED') throw refusal;
        if (this.offset === 0 && answer.status < 500) this.#whole = true;
        throw new PieceRefused(refusal);
      }
      await discard(answer);
      place = this.#placeIn(answer);
      this.offset = end + 1;
      memory.set(this.#half, place.href);
    }
    await this.#finish(place);
  }

  async #sendWhole(place: URL): Promise<void> {
    const { info } = this.#job;
    place.searchParams.set('digest', info.digest);
    const answer = await this.#put('PUT', place, 0, info.size - 1);
    await this.#created(answer);
    this.offset = info.size;
  }

  async #finish(place: URL): Promise<void> {
    const { remote } = this.#parts;
    const { info, to } = this.#job;
    place.searchParams.set('digest', info.digest);
    await this.#created(await remote.call(to, { method: 'PUT', url: place }));
  }

  async #created(answer: Answer): Promise<void> {
    const { remote, memory } = this.#parts;
    const { info, to } = this.#job;
    if (answer.status === 201) return discard(answer);
    // Whatever it dislikes about the upload, the next try begins a new one.
    memory.remove(this.#half);
    throw await remote.refusal(answer, `PUT ${info.digest}`, to);
  }

  /** Sends bytes `first` to `last`; what a broken connection swallowed is taken back from the progress. */
  async #put(method: 'PUT' | 'PATCH', url: URL, first: number, last: number): Promise<Answer> {
    const { remote, registry } = this.#parts;
    const { info, to } = this.#job;
    const length = last - first + 1;
    let written = 0;
    const takeBack = (): void => {
      this.#onBytes(-written);
      this.sent -= written;
      written = 0;
    };
    const send = async (write: (piece: Uint8Array) => Promise<void>): Promise<void> => {
      takeBack();
      if (length === 0) return;
      const each = async (piece: Buffer): Promise<void> => {
        await write(piece);
        written += piece.byteLength;
        this.sent += piece.byteLength;
        this.#onBytes(piece.byteLength);
      };
      await registry.blobs.send(info, each, { start: first, end: last });
    };
    const headers = {
      'content-type': 'application/octet-stream',
      ...(method === 'PATCH' && { 'content-range': `${first}-${last}` }),
    };
    try {
      const answer = await remote.call(to, { method, url, headers, stream: { length, send } });
      if (answer.status >= 300) takeBack();
      return answer;
    } catch (error) {
      takeBack();
      throw error;
    }
  }

  #placeIn(answer: Answer): URL {
    const { remote } = this.#parts;
    const place = remote.place(answer.headers.location);
    if (place) return place;
    const to = String(answer.headers.location ?? '').slice(0, 200);
    throw new DrydockError('TRANSFER_REDIRECT_REFUSED', { host: remote.host, to });
  }
}

/** Remembers which repository of a registry has which blob, so that others can link it. Bounded. */
export class KnownPlaces {
  readonly #places = new Map<string, string>();

  get(host: string, digest: string): string | undefined {
    return this.#places.get(`${host} ${digest}`);
  }

  set(host: string, digest: Digest, repository: string): void {
    const key = `${host} ${digest}`;
    this.#places.delete(key);
    this.#places.set(key, repository);
    const [oldest] = this.#places.keys();
    if (this.#places.size > MOST_PLACES && oldest !== undefined) this.#places.delete(oldest);
  }
}

const MOST_PLACES = 50_000;
