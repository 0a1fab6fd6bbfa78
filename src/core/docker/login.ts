import { spawn } from 'node:child_process';
import { delimiter, isAbsolute, join } from 'node:path';
import { DrydockError } from '../errors/index.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import { configFolder, objectAt, readClientConfig } from './client-config.ts';
import type { StoredLogin, Surroundings } from './types.ts';

const DEFAULT_HOST = 'docker.io';
const HELPER_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const HELPER_MS = 20_000;
const HELPER_BYTES = 256 * 1024;
/** Username under which helpers keep identity tokens. */
const TOKEN_USER = '<token>';

/** What `docker login` stored for a registry: its helper's answer, else the entry of `auths`. */
export async function findLogin(
  around: Surroundings,
  host: string,
  signal?: AbortSignal,
): Promise<StoredLogin | undefined> {
  const config = await readClientConfig(around);
  const auths = objectAt(config, 'auths') ?? {};
  const keys = keysOf(host);
  const helpers = objectAt(config, 'credHelpers') ?? {};
  const own = keys.map((key) => helpers[key]).find((each) => typeof each === 'string');
  const helper = own ?? config.credsStore;
  if (typeof helper === 'string' && helper !== '') {
    // A store is asked under the name that `auths` lists, which docker writes beside it.
    const asked = keys.find((key) => Object.hasOwn(auths, key)) ?? keys[0] ?? host;
    const found = await askHelper(around, helper, asked, signal);
    if (found) return found;
  }
  for (const key of keys) {
    const entry = objectAt(auths, key);
    const login = entry && loginOf(entry, join(configFolder(around), 'config.json'));
    if (login) return login;
  }
  return undefined;
}

/** Names under which the Docker client keeps a registry, best first; its own has an address of old. */
function keysOf(host: string): readonly string[] {
  const plain = [host, `https://${host}`, `https://${host}/`, `https://${host}/v2/`, `https://${host}/v1/`];
  return host === DEFAULT_HOST ? [`https://index.${DEFAULT_HOST}/v1/`, ...plain] : plain;
}

function loginOf(entry: JsonObject, file: string): StoredLogin | undefined {
  const { identitytoken, auth, username, password } = entry;
  if (typeof identitytoken === 'string' && identitytoken !== '') return { identityToken: identitytoken };
  if (typeof auth === 'string' && auth !== '') {
    const pair = Buffer.from(auth, 'base64').toString('utf8').replace(/\0+$/, '');
    const colon = pair.indexOf(':');
    if (colon < 1)
      throw new DrydockError('DOCKER_CONFIG_INVALID', { file, detail: 'an "auth" is not NAME:PASSWORD' });
    return { username: pair.slice(0, colon), password: pair.slice(colon + 1) };
  }
  return typeof username === 'string' && typeof password === 'string' && username !== ''
    ? { username, password }
    : undefined;
}

/** `docker-credential-NAME get` (protocol of docker/docker-credential-helpers). Undefined: it knows no login. */
function askHelper(
  { env }: Surroundings,
  name: string,
  server: string,
  signal: AbortSignal | undefined,
): Promise<StoredLogin | undefined> {
  const program = `docker-credential-${name}`;
  const failed = (detail: string, cause?: unknown): DrydockError =>
    new DrydockError('DOCKER_CONFIG_INVALID', { file: program, detail }, { cause });
  if (!HELPER_NAME.test(name) || isAbsolute(name)) throw failed('it is not a name of a credential helper');
  const limit = AbortSignal.timeout(HELPER_MS);
  return new Promise((resolve, reject) => {
    const child = spawn(program, ['get'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { ...env, PATH: env.PATH ?? ['/usr/local/bin', '/usr/bin', '/bin'].join(delimiter) },
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      if (out.length < HELPER_BYTES) out += chunk;
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(server);
    child.on('error', (error) => reject(failed(limit.aborted ? 'it did not answer' : error.message, error)));
    child.on('close', (status) => {
      // Helpers exit with 1 when they have nothing; what they print then is for people.
      if (status !== 0) resolve(undefined);
      else resolve(answerOf(out));
    });
  });
}

function answerOf(out: string): StoredLogin | undefined {
  try {
    const value: unknown = JSON.parse(out);
    if (!isJsonObject(value)) return undefined;
    const { Username: username, Secret: secret } = value;
    if (typeof username !== 'string' || typeof secret !== 'string' || secret === '') return undefined;
    return username === TOKEN_USER ? { identityToken: secret } : { username, password: secret };
  } catch {
    return undefined;
  }
}
