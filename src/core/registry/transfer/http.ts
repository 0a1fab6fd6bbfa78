import { type IncomingMessage, Agent as PlainAgent, request as plainRequest } from 'node:http';
import { Agent as TlsAgent, request as tlsRequest } from 'node:https';
import { BlockList, isIP, isIPv6 } from 'node:net';
import { rootCertificates } from 'node:tls';
import { DrydockError } from '../../errors/index.ts';
import { networkError } from './network-error.ts';

export interface Call {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string | number>>;
  readonly body?: Buffer;
  /** Writes a body of `length` bytes; for bodies that do not fit in memory. */
  readonly stream?: {
    readonly length: number;
    readonly send: (write: (piece: Uint8Array) => Promise<void>) => Promise<void>;
  };
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: IncomingMessage;
  /** Where it came from in the end. */
  readonly url: URL;
}

export interface HttpOptions {
  /** http is allowed to machines other than this one. */
  readonly plainHttp: boolean;
  readonly ca?: string;
  readonly idleMs: number;
  readonly signal: AbortSignal;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const MAX_REDIRECTS = 5;

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether a URL's host name is this machine by its very name. */
export function isThisMachine(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '');
  if (bare === 'localhost') return true;
  return isIP(bare) !== 0 && loopback.check(bare, isIPv6(bare) ? 'ipv6' : 'ipv4');
}

/** HTTP with kept connections, an idle limit, checked certificates and careful redirects. Errors: TRANSFER_*. */
export class HttpClient {
  readonly #options: HttpOptions;
  readonly #plain = new PlainAgent({ keepAlive: true, maxSockets: 8 });
  readonly #tls: TlsAgent;

  constructor(options: HttpOptions) {
    this.#options = options;
    const { ca } = options;
    this.#tls = new TlsAgent({
      keepAlive: true,
      maxSockets: 8,
      ...(ca !== undefined && { ca: [...rootCertificates, ca] }),
    });
  }

  close(): void {
    this.#plain.destroy();
    this.#tls.destroy();
  }

  /** Sends one request; a GET or HEAD follows redirects, without the credentials where they lead to another host. */
  async send(call: Call): Promise<Answer> {
    let { url, headers } = call;
    for (let hop = 0; ; hop += 1) {
      const answer = await this.#once({ ...call, url, ...(headers && { headers }) });
      const { location } = answer.headers;
      const follows = call.method === 'GET' || call.method === 'HEAD';
      if (!follows || !REDIRECTS.has(answer.status) || location === undefined) return answer;
      answer.body.resume();
      const next = URL.canParse(location, url) ? new URL(location, url) : undefined;
      if (!next || hop === MAX_REDIRECTS || !this.#mayFollow(url, next)) {
        throw new DrydockError('TRANSFER_REDIRECT_REFUSED', { host: url.host, to: location.slice(0, 200) });
      }
      if (next.origin !== url.origin && headers) {
        headers = Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'authorization'));
      }
      url = next;
    }
  }

  /** Whether an address that the other side named may be asked: no step down from https, no way into this machine. */
  mayFollow(from: URL, to: URL): boolean {
    return this.#mayFollow(from, to);
  }

  #mayFollow(from: URL, to: URL): boolean {
    if (isThisMachine(to.hostname) && !isThisMachine(from.hostname)) return false;
    if (to.protocol === 'https:') return true;
    if (to.protocol !== 'http:' || from.protocol === 'https:') return false;
    return this.#options.plainHttp || isThisMachine(to.hostname);
  }

  #once({ method, url, headers, body, stream }: Call): Promise<Answer> {
    const { signal, idleMs } = this.#options;
    const secure = url.protocol === 'https:';
    return new Promise((resolve, reject) => {
      const fail = (error: unknown): void => reject(networkError(error, url, signal));
      const sent = (secure ? tlsRequest : plainRequest)(
        url,
        {
          method,
          agent: secure ? this.#tls : this.#plain,
          signal,
          headers: {
            ...headers,
            ...((body || stream || method !== 'GET') &&
              method !== 'HEAD' && { 'content-length': stream?.length ?? body?.byteLength ?? 0 }),
          },
        },
        (response) =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: response, url }),
      );
      sent.setTimeout(idleMs, () => sent.destroy(new Error(`no byte for ${Math.round(idleMs / 1000)} s`)));
      sent.on('error', fail);
      if (!stream) {
        sent.end(body);
        return;
      }
      const gone = Promise.withResolvers<never>();
      gone.promise.catch(() => undefined);
      sent.once('close', () => gone.reject(new Error('the connection was closed')));
      const write = (piece: Uint8Array): Promise<void> =>
        Promise.race([
          new Promise<void>((done, refuse) => {
            sent.write(piece, (error) => (error ? refuse(error) : done()));
          }),
          gone.promise,
        ]);
      stream.send(write).then(
        () => sent.end(),
        (error: unknown) => {
          sent.destroy(error instanceof Error ? error : new Error(String(error)));
          fail(error);
        },
      );
    });
  }
}

/** The whole body, of at most `limit` bytes; more is cut off where `cut`, else `undefined`. */
export async function readAll(answer: Answer, limit: number): Promise<Buffer | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > limit) {
      answer.body.destroy();
      return undefined;
    }
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}

/** A body that nobody needs, read so that the connection can be used again, or cut where it is long. */
export async function discard(answer: Answer): Promise<void> {
  await readAll(answer, 64 * 1024).catch(() => undefined);
}
