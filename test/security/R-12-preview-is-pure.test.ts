import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { createRegistry } from '../../src/core/registry/index.ts';
import { openRegistry, pushSmall, tempDir } from '../core/registry/helpers.ts';

const everything = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    // SQLite notes its readers' locks in -shm, which it makes anew at every start.
    .filter((entry) => entry.isFile() && !entry.name.endsWith('-shm'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => `${file} ${createHash('sha256').update(readFileSync(file)).digest('hex')}`);

describe('R-12: a preview changes nothing (zot deleted during verification)', () => {
  it('not one byte of the store, for collection and for removal', async () => {
    const { registry, dir } = openRegistry();
    await pushSmall(registry, 'a', ['v1'], 'old');
    const { digest } = await pushSmall(registry, 'a', ['v1'], 'new');
    await registry.recovered;
    const before = everything(dir);
    expect(registry.gc.plan({ graceMs: -1, uploadExpiryMs: -1 }).items.length).toBeGreaterThan(0);
    registry.browse.previewRemoval({ kind: 'tag', repository: 'a', tag: 'v1' });
    registry.browse.previewRemoval({ kind: 'manifest', repository: 'a', digest });
    registry.browse.previewRemoval({ kind: 'repository', repository: 'a' });
    expect(everything(dir)).toEqual(before);
  });

  it('works while the database refuses every write', async () => {
    const { registry, dir, db } = openRegistry();
    await pushSmall(registry, 'a', [], 'old');
    await registry.close();
    const plan = registry.gc.plan({ graceMs: -1, uploadExpiryMs: -1 });
    db.close();
    const copy = tempDir();
    cpSync(dir, copy, { recursive: true });
    const locked = new BetterSqlite(join(copy, 'drydock.db'));
    const again = createRegistry({ db: locked, dir: copy, clock: () => new Date(plan.createdAt) });
    await again.recovered;
    locked.pragma('query_only = ON');
    expect(again.gc.plan({ graceMs: -1, uploadExpiryMs: -1 })).toEqual(plan);
    await expect(again.blobs.put('a', Buffer.from('x'))).rejects.toMatchObject({
      code: expect.stringMatching(/^REGISTRY_/),
    });
    locked.close();
  });
});
