import { createRegistry, RESERVE_BYTES, type Registry } from '../registry/index.ts';
import { type Database, openStore, SettingStore } from '../store/index.ts';
import { ChangeFeed } from './changes.ts';
import { ImageAliases } from './image-aliases.ts';
import type { EngineDeps } from './types.ts';

/** What of an engine is there first: enough to serve the registry while the rest is loaded. */
export interface Foundation {
  readonly db: Database;
  readonly settings: SettingStore;
  readonly imageAliases: ImageAliases;
  readonly registry: Registry;
  readonly changes: ChangeFeed;
  close(): Promise<void>;
}

/**
 * Opens the store and the registry. The caller holds the data directory's lock.
 * Errors: STORE_*.
 */
export function openFoundation({ home, migrations, clock, log }: EngineDeps): Foundation {
  const db = openStore(home, migrations, clock);
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
  registry.subscribe(() => changes.publish({ topic: 'registry' }));
  registry.access.subscribe(() => changes.publish({ topic: 'registry' }));
  return {
    db,
    settings,
    imageAliases,
    registry,
    changes,
    async close() {
      await registry.close();
      db.close();
    },
  };
}
