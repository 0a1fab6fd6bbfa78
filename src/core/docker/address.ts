import { accessSync } from 'node:fs';
import { join } from 'node:path';
import { DrydockError } from '../errors/index.ts';
import { type DockerContext, readClientConfig, readContext, readText } from './client-config.ts';
import type { DockerAddress, Surroundings } from './types.ts';

/**
 * Where the Docker engine is: `wanted`, else DOCKER_HOST, else DOCKER_CONTEXT or the context in use, else the first of the
 * usual sockets that exists. Errors: DOCKER_ADDRESS_INVALID, DOCKER_CONTEXT_UNKNOWN, DOCKER_CONFIG_INVALID.
 */
export async function findEngine(around: Surroundings, wanted: string | undefined): Promise<DockerAddress> {
  const { env } = around;
  const host = wanted ?? env.DOCKER_HOST;
  if (host !== undefined && host !== '') return parseAddress(host, await clientFiles(around));
  const context = env.DOCKER_CONTEXT || (await readClientConfig(around)).currentContext;
  if (typeof context === 'string' && context !== '' && context !== 'default') {
    const found = await readContext(around, context);
    return parseAddress(found.host, found);
  }
  return parseAddress(usualSocket(around), undefined);
}

/** Certificates of DOCKER_CERT_PATH, for DOCKER_TLS_VERIFY. */
async function clientFiles({ env }: Surroundings): Promise<Omit<DockerContext, 'host'> | undefined> {
  const folder = env.DOCKER_CERT_PATH;
  if (!env.DOCKER_TLS_VERIFY) return undefined;
  if (!folder) return {};
  const [ca, cert, key] = [
    await readText(join(folder, 'ca.pem')),
    await readText(join(folder, 'cert.pem')),
    await readText(join(folder, 'key.pem')),
  ];
  return { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) };
}

/** Sockets that engines are found at without any setting. */
function usualSocket({ env, userHome, platform }: Surroundings): string {
  if (platform === 'win32') return 'npipe:////./pipe/docker_engine';
  const places = [
    '/var/run/docker.sock',
    ...(env.XDG_RUNTIME_DIR ? [join(env.XDG_RUNTIME_DIR, 'docker.sock')] : []),
    join(userHome, '.docker', 'run', 'docker.sock'),
  ];
  const found = places.find((place) => {
    try {
      accessSync(place);
      return true;
    } catch {
      return false;
    }
  });
  return `unix://${found ?? places[0]}`;
}

const TLS_PORT = 2376;
const PLAIN_PORT = 2375;

/** Reads an address as DOCKER_HOST has them. TLS is spoken for https, for port 2376, and where certificates are given. */
export function parseAddress(shown: string, tls: Omit<DockerContext, 'host'> | undefined): DockerAddress {
  const invalid = (): DrydockError => new DrydockError('DOCKER_ADDRESS_INVALID', { address: shown });
  if (shown.startsWith('unix://'))
    return socketAt(shown.slice('unix://'.length) || '/var/run/docker.sock', shown);
  if (shown.startsWith('npipe://')) return socketAt(shown.slice('npipe://'.length), shown);
  const text = shown.includes('://') ? shown : `tcp://${shown}`;
  if (!/^(?:tcp|https?):\/\//.test(text) || !URL.canParse(text.replace(/^tcp:/, 'http:'))) throw invalid();
  const url = new URL(text.replace(/^tcp:/, 'http:'));
  if (url.hostname === '' || url.username !== '' || (url.pathname !== '/' && url.pathname !== ''))
    throw invalid();
  const isTls = text.startsWith('https:') || url.port === String(TLS_PORT) || hasAny(tls);
  const usual = isTls ? TLS_PORT : PLAIN_PORT;
  return {
    kind: 'tcp',
    shown,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? usual : Number(url.port),
    ...(isTls && { tls: pemOf(tls) }),
  };
}

function socketAt(path: string, shown: string): DockerAddress {
  if (!path.startsWith('/') && !path.startsWith('\\\\'))
    throw new DrydockError('DOCKER_ADDRESS_INVALID', { address: shown });
  return { kind: 'socket', path, shown };
}

const hasAny = (tls: Omit<DockerContext, 'host'> | undefined): boolean => tls !== undefined;

const pemOf = (
  tls: Omit<DockerContext, 'host'> | undefined,
): { ca?: string; cert?: string; key?: string } => ({
  ...(tls?.ca !== undefined && { ca: tls.ca }),
  ...(tls?.cert !== undefined && { cert: tls.cert }),
  ...(tls?.key !== undefined && { key: tls.key }),
});
