import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { DrydockError } from '../errors/index.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import type { Surroundings } from './types.ts';

const MAX_BYTES = 1024 * 1024;

/** The Docker client's folder. */
export const configFolder = ({ env, userHome }: Surroundings): string =>
  env.DOCKER_CONFIG || join(userHome, '.docker');

/** The Docker client's config.json; empty where there is none. Errors: DOCKER_CONFIG_INVALID. */
export async function readClientConfig(around: Surroundings): Promise<JsonObject> {
  return (await readJson(join(configFolder(around), 'config.json'))) ?? {};
}

/** Folder name of a context: its name is hashed. */
const contextId = (name: string): string => createHash('sha256').update(name).digest('hex');

export interface DockerContext {
  /** As DOCKER_HOST has it. */
  readonly host: string;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

/** The engine of a context. Errors: DOCKER_CONTEXT_UNKNOWN, DOCKER_CONFIG_INVALID. */
export async function readContext(around: Surroundings, name: string): Promise<DockerContext> {
  const folder = join(configFolder(around), 'contexts');
  const id = contextId(name);
  const meta = await readJson(join(folder, 'meta', id, 'meta.json'));
  const endpoint = objectAt(objectAt(meta, 'Endpoints'), 'docker');
  const host = endpoint?.Host;
  if (typeof host !== 'string' || host === '')
    throw new DrydockError('DOCKER_CONTEXT_UNKNOWN', { context: name });
  const pem = async (file: string): Promise<string | undefined> =>
    (await readText(join(folder, 'tls', id, 'docker', file)))?.toString();
  const [ca, cert, key] = [await pem('ca.pem'), await pem('cert.pem'), await pem('key.pem')];
  return { host, ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) };
}

export const objectAt = (value: JsonObject | undefined, key: string): JsonObject | undefined => {
  const found = value?.[key];
  return isJsonObject(found) ? found : undefined;
};

async function readJson(file: string): Promise<JsonObject | undefined> {
  const content = await readText(file);
  if (content === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(content);
    if (isJsonObject(value)) return value;
  } catch {
    // Said below: its text may hold secrets, so no part of it is quoted.
  }
  throw new DrydockError('DOCKER_CONFIG_INVALID', { file, detail: 'it is not a JSON object' });
}

/** A small file's text; undefined where there is none. Errors: DOCKER_CONFIG_INVALID. */
export async function readText(file: string): Promise<string | undefined> {
  try {
    await using handle = await open(file, 'r');
    const { size } = await handle.stat();
    if (size > MAX_BYTES)
      throw new DrydockError('DOCKER_CONFIG_INVALID', { file, detail: 'it has more than 1 MiB' });
    return await handle.readFile('utf8');
  } catch (error) {
    if (error instanceof DrydockError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new DrydockError(
      'DOCKER_CONFIG_INVALID',
      { file, detail: code || String(error) },
      { cause: error },
    );
  }
}
