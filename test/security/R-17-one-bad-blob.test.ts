import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRegistry, pushSmall } from '../core/registry/helpers.ts';

describe('R-17: damage does not stop a collection (zarf#4563)', () => {
  it('files that are gone and manifests that cannot be read are no obstacle', async () => {
    const { registry, db, dir } = openRegistry();
    const kept = await pushSmall(registry, 'a', ['kept'], 'kept');
    const broken = [];
    for (let index = 0; index < 5; index += 1)
      broken.push(await pushSmall(registry, 'a', [], `broken ${index}`));
    for (let index = 0; index < 985; index += 1) await registry.blobs.put('a', Buffer.from(`blob ${index}`));
    for (const { layer, digest } of broken) {
      rmSync(join(dir, 'blobs', 'sha256', layer.slice(7, 9), layer.slice(7)));
      const id = db.prepare('SELECT id FROM registry_manifests WHERE digest = ?').pluck().get(digest);
      db.prepare("UPDATE registry_manifest_bodies SET body = x'00ff' WHERE manifest_id = ?").run(id);
    }
    const report = await registry.check();
    const named = (kind: string) =>
      report.damaged
        .filter((each) => each.kind === kind)
        .map(({ digest }) => digest)
        .sort();
    expect(named('blob')).toEqual(broken.map(({ layer }) => layer).sort());
    expect(named('manifest')).toEqual(broken.map(({ digest }) => digest).sort());
    const plan = registry.gc.plan({ graceMs: -1, uploadExpiryMs: -1 });
    const receipt = await registry.gc.run(plan);
    expect(receipt).toMatchObject({ state: 'complete', removed: plan.items.length, skipped: 0 });
    expect(registry.browse.usage()).toMatchObject({ manifests: 1, blobs: 2 });
    expect((await registry.blobs.read({ digest: kept.layer, size: 10 })).toString()).toBe('layer kept');
  });
});
