import { isJsonObject, type JsonObject } from '../json.ts';
import { accountOf } from './creation.ts';
import { mapAt, mapsAt, textAt } from './json.ts';
import type { Workload } from './pods.ts';
import type { ClusterState } from './state.ts';

const LONGEST = 1024 * 1024;

/** What a pod's pull secrets come to for one registry. */
export interface Credentials {
  /** `fits`: one is for the host. `none`: none is named. `missing`: those named do not exist. `other`: all are for other hosts. */
  readonly state: 'fits' | 'none' | 'missing' | 'other' | 'unreadable';
  readonly named: readonly string[];
  readonly missing: readonly string[];
  /** Hosts that the secrets are for. */
  readonly hosts: readonly string[];
}

/** Hosts of a registry secret; undefined where it does not read. */
export function hostsOf(secret: JsonObject): readonly string[] | undefined {
  for (const [key, wrapped] of [
    ['.dockerconfigjson', true],
    ['.dockercfg', false],
  ] as const) {
    const plain = textAt(secret, 'stringData', key);
    const encoded = textAt(secret, 'data', key);
    const content =
      plain ??
      (encoded === undefined ? undefined : Buffer.from(encoded.slice(0, LONGEST), 'base64').toString('utf8'));
    if (content === undefined) continue;
    try {
      const read: unknown = JSON.parse(content);
      const auths = wrapped ? (isObject(read) ? read.auths : undefined) : read;
      return isObject(auths) ? Object.keys(auths) : undefined;
    } catch {
      return undefined;
    }
  }
  return undefined;
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && isJsonObject(value as JsonObject);

/** `https://host/v1/` and `host` are one; `*.host` stands for what is before it. */
function isFor(entry: string, host: string): boolean {
  const bare = entry.replace(/^https?:\/\//, '').split('/')[0] ?? '';
  const name = bare === 'index.docker.io' || bare === 'registry-1.docker.io' ? 'docker.io' : bare;
  return name === host || (name.startsWith('*.') && host.endsWith(name.slice(1)));
}

/** The pull secrets of a workload's pods: its own, else those of its service account. */
export function credentialsFor(
  state: ClusterState,
  workload: Workload,
  host: string,
  isSame: (one: string, other: string) => boolean = () => false,
): Credentials {
  const own = mapsAt(workload.spec, 'imagePullSecrets');
  const account = state.find('ServiceAccount', workload.namespace, accountOf(workload));
  const named = (own.length > 0 ? own : mapsAt(account?.object, 'imagePullSecrets')).flatMap(
    (each) => textAt(each, 'name') ?? [],
  );
  const missing: string[] = [];
  const hosts: string[] = [];
  let unreadable = false;
  for (const name of named) {
    const secret = state.find('Secret', workload.namespace, name);
    if (!secret) {
      missing.push(name);
      continue;
    }
    const found = hostsOf(mapAt({ o: secret.object }, 'o'));
    if (found === undefined) unreadable = true;
    hosts.push(...(found ?? []));
  }
  const fits = hosts.some((each) => isFor(each, host) || isSame(each, host));
  const verdict = fits
    ? 'fits'
    : named.length === 0
      ? 'none'
      : unreadable
        ? 'unreadable'
        : missing.length === named.length
          ? 'missing'
          : 'other';
  return { state: verdict, named, missing, hosts };
}
