import { Agent, type IncomingMessage, request } from 'node:http';
import { DrydockError } from '../../errors/index.ts';
import type { BuiltBlob, BuiltImage } from './build.ts';

export interface PushProgress {
  readonly step: 'blob' | 'manifest' | 'index';
  readonly digest: string;
  readonly bytes: number;
  /** True when the registry had it already. */
  readonly skipped: boolean;
  /** Things pushed so far, this one included, and all there are. */
  readonly done: number;
  readonly total: number;
}

export interface PushOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: PushProgress) => void;
}

export interface PushResult {
  readonly reference: string;
  readonly digest: string;
}

/**
 * Pushes a built image to a registry over plain HTTP, as any client would: blobs, manifests by digest, the index by tag.
 * `baseUrl` is `http://host:port`. Errors: REGISTRY_PUSH_FAILED, CANCELLED.
 */
export async function pushImage(
  baseUrl: string,
  name: string,
  tag: string,
  image: BuiltImage,
  options: PushOptions = {},
): Promise<PushResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const client = new PushClient(baseUrl, agent, options.signal);
  const total = image.blobs.length + image.manifests.length + 1;
  let done = 0;
  const report = (step: PushProgress['step'], blob: BuiltBlob, skipped: boolean) => {
    done += 1;
    options.onProgress?.({ step, digest: blob.digest, bytes: blob.content.byteLength, skipped, done, total });
  };
  try {
    for (const blob of image.blobs) report('blob', blob, await client.blob(name, blob));
    for (const manifest of image.manifests) {
      await client.manifest(name, manifest.digest, manifest);
      report('manifest', manifest, false);
    }
    await client.manifest(name, tag, image.index);
    report('index', image.index, false);
    return { reference: `${new URL(baseUrl).host}/${name}:${tag}`, digest: image.index.digest };
  } finally {
    agent.destroy();
  }
}

interface Answer {
  readonly status: number;
  readonly location: string | undefined;
  readonly body: string;
}

class PushClient {
  readonly #base: URL;
  readonly #agent: Agent;
  readonly #signal: AbortSignal | undefined;

  constructor(base: string, agent: Agent, signal: AbortSignal | undefined) {
    this.#base = new URL(base);
    this.#agent = agent;
    this.#signal = signal;
  }

  /** True when the blob was there. */
  async blob(name: string, blob: BuiltBlob): Promise<boolean> {
    const head = await this.#send('HEAD', `/v2/${name}/blobs/${blob.digest}`);
    if (head.status === 200) return true;
    const begun = await this.#expect(202, 'POST', `/v2/${name}/blobs/uploads/`);
    const place = new URL(begun.location ?? '', this.#base);
    place.searchParams.set('digest', blob.digest);
    await this.#expect(
      201,
      'PUT',
      `${place.pathname}${place.search}`,
      blob.content,
      'application/octet-stream',
    );
    return false;
  }

  async manifest(name: string, reference: string, manifest: BuiltBlob): Promise<void> {
    await this.#expect(
      201,
      'PUT',
      `/v2/${name}/manifests/${reference}`,
      manifest.content,
      manifest.mediaType,
    );
  }

  async #expect(
    status: number,
    method: string,
    path: string,
    body?: Buffer,
    contentType?: string,
  ): Promise<Answer> {
    const answer = await this.#send(method, path, body, contentType);
    if (answer.status !== status) throw this.#failure(`${method} ${path}`, `${answer.status} ${answer.body}`);
    return answer;
  }

  #send(method: string, path: string, body?: Buffer, contentType?: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const fail = (error: Error) => reject(this.#rejection(`${method} ${path}`, error));
      const sent = request(
        new URL(path, this.#base),
        {
          method,
          agent: this.#agent,
          headers: {
            'content-length': body?.byteLength ?? 0,
            ...(contentType !== undefined && { 'content-type': contentType }),
          },
          ...(this.#signal && { signal: this.#signal }),
        },
        (response) => {
          readText(response).then(
            (text) =>
              resolve({ status: response.statusCode ?? 0, location: response.headers.location, body: text }),
            fail,
          );
        },
      );
      sent.on('error', fail);
      sent.end(body);
    });
  }

  #rejection(step: string, error: Error): DrydockError {
    if (this.#signal?.aborted) return new DrydockError('CANCELLED', { what: step }, { cause: error });
    return this.#failure(step, error.message, error);
  }

  #failure(step: string, detail: string, cause?: Error): DrydockError {
    return new DrydockError('REGISTRY_PUSH_FAILED', { address: this.#base.host, step, detail }, { cause });
  }
}

const MAX_ANSWER = 64 * 1024;

async function readText(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of response) if (text.length < MAX_ANSWER) text += String(chunk);
  return text;
}
