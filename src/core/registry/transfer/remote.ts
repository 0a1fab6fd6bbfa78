import { setTimeout as sleep } from 'node:timers/promises';
import { DrydockError } from '../../errors/index.ts';
import { isJsonObject } from '../../json.ts';
import { type Digest, digestAlgorithm, digestHex, digestOf, parseDigest } from '../digest.ts';
import { DOCKER_IMAGE, DOCKER_LIST, OCI_ARTIFACT, OCI_IMAGE, OCI_INDEX } from '../manifests/media-types.ts';
import { isTag } from '../names.ts';
import { RemoteAuth } from './auth.ts';
import { type Answer, type Call, discard, HttpClient, readAll } from './http.ts';
import { overLimit, type TransferLimits } from './limits.ts';
import { isPassing } from './network-error.ts';
import { apiAddress } from './remote-name.ts';
import type { RemoteAccess } from './types.ts';

export interface RemoteManifest {
  readonly digest: Digest;
  readonly mediaType: string | undefined;
  readonly body: Buffer;
}

export interface RemoteOptions {
  readonly access: RemoteAccess;
  readonly limits: TransferLimits;
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** Whether what is asked for includes pushing. */
  readonly push: boolean;
}

const MANIFESTS = [OCI_INDEX, DOCKER_LIST, OCI_IMAGE, DOCKER_IMAGE, OCI_ARTIFACT].join(', ');
const LIST_BYTES = 8 * 1024 * 1024;

/** Another registry through its API (OCI distribution-spec, Docker Registry v2): what both directions need. */
export class RemoteRegistry {
  readonly host: string;
  readonly limits: TransferLimits;
  readonly #base: URL;
  readonly #http: HttpClient;
  readonly #auth: RemoteAuth;
  readonly #signal: AbortSignal;
  readonly #actions: string;

