import { describe, expect, it } from 'vitest';
import { digestOf } from '../../src/core/registry/index.ts';
import { imageBody, OCI_IMAGE, openRegistry } from '../core/registry/helpers.ts';
import { serveRegistry } from '../server/oci/helpers.ts';

describe('R-23: ten thousand referrers are paged and bounded', () => {
  it('in bytes and in number, with a filter that stays right', async () => {
    const opened = openRegistry();
    const subject = { mediaType: OCI_IMAGE, digest: digestOf('subject'), size: 1 };
    const pushes = Array.from({ length: 10_000 }, (_, index) =>
      opened.registry.manifests.put({
        repository: 'a',
        body: imageBody(Buffer.from('{}'), [], {
          subject,
          artifactType: index % 100 === 0 ? 'application/rare' : 'application/common',
          annotations: { index: String(index), pad: 'x'.repeat(index < 3000 ? 6000 : 0) },
        }),
      }),
    );
    await Promise.all(pushes);
    const { send } = await serveRegistry({}, {}, opened);
    const seen = new Set<string>();
    let next: string | undefined = `/v2/a/referrers/${subject.digest}?n=1000000`;
    let pages = 0;
    while (next) {
      const page = await send('GET', next);
      expect(page.body.byteLength).toBeLessThan(4 * 1024 * 1024 + 10_000);
      const { manifests } = JSON.parse(page.body.toString()) as { manifests: { digest: string }[] };
      expect(manifests.length).toBeLessThanOrEqual(1000);
      for (const { digest } of manifests) seen.add(digest);
      pages += 1;
      next = /<([^>]+)>; rel="next"/.exec(String(page.headers.link))?.[1];
    }
    expect(seen.size).toBe(10_000);
    expect(pages).toBeGreaterThanOrEqual(10);
    const rare = await send('GET', `/v2/a/referrers/${subject.digest}?artifactType=application/rare`);
    expect(rare.json().manifests).toHaveLength(100);
  }, 60_000);
});
