import { Readable } from 'node:stream';
import Docker from 'dockerode';
import { DrydockError } from '../errors/index.ts';
import { isJsonObject } from '../json.ts';
import type { DockerAddress, DockerEngine, DockerImage } from './types.ts';

/** Time for the engine to say that it is there, in milliseconds. */
const CONNECT_MS = 10_000;

/** A Docker engine at an address, through dockerode. Nothing is sent before the first question. */
export function connect(address: DockerAddress): DockerEngine {
  const { shown } = address;
  const docker = clientOf(address);
  /** Whether anybody is there: a load would otherwise wait for an answer until everything is sent. */
  const reach = async (): Promise<void> => {
    const { promise, reject } = Promise.withResolvers<never>();
    const detail = `no answer for ${CONNECT_MS / 1000} s`;
    const late = setTimeout(
      () => reject(new DrydockError('DOCKER_UNREACHABLE', { address: shown, detail })),
      CONNECT_MS,
    );
    try {
      await asked(shown, Promise.race([docker.ping(), promise]));
    } finally {
      clearTimeout(late);
    }
  };
  return {
    address: shown,
    async images(signal) {
      await reach();
      return (await asked(shown, docker.listImages({ abortSignal: signal }))).map(imageOf);
    },
    async inspect(image) {
      checkName(image);
      await reach();
      const { Id: id, Size: bytes } = await asked(shown, docker.getImage(image).inspect(), image);
      return { id, bytes };
    },
    async platform() {
      await reach();
      const { Os: os, Arch: arch } = await asked(shown, docker.version());
      return `${os}/${arch}`;
    },
    async save(image, signal) {
      checkName(image);
      await reach();
      const stream = (await asked(shown, docker.getImage(image).get(), image)) as Readable;
      return pieces(shown, stream, signal);
    },
    async load(archive, signal) {
      await reach();
      const source = Readable.from(failuresKept(archive, signal), { objectMode: false });
      const failure = new Promise<never>((_, reject) => source.once('error', reject));
      failure.catch(() => undefined);
      const load = docker.loadImage(source, { quiet: true, abortSignal: signal });
      const answer = (await asked(shown, Promise.race([load, failure]))) as Readable;
      return loadedNames(await Promise.race([wordsOf(shown, answer, signal), failure]));
    },
  };
}

function clientOf(address: DockerAddress): Docker {
  try {
    return new Docker(optionsOf(address));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new DrydockError('DOCKER_CONFIG_INVALID', { file: 'DOCKER_HOST', detail }, { cause: error });
  }
}

/** Names go into a path of the engine's API. */
function checkName(image: string): void {
  if (!/^[A-Za-z0-9][A-Za-z0-9._:/@-]{0,600}$/.test(image) || image.includes('..'))
    throw new DrydockError('DOCKER_IMAGE_UNKNOWN', { image: image.slice(0, 200) });
}

/** Everything is said, so that the library does not take it from the environment of the process. */
function optionsOf(address: DockerAddress): Docker.DockerOptions {
  if (address.kind === 'socket') return { headers: {}, socketPath: address.path, protocol: 'http', host: '' };
  const { host, port, tls } = address;
  return { headers: {}, host, port, protocol: tls ? 'https' : 'http', ...tls };
}

const imageOf = (image: Docker.ImageInfo): DockerImage => ({
  id: image.Id,
  names: (image.RepoTags ?? []).filter((name) => name !== '<none>:<none>'),
  bytes: image.Size,
  createdAt: new Date(image.Created * 1000).toISOString(),
});

const NETWORK = /^(?:E[A-Z]+|ERR_TLS|ERR_SSL|CERT|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED)/;

/** The engine's answer, its failures in words of the catalogue. */
async function asked<T>(address: string, answer: Promise<T>, image?: string): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw failure(address, error, image);
  }
}

function failure(address: string, error: unknown, image?: string): unknown {
  if (!(error instanceof Error) || error instanceof DrydockError || error.name === 'AbortError') return error;
  const status = 'statusCode' in error ? Number(error.statusCode) : undefined;
  if (status === 404 && image !== undefined)
    return new DrydockError('DOCKER_IMAGE_UNKNOWN', { image }, { cause: error });
  const code = 'code' in error ? String(error.code) : '';
  if (status === undefined && (NETWORK.test(code) || /socket hang up|aborted/.test(error.message))) {
    return new DrydockError('DOCKER_UNREACHABLE', { address, detail: error.message }, { cause: error });
  }
  return new DrydockError(
    'DOCKER_FAILED',
    { step: image ?? 'images', detail: sayingOf(error) },
    { cause: error },
  );
}

const sayingOf = (error: Error): string => error.message.trim().slice(0, 400);

async function* pieces(address: string, stream: Readable, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const stop = (): void => void stream.destroy();
  signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) yield chunk;
    signal.throwIfAborted();
  } catch (error) {
    signal.throwIfAborted();
    throw failure(address, error);
  } finally {
    signal.removeEventListener('abort', stop);
    stream.destroy();
  }
}

async function* failuresKept(
  archive: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of archive) {
    signal.throwIfAborted();
    yield chunk;
  }
}

const MAX_WORDS = 1024 * 1024;

async function wordsOf(address: string, answer: Readable, signal: AbortSignal): Promise<string> {
  let words = '';
  for await (const chunk of pieces(address, answer, signal)) {
    if (words.length < MAX_WORDS) words += Buffer.from(chunk).toString('utf8');
  }
  return words;
}

/** `{"stream":"Loaded image: name\n"}` line by line; an `error` line is the engine's refusal. */
function loadedNames(words: string): readonly string[] {
  const names: string[] = [];
  for (const line of words.split('\n')) {
    const message = parse(line);
    if (typeof message?.error === 'string')
      throw new DrydockError('DOCKER_FAILED', { step: 'load', detail: message.error.slice(0, 400) });
    const name = /^Loaded image(?: ID)?: (.+)$/.exec(String(message?.stream ?? '').trim())?.[1];
    if (name !== undefined) names.push(name);
  }
  return names;
}

function parse(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