  constructor({ access, limits, now, signal, push }: RemoteOptions) {
    const { host, ca, credentials, plainHttp = false } = access;
    this.host = host;
    this.limits = limits;
    this.#base = apiAddress(host, plainHttp);
    this.#signal = signal;
    this.#actions = push ? 'pull,push' : 'pull';
    this.#http = new HttpClient({
      plainHttp,
      signal,
      idleMs: limits.idleMs,
      ...(ca !== undefined && { ca }),
    });
    this.#auth = new RemoteAuth(this.#http, credentials, now);
  }

  close(): void {
    this.#http.close();
  }

  at(path: string): URL {
    return new URL(path, this.#base);
  }

  /** An address that the registry gave in `Location`; undefined when it leads somewhere it may not. */
  place(location: string | undefined): URL | undefined {
    if (location === undefined || !URL.canParse(location, this.#base)) return undefined;
    const url = new URL(location, this.#base);
    return this.#http.mayFollow(this.#base, url) ? url : undefined;
  }

  /** A manifest whose bytes fit its digest; undefined when there is none. Errors: TRANSFER_*. */
  async manifest(repository: string, reference: string): Promise<RemoteManifest | undefined> {
    const url = this.at(`/v2/${repository}/manifests/${reference}`);
    return this.patiently(async () => {
      const answer = await this.call(repository, { method: 'GET', url, headers: { accept: MANIFESTS } });
      if (answer.status === 404) return void (await discard(answer));
      if (answer.status !== 200) throw await this.refusal(answer, `GET ${reference}`, repository);
      const body = await this.#read(answer, this.limits.manifestBytes);
      if (!body) throw overLimit('bytes of a manifest', this.limits.manifestBytes);
      return this.#checked(reference, answer, body);
    });
  }

  #checked(reference: string, answer: Answer, body: Buffer): RemoteManifest {
    const header = parseDigest(String(answer.headers['docker-content-digest'] ?? ''));
    const wanted = parseDigest(reference) ?? header;
    const digest = digestOf(body, wanted ? digestAlgorithm(wanted) : 'sha256');
    if (wanted && digest !== wanted) throw this.wrong(wanted, `a manifest with digest ${digest}`);
    const type = (answer.headers['content-type'] ?? '').split(';')[0]?.trim();
    const mediaType = type === '' || type === 'application/json' || type === 'text/plain' ? undefined : type;
    return { digest, mediaType, body };
  }

  /** Whether a manifest is there by that name, without its bytes. */
  async hasManifest(repository: string, reference: string): Promise<boolean> {
    const url = this.at(`/v2/${repository}/manifests/${reference}`);
    return this.#has(repository, url, { accept: MANIFESTS });
  }

  async hasBlob(repository: string, digest: Digest): Promise<boolean> {
    return this.#has(repository, this.at(`/v2/${repository}/blobs/${digest}`));
  }

  #has(repository: string, url: URL, headers: Record<string, string> = {}): Promise<boolean> {
    return this.patiently(async () => {
      const answer = await this.call(repository, { method: 'HEAD', url, headers });
      await discard(answer);
      return answer.status === 200;
    });
  }

  /** All tags, in pages. Errors: TRANSFER_NOT_FOUND, TRANSFER_TOO_LARGE. */
  async tags(repository: string): Promise<readonly string[]> {
    const found: string[] = [];
    const first = this.at(`/v2/${repository}/tags/list?n=1000`);
    for await (const { answer, document } of this.#pages(repository, first)) {
      if (answer.status === 404)
        throw new DrydockError('TRANSFER_NOT_FOUND', { host: this.host, reference: repository });
      const { tags } = document;
      if (Array.isArray(tags)) found.push(...tags.filter((tag) => typeof tag === 'string' && isTag(tag)));
      if (found.length > this.limits.tags) throw overLimit('tags', this.limits.tags);
    }
    return [...new Set(found)];
  }

  /** Digests of what refers to a manifest: the referrers API, else the tag schema, and the tags that cosign writes. */
  async referrers(repository: string, subject: Digest): Promise<readonly Digest[]> {
    const found = new Set<Digest>();
    const first = this.at(`/v2/${repository}/referrers/${subject}`);
    let hasApi = false;
    for await (const { answer, document } of this.#pages(repository, first)) {
      if (answer.status !== 200) break;
      hasApi = true;
      for (const digest of digestsIn(document)) found.add(digest);
      if (found.size > this.limits.manifests) throw overLimit('manifests', this.limits.manifests);
    }
    if (hasApi) return [...found];
    const fallback = await this.manifest(repository, referrerTag(subject));
    const document = fallback && parseObject(fallback.body);
    return document ? digestsIn(document) : [];
  }

  async *#pages(
    repository: string,
    first: URL,
  ): AsyncGenerator<{ answer: Answer; document: Readonly<Record<string, unknown>> }> {
    let next: URL | undefined = first;
    for (let page = 0; next && page <= this.limits.tags; page += 1) {
      const url: URL = next;
      const { answer, body } = await this.patiently(async () => {
        const got = await this.call(repository, { method: 'GET', url });
        if (got.status >= 400 && got.status !== 404)
          throw await this.refusal(got, `GET ${url.pathname}`, repository);
        return { answer: got, body: await this.#read(got, LIST_BYTES) };
      });
      yield { answer, document: parseObject(body) ?? {} };
      const link = /<([^>]{1,2000})>\s*;[^,]*rel="?next"?/.exec(String(answer.headers.link ?? ''))?.[1];
      const following = answer.status === 200 && link !== undefined ? this.place(link) : undefined;
      next = following?.origin === first.origin ? following : undefined;
    }
  }

  /** Sends a request with the login that its scope needs; a 401 is answered once. */
  async call(repository: string, call: Call, alsoPullFrom?: string): Promise<Answer> {
    this.#signal.throwIfAborted();
    const more = alsoPullFrom === undefined ? '' : ` repository:${alsoPullFrom}:pull`;
    const scope = `repository:${repository}:${this.#actions}${more}`;
    const known = call.url.origin === this.#base.origin ? this.#auth.header(scope) : undefined;
    const answer = await this.#http.send(withLogin(call, known));
    if (answer.status !== 401 || answer.url.origin !== this.#base.origin) return answer;
    const login = await this.#auth.answer(answer, scope);
    if (login === undefined) throw this.#denied(repository, 'it wants a login');
    const again = await this.#http.send(withLogin(call, login));
    if (again.status !== 401) return again;
    throw await this.refusal(again, call.method, repository);
  }

  /** Tries again after failures that may pass: broken connections, 429 and 5xx. */
  async patiently<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        if (attempt >= this.limits.tries || !isPassing(error)) throw error;
        await this.pause(attempt);
      }
    }
  }

  async pause(attempt: number): Promise<void> {
    await sleep(this.limits.pauseMs * 2 ** (attempt - 1), undefined, { signal: this.#signal });
  }

  /** What a refusing answer means, in the registry's own words. */
  async refusal(answer: Answer, step: string, repository: string): Promise<DrydockError> {
    const detail = sayingOf(await readAll(answer, 64 * 1024).catch(() => undefined));
    if (answer.status === 401 || answer.status === 403) return this.#denied(repository, detail || step);
    return new DrydockError('TRANSFER_REFUSED', {
      host: this.host,
      step,
      status: answer.status,
      detail: detail || '-',
    });
  }

  wrong(digest: string, detail: string): DrydockError {
    return new DrydockError('TRANSFER_CONTENT_WRONG', { host: this.host, digest, detail });
  }

  #denied(repository: string, detail: string): DrydockError {
    return new DrydockError('TRANSFER_DENIED', { host: this.host, repository, detail });
  }

  async #read(answer: Answer, limit: number): Promise<Buffer | undefined> {
    try {
      return await readAll(answer, limit);
    } catch (error) {
      this.#signal.throwIfAborted();
      const detail = error instanceof Error ? error.message : String(error);
      throw new DrydockError('TRANSFER_UNREACHABLE', { host: this.host, detail }, { cause: error });
    }
  }
}

/** Tag under which registries without the referrers API keep the list (distribution-spec, "Referrers Tag Schema"). */
export const referrerTag = (subject: Digest): string =>
  `${digestAlgorithm(subject)}-${digestHex(subject).slice(0, 64)}`;

const withLogin = (call: Call, authorization: string | undefined): Call =>
  authorization === undefined ? call : { ...call, headers: { ...call.headers, authorization } };

export function parseObject(body: Buffer | undefined): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body?.toString('utf8') ?? '');
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function digestsIn(document: Readonly<Record<string, unknown>>): readonly Digest[] {
  const list = Array.isArray(document.manifests) ? document.manifests : [];
  return list.flatMap((each: unknown) => {
    const digest =
      isJsonObject(each) && typeof each.digest === 'string' ? parseDigest(each.digest) : undefined;
    return digest ? [digest] : [];
  });
}

/** `{"errors":[{"code","message","detail"}]}` as one line. */
function sayingOf(body: Buffer | undefined): string {
  const errors = parseObject(body)?.errors;
  if (!Array.isArray(errors)) return (body?.toString('utf8') ?? '').trim().slice(0, 200);
  return errors
    .slice(0, 3)
    .flatMap((each: unknown) => (isJsonObject(each) ? [`${String(each.code)}: ${String(each.message)}`] : []))
    .join('; ')
    .slice(0, 400);
}
