import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Digest, digestOf } from '../../../../src/core/registry/index.ts';
import type { BlobStore, StageOptions } from '../../../../src/core/registry/stores/blob-store.ts';

/** A store, and the way to open the same content again as the next process would. */
export interface StoreUnderTest {
  readonly store: BlobStore;
  readonly reopen: () => BlobStore;
  /** Changes a blob behind the store's back. */
  readonly damage: (digest: Digest, content: Buffer) => void;
}

const put = async (store: BlobStore, id: string, offset: number, ...chunks: string[]): Promise<void> => {
  const staged = await store.stage(id, offset);
  for (const chunk of chunks) await staged.push(Buffer.from(chunk));
  await staged.sync();
  expect(staged.position).toBe(offset + Buffer.byteLength(chunks.join('')));
  expect(staged.durable).toBe(staged.position);
  await staged.close();
};

const blob = async (store: BlobStore, content: string): Promise<Digest> => {
  const digest = digestOf(content);
  await put(store, `stage-${digest.slice(7, 19)}`, 0, content);
  await store.publish(`stage-${digest.slice(7, 19)}`, digest);
  return digest;
};

const listed = async (store: BlobStore): Promise<readonly Digest[]> => {
  const all: Digest[] = [];
  for await (const digest of store.list()) all.push(digest);
  return all.sort();
};

