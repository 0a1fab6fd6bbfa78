import { join } from 'node:path';
import { createInstanceStore, RehearsalHub } from '../install/index.ts';
import { ensureSigningKey, LicenseStore, type SigningKey } from '../license/index.ts';
import { createRegistry } from '../registry/index.ts';
import { type Migration, openStore, ProjectStore, SettingStore } from '../store/index.ts';
import { ChangeFeed } from './changes.ts';
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
}

/**
 * The composition root: opens the store and builds every part on it, by hand. The caller holds the data directory's lock.
 * Errors: STORE_*.
 */
export async function createEngine(deps: EngineDeps): Promise<Engine> {
  const { home, version, pid, dataDir, clock, log } = deps;
  const db = openStore(home, deps.migrations, clock);
  const changes = new ChangeFeed();
  const registry = createRegistry({ db, dir: home, now: clock });
  const instances = createInstanceStore(db);
  const rehearsals = new RehearsalHub();
  let key: Promise<SigningKey> | undefined;
  return {
    home,
    version,
    pid,
    startedAt: clock().toISOString(),
    dataDir,
    clock,
    log,
    projects: new ProjectStore(db),
    settings: new SettingStore(db),
    licenses: new LicenseStore(db),
    signingKey: () => {
      key ??= ensureSigningKey(home);
      return key;
    },
    registry,
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
