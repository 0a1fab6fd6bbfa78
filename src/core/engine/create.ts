import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createDockerAccess, type Surroundings } from '../docker/index.ts';
import { InstanceStore, RehearsalHub } from '../install/index.ts';
import { ensureSigningKey, LicenseStore, type SigningKey } from '../license/index.ts';
import { createRegistry, createTransfers, RESERVE_BYTES } from '../registry/index.ts';
import { type Migration, openStore, ProjectStore, SettingStore } from '../store/index.ts';
import { schemasFrom } from '../terraform/index.ts';
import { ChangeFeed } from './changes.ts';
import { ImageAliases } from './image-aliases.ts';
import { rehearseWithLicense } from './rehearse-with-license.ts';
import type { Engine } from './types.ts';

export interface EngineDeps {
  /** Absolute path of the data directory; made when it is not there. */
  readonly home: string;
  readonly version: string;
  readonly pid: number;
  /** Absolute path of the data that ships with Drydock. */
  readonly dataDir: string;
  readonly migrations: readonly Migration[];
  readonly clock: () => Date;
  readonly log: (error: unknown) => void;
  /** Where the Docker engine and client are looked for; absent: they are not. */
  readonly surroundings?: Surroundings;
}

/**
 * The composition root: opens the store and builds every part on it, by hand. The caller holds the data directory's lock.
 * Errors: STORE_*.
 */
export async function createEngine(deps: EngineDeps): Promise<Engine> {
  const { home, version, pid, dataDir, clock, log } = deps;
  const db = openStore(home, deps.migrations, clock);
  const changes = new ChangeFeed();
  const settings = new SettingStore(db);
  const imageAliases = new ImageAliases(settings, log);
  const registry = createRegistry({
    db,
    dir: home,
    clock,
    log,
    hostAliases: () => imageAliases.list(),
    reserveBytes: RESERVE_BYTES,
  });
  const instances = new InstanceStore(db, clock);
  const licenses = new LicenseStore(db);
  let key: Promise<SigningKey> | undefined;
  const signingKey = (): Promise<SigningKey> => {
    key ??= ensureSigningKey(home);
    return key;
  };
  registry.subscribe(() => changes.publish({ topic: 'registry' }));
  registry.access.subscribe(() => changes.publish({ topic: 'registry' }));
  const rehearsals = new RehearsalHub({
    store: instances,
    now: clock,
    newId: () => `rh-${randomBytes(4).toString('hex')}`,
    lookupImage: (reference) => registry.resolveImage(reference),
    schemas: schemasFrom(dataDir),
    sleep: (ms, signal) => setTimeout(ms, undefined, { signal }),
    changed(id) {
      changes.publish({ topic: 'rehearsals', id });
      changes.publish({ topic: 'instances' });
    },
    failed: (_id, error) => log(error),
    rehearse: rehearseWithLicense({ licenses, signingKey, clock, changes }),
  });
  return {
    home,
    version,
    pid,
    startedAt: clock().toISOString(),
    dataDir,
    clock,
    log,
    projects: new ProjectStore(db),
    settings,
    licenses,
    signingKey,
    registry,
    transfers: createTransfers({ registry, db, clock }),
    docker: createDockerAccess(deps.surroundings ?? { env: {}, userHome: home, platform: 'linux' }),
    imageAliases,
    instances,
    rehearsals,
    changes,
    addresses: {},
    outsideConnections: () => 0,
    consoleUrl: () => undefined,
    requestStop: () => undefined,
    async close() {
      await rehearsals.close();
      await registry.close();
      db.close();
    },
  };
}

/** Where things lie in a data directory. */
export const homePaths = (home: string) => ({
  keys: join(home, 'keys'),
  logs: join(home, 'logs'),
  projects: join(home, 'projects'),
});
