import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { createDockerAccess } from '../docker/index.ts';
import { InstanceStore, RehearsalHub, RehearsalStore } from '../install/index.ts';
import { ensureSigningKey, LicenseStore, type SigningKey } from '../license/index.ts';
import { createTransfers } from '../registry/index.ts';
import { ProjectStore } from '../store/index.ts';
import { schemasFrom } from '../terraform/index.ts';
import type { Foundation } from './foundation.ts';
import { rehearseWithLicense } from './rehearse-with-license.ts';
import type { Engine, EngineDeps } from './types.ts';

/** The composition root: builds every part on the foundation, by hand. */
export function assemble(deps: EngineDeps, foundation: Foundation): Engine {
  const { home, version, pid, dataDir, clock, log } = deps;
  const { db, settings, imageAliases, registry, changes } = foundation;
  const instances = new InstanceStore(db, clock);
  const licenses = new LicenseStore(db);
  let key: Promise<SigningKey> | undefined;
  const signingKey = (): Promise<SigningKey> => {
    key ??= ensureSigningKey(home);
    return key;
  };
  const rehearsals = new RehearsalHub({
    store: instances,
    ended: new RehearsalStore(db),
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
      await foundation.close();
    },
  };
}
