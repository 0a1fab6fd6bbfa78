import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRegistry } from '../../../src/core/registry/index.ts';
import { type Database, openStore } from '../../../src/core/store/index.ts';
import {
  DAY,
  descriptor,
  openRegistry,
  pushSmall,
  registryMigrations,
  sampleImage,
  storeImage,
  tempDir,
} from './helpers.ts';

const clock = () => new Date('2026-01-05T00:00:00Z');
const policy = { graceMs: 0, uploadExpiryMs: DAY };

const TABLES = [
  'registry_repositories',
  'registry_blobs',
  'registry_blob_links',
  'registry_manifests',
  'registry_manifest_bodies',
  'registry_manifest_blobs',
  'registry_manifest_children',
  'registry_tags',
];

const columnsOf = (db: Database, table: string, schema = 'main'): readonly string[] =>
  db.prepare<[string, string], string>('SELECT name FROM pragma_table_info(?, ?)').pluck().all(table, schema);

/** Everything in the tables, in an order of its own. */
const contentOf = (db: Database): unknown =>
  TABLES.map((table) => {
    const columns = columnsOf(db, table).toSorted().join(', ');
    return [table, db.prepare(`SELECT ${columns} FROM ${table} ORDER BY ${columns}`).all()];
  });

/** A store as it was before links lay by digest, with the rows of another. */
function asBefore(rowsOf: string): string {
  const dir = tempDir();
  const old = openStore(
    dir,
    registryMigrations().filter(({ number }) => number <= 141),
    clock,
  );
  old.prepare('ATTACH ? AS filled').run(join(rowsOf, 'drydock.db'));
  for (const table of TABLES) {
    const columns = columnsOf(old, table).join(', ');
    old.exec(`INSERT INTO main.${table} (${columns}) SELECT ${columns} FROM filled.${table}`);
  }
  old.close();
  return dir;
}

describe('a store of an earlier version', () => {
  it('becomes the same store as one that was filled by this version', async () => {
    const { registry, db, dir } = openRegistry();
    await storeImage(registry, 'team/a', 'v1', sampleImage());
    await storeImage(registry, 'team/b', 'v1', sampleImage());
    await storeImage(registry, 'team/b', 'v1', sampleImage('newer'));
    const { layer } = await pushSmall(registry, 'c', ['v1'], 'x');
    await registry.blobs.mount('d', layer, 'c');
    const { digest } = await pushSmall(registry, 'c', [], 'gone');
    await registry.manifests.remove('c', digest);
    const absent = {
      ...descriptor('application/vnd.oci.image.layer.v1.tar', Buffer.from('elsewhere')),
      urls: ['https://x/y'],
    };
    await pushSmall(registry, 'c', ['foreign'], 'y', { layers: [absent] });
    await registry.manifests.put({
      repository: 'empty',
      body: Buffer.from(
        JSON.stringify({
          schemaVersion: 2,
          mediaType: 'application/vnd.oci.image.index.v1+json',
          manifests: [],
        }),
      ),
      tags: ['v1'],
    });
    const plan = createRegistry({ db, dir, clock }).gc.plan(policy);
    expect(plan.items.length).toBeGreaterThan(5);
    const expected = contentOf(db);

    const migrated = asBefore(dir);
    const after = openStore(migrated, registryMigrations(), clock);
    expect(contentOf(after)).toEqual(expected);
    expect(after.pragma('foreign_key_check')).toEqual([]);
    expect(after.pragma('integrity_check', { simple: true })).toBe('ok');
    const now = createRegistry({ db: after, dir: migrated, clock });
    await now.recovered;
    expect(now.gc.plan(policy)).toEqual(plan);
    await now.gc.run(plan);
    expect(now.catalog(10).names).toEqual(['c', 'empty', 'team/a', 'team/b']);
    await now.close();
    after.close();
  });
});

describe('links without foreign keys', () => {
  const open = () => {
    const { registry, db } = openRegistry();
    const links = db
      .prepare<[string], number>('SELECT links FROM registry_repositories WHERE name = ?')
      .pluck();
    return { registry, db, links: (name: string) => links.get(name) };
  };

  it('are counted as they come and go', async () => {
    const { registry, links } = open();
    const { layer } = await pushSmall(registry, 'a', ['v1'], 'x');
    expect(links('a')).toBe(2);
    await registry.blobs.put('a', Buffer.from('layer x'));
    expect(links('a')).toBe(2);
    await registry.blobs.unlink('a', layer);
    expect(links('a')).toBe(1);
  });

  it('are refused for a repository that is not there, and keep one from going', async () => {
    const { registry, db } = open();
    const { layer } = await pushSmall(registry, 'a', ['v1'], 'x');
    const link = db.prepare('INSERT INTO registry_blob_links (digest, repository_id) VALUES (?, 77)');
    expect(() => link.run(layer)).toThrow('unknown repository');
    expect(() => db.exec("DELETE FROM registry_repositories WHERE name = 'a'")).toThrow('has links');
    expect(registry.catalog(10).names).toEqual(['a']);
  });

  it('go with their repository: those of its manifests, and those that no manifest leads to', async () => {
    const { registry, db } = open();
    const { layer } = await pushSmall(registry, 'a', ['v1'], 'x');
    await pushSmall(registry, 'b', ['v1'], 'x');
    const { digest } = await pushSmall(registry, 'a', [], 'gone');
    await registry.manifests.remove('a', digest);
    await registry.blobs.put('a', Buffer.from('a push under way'));
    await registry.browse.remove({ kind: 'repository', repository: 'a' });
    expect(registry.catalog(10).names).toEqual(['b']);
    expect(db.prepare('SELECT COUNT(*) FROM registry_blob_links').pluck().get()).toBe(2);
    expect(registry.blobs.stat('b', layer)).toBeDefined();
    await registry.gc.run(registry.gc.plan({ graceMs: -1, uploadExpiryMs: -1 }));
    expect(registry.browse.usage()).toMatchObject({ blobs: 2, manifests: 1 });
    await pushSmall(registry, 'a', ['v2'], 'again');
    expect((await registry.browse.show('a', 'v2')).images[0]?.layers).toHaveLength(1);
  });

  it('a layer that is shared names who shares it, also where a repository lost its link', async () => {
    const { registry } = open();
    const { layer } = await pushSmall(registry, 'a', ['v1'], 'x');
    await pushSmall(registry, 'b', ['v1'], 'x');
    await pushSmall(registry, 'c', ['v1'], 'x');
    await registry.blobs.unlink('c', layer);
    const sharedBy = async () =>
      (await registry.browse.show('a', 'v1')).images[0]?.layers[0]?.sharedBy.images.toSorted();
    expect(await sharedBy()).toEqual(['b:v1']);
    const why = registry.why(layer);
    expect(why.paths.map(({ steps }) => steps[0]?.name).toSorted()).toEqual(['a:v1', 'b:v1']);
  });
});
