import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../src/core/registry/index.ts';
import { DAY, descriptor, OCI_INDEX, openRegistry, pushSmall, sampleImage, storeImage } from './helpers.ts';

describe('why is it kept', () => {
  it('shows the way from a tag through the index to a layer', async () => {
    const { registry, advance } = openRegistry();
    const image = sampleImage();
    await storeImage(registry, 'team/web', '1.0', image);
    advance(2 * DAY);
    const [manifest] = image.manifests;
    const { layers } = JSON.parse(String(manifest?.content)) as { layers: { digest: string }[] };
    const report = registry.why(layers.at(-1)?.digest ?? '');
    expect(report).toMatchObject({ kind: 'blob', more: 0 });
    expect(report.paths).toEqual([
      {
        root: 'tag',
        steps: [
          { kind: 'tag', name: 'team/web:1.0' },
          { kind: 'manifest', name: `team/web@${image.index.digest}` },
          { kind: 'manifest', name: `team/web@${manifest?.digest}` },
          { kind: 'blob', name: layers.at(-1)?.digest },
        ],
      },
    ]);
  });

  it('takes the beginning of a digest as the faces show it, where only one begins so', async () => {
    const { registry } = openRegistry();
    const { digest, layer } = await pushSmall(registry, 'a', ['v1'], 'shown');
    for (const each of [digest, layer]) expect(registry.why(each.slice(0, 19))).toEqual(registry.why(each));
    for (const text of ['sha256:', digest.slice(0, 10), digest.slice(7), 'sha256:00000000', `${digest}0`])
      expect(() => registry.why(text)).toThrow(expect.objectContaining({ code: 'REGISTRY_DIGEST_INVALID' }));
  });

  it('agrees with the plan: what has a path stays, what has none goes', async () => {
    const { registry, advance } = openRegistry();
    const tagged = await pushSmall(registry, 'a', ['v1'], 'tagged');
    const subject = { subject: { ...descriptor('x/y', tagged.body), digest: tagged.digest } };
    const referrer = await pushSmall(registry, 'a', [], 'signature', subject);
    const loose = await pushSmall(registry, 'a', [], 'loose');
    const index = Buffer.from(
      JSON.stringify({ schemaVersion: 2, mediaType: OCI_INDEX, manifests: [descriptor('x/y', loose.body)] }),
    );
    await registry.manifests.put({ repository: 'b', body: index, mediaType: OCI_INDEX, tags: ['other'] });
    advance(2 * DAY);
    const young = await pushSmall(registry, 'a', [], 'young');
    const waiting = await registry.blobs.put('a', Buffer.from('its manifest comes later'));
    const going = new Set(registry.gc.plan().items.map(({ digest }) => digest));
    for (const { digest, layer, config } of [tagged, referrer, loose, young]) {
      for (const each of [digest, layer, config])
        expect(registry.why(each).paths.length === 0, each).toBe(going.has(each));
    }
    expect(registry.why(young.digest).paths[0]?.root).toBe('young');
    expect(registry.why(waiting.digest).paths[0]?.root).toBe('pending');
    expect(registry.why(referrer.layer).paths[0]?.steps.map(({ name }) => name)).toEqual([
      'a:v1',
      `a@${tagged.digest}`,
      `a@${referrer.digest}`,
      referrer.layer,
    ]);
    registry.blobs.stat('a', loose.layer, { touch: true });
    expect(registry.why(loose.layer).paths.map(({ root }) => root)).toEqual(['in-use']);
  });

  it('says so when there is no such thing', () => {
    const { registry } = openRegistry();
    expect(registry.why(digestOf('nothing'))).toMatchObject({ kind: 'unknown', paths: [] });
    expect(() => registry.why('sha256:12')).toThrow(
      expect.objectContaining({ code: 'REGISTRY_DIGEST_INVALID' }),
    );
  });
});
