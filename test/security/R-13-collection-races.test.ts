import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BuiltImage, pushImage, type Registry } from '../../src/core/registry/index.ts';
import {
  DAY,
  HOUR,
  imageBody,
  OCI_IMAGE,
  openRegistry,
  sampleImage,
  storeImage,
} from '../core/registry/helpers.ts';
import { serveRegistry } from '../server/oci/helpers.ts';

const images = ['one', 'two', 'three'].map((text) => sampleImage(text));

/** What a user of the registry does, or the collector. */
type Step =
  | { readonly do: 'push'; readonly image: number; readonly repository: string; readonly tag: string }
  | { readonly do: 'untag'; readonly repository: string; readonly tag: string }
  | { readonly do: 'refer'; readonly image: number; readonly repository: string }
  | { readonly do: 'mount'; readonly image: number; readonly repository: string; readonly tag: string }
  | { readonly do: 'collect' }
  | { readonly do: 'wait'; readonly hours: number };

const repository = fc.constantFrom('a', 'b');
const tag = fc.constantFrom('x', 'y');
const image = fc.nat(2);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('push' as const), image, repository, tag }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('untag' as const), repository, tag }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('refer' as const), image, repository }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('mount' as const), image, repository, tag }) },
  { weight: 3, arbitrary: fc.constant({ do: 'collect' as const }) },
);
/** Steps of one group run at the same time; between groups the clock moves. */
const groups = fc.array(
  fc.record({ steps: fc.array(step, { minLength: 1, maxLength: 5 }), hours: fc.constantFrom(0, 2, 30) }),
  { minLength: 1, maxLength: 8 },
);

async function pushSkipping(
  registry: Registry,
  name: string,
  tagName: string,
  built: BuiltImage,
): Promise<void> {
  // As clients do: ask first, push only what is missing.
  for (const { digest, content } of built.blobs) {
    if (!registry.blobs.stat(name, digest, { touch: true })) await registry.blobs.put(name, content);
  }
  for (const { digest, content, mediaType } of built.manifests) {
    await registry.manifests.put({ repository: name, body: content, mediaType, digest });
  }
  const { content, mediaType } = built.index;
  await registry.manifests.put({ repository: name, body: content, mediaType, tags: [tagName] });
}

/** As clients push what the other repository has: every blob mounted, or sent where there is nothing to mount. */
async function pushMounting(
  registry: Registry,
  name: string,
  tagName: string,
  built: BuiltImage,
): Promise<void> {
  const from = name === 'a' ? 'b' : 'a';
  for (const { digest, content } of built.blobs) {
    if (!(await registry.blobs.mount(name, digest, from))) await registry.blobs.put(name, content);
  }
  for (const { digest, content, mediaType } of built.manifests)
    await registry.manifests.put({ repository: name, body: content, mediaType, digest });
  const { content, mediaType } = built.index;
  await registry.manifests.put({ repository: name, body: content, mediaType, tags: [tagName] });
}

async function perform(registry: Registry, each: Step): Promise<void> {
  if (each.do === 'push') {
    const built = images[each.image];
    if (built) await pushSkipping(registry, each.repository, each.tag, built);
  } else if (each.do === 'mount') {
    const built = images[each.image];
    if (built) await pushMounting(registry, each.repository, each.tag, built);
  } else if (each.do === 'untag') {
    await registry.tags.remove(each.repository, each.tag).catch(() => undefined);
  } else if (each.do === 'collect') {
    await registry.gc.run(registry.gc.plan());
  } else if (each.do === 'refer') {
    const subject = images[each.image]?.index;
    if (!subject) return;
    const config = Buffer.from('{}');
    await registry.blobs.put(each.repository, config);
    const body = imageBody(config, [], {
      subject: { mediaType: subject.mediaType, digest: subject.digest, size: subject.content.byteLength },
    });
    await registry.manifests.put({ repository: each.repository, body, mediaType: OCI_IMAGE });
  }
}

/** Everything that a tag leads to can be read, byte for byte. */
async function everythingTaggedIsWhole(registry: Registry): Promise<number> {
  let tags = 0;
  for (const name of registry.catalog(100).names) {
    for (const tagName of registry.tags.list(name, 100)?.names ?? []) {
      const root = registry.manifests.get(name, tagName);
      const built = images.find((each) => each.index.digest === root?.digest);
      expect(built, `${name}:${tagName}`).toBeDefined();
      for (const child of built?.manifests ?? []) {
        expect(registry.manifests.get(name, child.digest)?.body.equals(child.content)).toBe(true);
      }
      for (const blob of built?.blobs ?? []) {
        const info = registry.blobs.stat(name, blob.digest);
        expect(info, `${name} ${blob.digest}`).toBeDefined();
        if (info) expect((await registry.blobs.read(info)).equals(blob.content)).toBe(true);
      }
      tags += 1;
    }
  }
  return tags;
}

describe('R-13: collection never takes what is needed, and leaves nothing that is not (zot gc-stress)', () => {
  it('whatever is pushed, moved, untagged and referred to meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(groups, async (script) => {
        const { registry, advance, db } = openRegistry({ limits: { cacheBytes: 0 } });
        for (const { steps, hours } of script) {
          await Promise.all(steps.map((each) => perform(registry, each)));
          await everythingTaggedIsWhole(registry);
          advance(hours * HOUR);
        }
        await registry.gc.run(registry.gc.plan());
        const tags = await everythingTaggedIsWhole(registry);
        advance(10 * DAY);
        await registry.gc.run(registry.gc.plan());
        expect(await everythingTaggedIsWhole(registry)).toBe(tags);
        const { blobs, manifests } = registry.browse.usage();
        if (tags === 0) expect([blobs, manifests]).toEqual([0, 0]);
        expect(registry.gc.plan().items).toEqual([]);
        db.close();
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it('while real pushes over HTTP go on', async () => {
    const opened = openRegistry();
    const { url } = await serveRegistry({}, {}, opened);
    let done = false;
    const collecting = (async () => {
      let runs = 0;
      for (; !done; runs += 1) {
        await opened.registry.gc.run(opened.registry.gc.plan());
        opened.advance(HOUR / 2);
        await new Promise((resolve) => setImmediate(resolve));
      }
      return runs;
    })();
    const pushing = Array.from({ length: 30 }, async (_, index) => {
      const built = sampleImage(`image ${index}`);
      await pushImage(url, `r${index % 3}`, `t${index}`, built);
      await storeImage(opened.registry, `r${index % 3}`, 'moving', built);
      return { name: `r${index % 3}`, tagName: `t${index}`, built };
    });
    const pushed = await Promise.all(pushing);
    done = true;
    expect(await collecting).toBeGreaterThan(3);
    for (const { name, tagName, built } of pushed) {
      expect(opened.registry.manifests.get(name, tagName)?.digest).toBe(built.index.digest);
      for (const { digest } of built.blobs)
        expect(opened.registry.blobs.stat(name, digest), digest).toBeDefined();
    }
  }, 60_000);
});