/** The promises of BlobStore. Every implementation runs this. */
export function blobStoreContract(name: string, open: () => StoreUnderTest): void {
  describe(`blob store: ${name}`, () => {
    it('keeps what was published and gives it back whole, in parts and as a stream', async () => {
      const { store } = open();
      const text = '0123456789'.repeat(1_000);
      const digest = await blob(store, text);
      expect(await store.size(digest)).toBe(10_000);
      expect((await store.read(digest)).toString()).toBe(text);
      expect(store.readNow(digest).toString()).toBe(text);
      const parts: Buffer[] = [];
      for await (const part of await store.stream(digest, 5, 24)) parts.push(part as Buffer);
      expect(Buffer.concat(parts).toString()).toBe('56789012345678901234');
      const pieces: Buffer[] = [];
      const whole = await store.send(digest, 1, 9_998, async (piece) => {
        pieces.push(Buffer.from(piece));
      });
      expect([whole, Buffer.concat(pieces).toString()]).toEqual([true, text.slice(1, -1)]);
      expect(await store.send(digest, 0, 10_000, async () => undefined)).toBe(false);
      expect(await store.verify(digest)).toBe('whole');
    });

    it('says what it does not have', async () => {
      const { store } = open();
      const digest = digestOf('never');
      expect(await store.size(digest)).toBeUndefined();
      expect(await store.verify(digest)).toBe('missing');
      await store.remove(digest);
      await store.discard('never');
      const gone = { code: 'ENOENT' };
      await expect(store.read(digest)).rejects.toMatchObject(gone);
      await expect(store.stream(digest, 0, 1)).rejects.toMatchObject(gone);
      await expect(store.send(digest, 0, 1, async () => undefined)).rejects.toMatchObject(gone);
      await expect(store.stage('never', 5)).rejects.toMatchObject(gone);
      await expect(store.publish('never', digest)).rejects.toMatchObject(gone);
      expect(await listed(store)).toEqual([]);
    });

    it('keeps empty content and sha512', async () => {
      const { store } = open();
      const digest = digestOf('', 'sha512');
      const staged = await store.stage('empty', 0);
      await staged.sync();
      await staged.close();
      expect(await store.digestStaged('empty', 'sha512')).toBe(digest);
      await store.publish('empty', digest);
      expect([await store.size(digest), await listed(store)]).toEqual([0, [digest]]);
    });

    it('appends in any cuts, goes on after a reopening, and drops what lies behind the offset', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.uint8Array({ minLength: 1, maxLength: 50 }), { minLength: 1, maxLength: 6 }),
          fc.nat(20),
          async (chunks, extra) => {
            const { store, reopen } = open();
            let current = store;
            let offset = 0;
            for (const [at, chunk] of chunks.entries()) {
              const staged = await current.stage('up', offset, at % 2 ? { transient: true } : {});
              await staged.push(Buffer.from(chunk));
              await staged.sync();
              // Written behind what counts: a connection that broke, a row that was not written.
              await staged.push(Buffer.alloc(extra, 'x'));
              await staged.flush();
              await staged.close();
              offset += chunk.byteLength;
              current = reopen();
            }
            const last = await current.stage('up', offset);
            await last.sync();
            await last.close();
            expect(await current.digestStaged('up', 'sha256')).toBe(digestOf(Buffer.concat(chunks)));
          },
        ),
        { numRuns: 30 },
      );
    });

    it('tells of staged content that an earlier process left, never of its own', async () => {
      const { store, reopen } = open();
      await put(store, 'left', 0, 'some', 'thing');
      expect(await store.leftovers()).toEqual([]);
      const next = reopen();
      await put(next, 'mine', 0, 'new');
      expect(await next.leftovers()).toEqual([{ id: 'left', size: 9 }]);
      await next.discard('left');
      expect(await next.leftovers()).toEqual([]);
    });

    it('publishes with and without keeping what was staged', async () => {
      const { store, reopen } = open();
      await put(store, 'a', 0, 'kept');
      await store.publish('a', digestOf('kept'), { keep: true });
      await put(store, 'b', 0, 'moved');
      await store.publish('b', digestOf('moved'));
      const next = reopen();
      expect(await next.leftovers()).toEqual([{ id: 'a', size: 4 }]);
      expect(await listed(next)).toEqual([digestOf('kept'), digestOf('moved')].sort());
      await next.discard('a');
      expect((await next.read(digestOf('kept'))).toString()).toBe('kept');
    });

    it('publishes over damage, with keep and without', async () => {
      for (const keep of [false, true]) {
        const { store, damage } = open();
        const digest = await blob(store, 'content');
        damage(digest, Buffer.from('rubbish'));
        expect(await store.verify(digest)).toBe('damaged');
        await put(store, 'again', 0, 'content');
        await store.publish('again', digest, { keep });
        expect([keep, await store.verify(digest)]).toEqual([keep, 'whole']);
      }
    });

    it('a reader that has begun reads to the end, whatever happens to the blob', async () => {
      const { store } = open();
      const text = 'x'.repeat(700_000);
      const digest = await blob(store, text);
      const stream = await store.stream(digest, 0, text.length - 1);
      let bytes = 0;
      const whole = await store.send(digest, 0, text.length - 1, async (piece) => {
        if (bytes === 0) await store.remove(digest);
        bytes += piece.byteLength;
      });
      expect([whole, bytes]).toEqual([true, text.length]);
      let streamed = 0;
      for await (const part of stream) streamed += (part as Buffer).byteLength;
      expect(streamed).toBe(text.length);
      expect(await store.size(digest)).toBeUndefined();
    });

    it('a blob set aside is gone, and comes back with the next push', async () => {
      const { store } = open();
      const digest = await blob(store, 'content');
      await store.quarantine(digest);
      expect([await store.size(digest), await listed(store)]).toEqual([undefined, []]);
      await blob(store, 'content');
      expect(await store.verify(digest)).toBe('whole');
    });

    it('saves a blob into a file', async () => {
      const { store } = open();
      const digest = await blob(store, 'content');
      const dir = mkdtempSync(join(tmpdir(), 'drydock-save-'));
      await store.save(digest, join(dir, 'copy'));
      expect(readFileSync(join(dir, 'copy'), 'utf8')).toBe('content');
      rmSync(dir, { recursive: true });
    });

    it('takes back the memory of chunks only where it was given them', async () => {
      const { store } = open();
      const mine = Buffer.from('mine to keep, and to read again');
      const options: StageOptions = { owned: false };
      const staged = await store.stage('mem', 0, options);
      await staged.push(mine);
      await staged.sync();
      await staged.close();
      expect(mine.toString()).toBe('mine to keep, and to read again');
    });

    it('can be cancelled while it verifies', async () => {
      const { store } = open();
      const digest = await blob(store, 'y'.repeat(2_000_000));
      const cancelled = await store.verify(digest, AbortSignal.abort()).catch(() => 'cancelled');
      expect(['cancelled', 'whole']).toContain(cancelled);
    });
  });
}
