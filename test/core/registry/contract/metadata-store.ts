import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../../src/core/registry/index.ts';
import type { ParsedManifest } from '../../../../src/core/registry/manifests/parse.ts';
import type { MetadataStore } from '../../../../src/core/registry/stores/metadata-store.ts';

const one = digestOf('one');
const two = digestOf('two');
const TYPE = 'application/vnd.oci.image.manifest.v1+json';

const manifest = (extra: Partial<ParsedManifest> = {}): ParsedManifest => ({
  mediaType: TYPE,
  shape: 'image',
  blobs: [],
  children: [],
  ...extra,
});

/** The promises of MetadataStore. Every implementation runs this. */
export function metadataStoreContract(name: string, open: () => MetadataStore): void {
  describe(`metadata store: ${name}`, () => {
    it('repositories are one per name, in byte order', async () => {
      const { writer, repositories } = open();
      const ids = await writer.run(() => ['b', 'a/c', 'a', 'b'].map((each) => repositories.ensure(each, 1)));
      expect(ids[0]).toBe(ids[3]);
      expect(new Set(ids).size).toBe(3);
      expect(repositories.id('a')).toBe(ids[2]);
      expect(repositories.id('zz')).toBeUndefined();
      expect(repositories.page(2)).toEqual({ names: ['a', 'a/c'], more: true });
      expect(repositories.page(2, 'a/c')).toEqual({ names: ['b'], more: false });
      await writer.run(() => repositories.remove(ids[2] ?? 0));
      expect(repositories.id('a')).toBeUndefined();
    });

    it('a blob is seen in the repositories it is linked to, and nowhere else', async () => {
      const { writer, repositories, blobs } = open();
      const [a = 0, b = 0] = await writer.run(() => {
        const ids = ['a', 'b'].map((each) => repositories.ensure(each, 1));
        blobs.insert(one, 3, 1);
        blobs.insert(one, 3, 2);
        blobs.link(ids[0] ?? 0, one, 1);
        blobs.link(ids[0] ?? 0, one, 2);
        return ids;
      });
      expect([blobs.size(one), blobs.size(two)]).toEqual([3, undefined]);
      expect([blobs.linkedSize('a', one), blobs.linkedSize('b', one)]).toEqual([3, undefined]);
      expect([blobs.isLinked(a, one), blobs.isLinked(b, one)]).toEqual([true, false]);
      await writer.run(() => blobs.settle(a, one));
      const removed = await writer.run(() => [blobs.unlink(a, one), blobs.unlink(a, one)]);
      expect([removed, blobs.linkedSize('a', one), blobs.size(one)]).toEqual([[true, false], undefined, 3]);
    });

    it('a repository goes with its links, manifests and tags, and takes no blob along', async () => {
      const { writer, repositories, blobs, manifests, tags } = open();
      const uses = manifest({
        blobs: [{ kind: 'layer', digest: one, mediaType: 'x', size: 3, required: true }],
      });
      const fill = (name: string): number => {
        const repository = repositories.ensure(name, 1);
        blobs.insert(one, 3, 1);
        blobs.insert(two, 3, 1);
        blobs.link(repository, one, 1);
        blobs.link(repository, two, 1);
        blobs.settle(repository, one);
        const made = manifests.insert(repository, digestOf(name), uses, Buffer.from(name), 1);
        tags.set(repository, 'v1', made, 1);
        return repository;
      };
      const [a = 0, b = 0] = await writer.run(() => [fill('a'), fill('b')]);
      await writer.run(() => repositories.remove(a));
      expect(repositories.page(9)).toEqual({ names: ['b'], more: false });
      expect(manifests.typeOf(digestOf('a'))).toBeUndefined();
      expect([blobs.isLinked(a, one), blobs.isLinked(a, two), tags.target(a, 'v1')]).toEqual([
        false,
        false,
        undefined,
      ]);
      expect([blobs.size(one), blobs.size(two), blobs.isLinked(b, one), blobs.isLinked(b, two)]).toEqual([
        3,
        3,
        true,
        true,
      ]);
      expect(manifests.byTag('b', 'v1')?.body.toString()).toBe('b');
    });

    it('manifests by digest and by tag; tags go with their manifest', async () => {
      const { writer, repositories, manifests, tags } = open();
      const { a, id } = await writer.run(() => {
        const repository = repositories.ensure('a', 1);
        const made = manifests.insert(repository, one, manifest(), Buffer.from('body'), 1);
        for (const tag of ['v2', 'v10', 'v1']) tags.set(repository, tag, made, 1);
        return { a: repository, id: made };
      });
      expect(manifests.byTag('a', 'v1')).toEqual(manifests.byDigest('a', one));
      expect(manifests.byDigest('a', one)).toMatchObject({ id, digest: one, media_type: TYPE, size: 4 });
      expect(manifests.byDigest('a', one)?.body.toString()).toBe('body');
      expect([manifests.id(a, one), manifests.id(a, two), manifests.typeOf(one)]).toEqual([
        id,
        undefined,
        TYPE,
      ]);
      expect(tags.page(a, 2)).toEqual({ names: ['v1', 'v10'], more: true });
      expect(tags.page(a, 2, 'v10')).toEqual({ names: ['v2'], more: false });
      const other = await writer.run(() => {
        const made = manifests.insert(a, two, manifest(), Buffer.from('other'), 2);
        tags.set(a, 'v1', made, 2);
        tags.remove(a, 'v2');
        return made;
      });
      expect([tags.target(a, 'v1'), tags.target(a, 'v10'), tags.target(a, 'v2')]).toEqual([
        other,
        id,
        undefined,
      ]);
      await writer.run(() => {
        manifests.freshen(other, 9);
        manifests.remove(id);
      });
      expect([tags.target(a, 'v10'), manifests.byTag('a', 'v10'), manifests.typeOf(one)]).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
      expect(tags.target(a, 'v1')).toBe(other);
    });

    it('referrers of a subject in order, by type, in pages', async () => {
      const { writer, repositories, manifests } = open();
      const subject = digestOf('subject');
      const all = ['x', 'y', 'z'].map((each) => digestOf(each)).sort();
      const a = await writer.run(() => {
        const repository = repositories.ensure('a', 1);
        all.forEach((digest, at) => {
          const artifactType = at === 1 ? 'app/sbom' : 'app/sig';
          manifests.insert(
            repository,
            digest,
            manifest({ subject, artifactType, annotations: { n: `${at}` } }),
            Buffer.from('{}'),
            1,
          );
        });
        return repository;
      });
      const query = { repositoryId: a, subject, after: '', artifactType: null, limit: 10 };
      expect(manifests.referrers(query).map(({ digest }) => digest)).toEqual(all);
      expect(manifests.referrers({ ...query, after: all[0] ?? '', limit: 1 })).toEqual([
        { digest: all[1], mediaType: TYPE, artifactType: 'app/sbom', size: 2, annotations: { n: '1' } },
      ]);
      expect(manifests.referrers({ ...query, artifactType: 'app/sig' }).length).toBe(2);
      expect(manifests.referrers({ ...query, subject: one })).toEqual([]);
    });

    it('uploads are brought up to date in place', async () => {
      const { writer, uploads } = open();
      const row = {
        id: 'u',
        repository: 'a',
        algorithm: 'sha256',
        createdAt: 1,
        touchedAt: 1,
        received: 5,
      } as const;
      await writer.run(() => uploads.save(row));
      await writer.run(() => uploads.save({ ...row, touchedAt: 2, received: 9 }));
      expect(uploads.all()).toEqual([{ ...row, touchedAt: 2, received: 9 }]);
      await writer.run(() => uploads.remove('u'));
      expect(uploads.all()).toEqual([]);
    });

    it('work that throws leaves nothing, and work beside it is done', async () => {
      const { writer, repositories } = open();
      const results = await Promise.allSettled([
        writer.run(() => repositories.ensure('before', 1)),
        writer.run(() => {
          repositories.ensure('half', 1);
          throw new Error('no');
        }),
        writer.run(() => repositories.ensure('after', 1)),
      ]);
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(repositories.page(10).names).toEqual(['after', 'before']);
    });

    it('`after` runs when it is done and before the promise; idle waits for all', async () => {
      const { writer, repositories } = open();
      const order: string[] = [];
      const done = writer
        .run(
          () => repositories.ensure('a', 1),
          () => order.push(`after ${repositories.id('a') !== undefined}`),
        )
        .then(() => order.push('promise'));
      await writer.idle();
      await done;
      expect(order).toEqual(['after true', 'promise']);
    });
  });
}
