import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digestOf, parseDigest } from '../../../src/core/registry/index.ts';
import { chunksOf, openRegistry } from './helpers.ts';

const content = Buffer.from('0123456789'.repeat(1000));
const digest = digestOf(content);
const filesIn = (dir: string) =>
  readdirSync(dir, { recursive: true, withFileTypes: true }).filter((e) => e.isFile());

describe('uploads', () => {
  it('stores content under its digest, readable by the repository only', async () => {
    const { registry, dir } = openRegistry();
    const { id } = await registry.uploads.begin('team/web');
    await registry.uploads.append('team/web', id, chunksOf(content.subarray(0, 4000)), { start: 0 });
    expect(registry.uploads.status('team/web', id).offset).toBe(4000);
    await registry.uploads.append('team/web', id, chunksOf(content.subarray(4000)), {
      start: 4000,
      length: 6000,
    });
    const info = await registry.uploads.finish('team/web', id, digest);
    expect(info).toEqual({ digest, size: content.byteLength });
    const hex = digest.slice(7);
    expect(readFileSync(join(dir, 'blobs', 'sha256', hex.slice(0, 2), hex))).toEqual(content);
    expect(registry.blobs.stat('team/web', digest)).toEqual(info);
    expect(registry.blobs.stat('team/other', digest)).toBeUndefined();
    expect(readdirSync(join(dir, 'uploads'))).toEqual([]);
    expect(() => registry.uploads.status('team/web', id)).toThrow(
      expect.objectContaining({ code: 'REGISTRY_UPLOAD_UNKNOWN' }),
    );
  });

  it('keeps sha512 content too, also when the session began with sha256', async () => {
    const { registry } = openRegistry();
    const long = digestOf(content, 'sha512');
    const { id } = await registry.uploads.begin('a');
    await registry.uploads.append('a', id, chunksOf(content));
    await registry.uploads.finish('a', id, long);
    expect(await registry.blobs.read({ digest: long, size: content.byteLength })).toEqual(content);
  });

  it('stores the empty blob', async () => {
    const { registry } = openRegistry();
    const { id } = await registry.uploads.begin('a');
    const info = await registry.uploads.finish('a', id, digestOf(''));
    expect((await registry.blobs.read(info)).byteLength).toBe(0);
  });

  it('refuses other content than the digest says and leaves nothing', async () => {
    const { registry, dir } = openRegistry();
    const { id } = await registry.uploads.begin('a');
    await registry.uploads.append('a', id, chunksOf('other'));
    await expect(registry.uploads.finish('a', id, digest)).rejects.toMatchObject({
      code: 'REGISTRY_DIGEST_MISMATCH',
    });
    expect(registry.blobs.stat('a', digest)).toBeUndefined();
    expect(filesIn(join(dir, 'blobs'))).toEqual([]);
    expect(filesIn(join(dir, 'uploads'))).toEqual([]);
  });

  it('refuses chunks out of order and goes on from the offset', async () => {
    const { registry } = openRegistry();
    const { id } = await registry.uploads.begin('a');
    await registry.uploads.append('a', id, chunksOf('01234'));
    const wrong = registry.uploads.append('a', id, chunksOf('x'), { start: 7 });
    await expect(wrong).rejects.toMatchObject({
      code: 'REGISTRY_UPLOAD_OUT_OF_ORDER',
      data: { start: 7, offset: 5 },
    });
    await registry.uploads.append('a', id, chunksOf('56789'), { start: 5 });
    await registry.uploads.finish('a', id, digestOf('0123456789'));
  });

  it('keeps what came of a broken chunk', async () => {
    const { registry } = openRegistry();
    const { id } = await registry.uploads.begin('a');
    async function* broken() {
      yield Buffer.from('01234');
      throw new Error('connection lost');
    }
    await expect(registry.uploads.append('a', id, broken())).rejects.toThrow('connection lost');
    expect(registry.uploads.status('a', id).offset).toBe(5);
    await registry.uploads.append('a', id, chunksOf('56789'), { start: 5 });
    await registry.uploads.finish('a', id, digestOf('0123456789'));
  });

  it('takes one request at a time per session', async () => {
    const { registry } = openRegistry();
    const { id } = await registry.uploads.begin('a');
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    async function* slow() {
      await gate;
      yield Buffer.from('a');
    }
    const first = registry.uploads.append('a', id, slow());
    await expect(registry.uploads.append('a', id, chunksOf('b'))).rejects.toMatchObject({
      code: 'REGISTRY_UPLOAD_BUSY',
    });
    release();
    expect((await first).offset).toBe(1);
  });

  it('stores a blob once, however many push it at the same time', async () => {
    const { registry, dir } = openRegistry();
    await Promise.all(
      ['a', 'b', 'c', 'a', 'b'].map(async (repository) => {
        const { id } = await registry.uploads.begin(repository);
        await registry.uploads.append(repository, id, chunksOf(content));
        await registry.uploads.finish(repository, id, digest);
      }),
    );
    expect(filesIn(join(dir, 'blobs')).length).toBe(1);
    expect(registry.browse.usage()).toMatchObject({ blobs: 1, blobBytes: content.byteLength, uploads: 0 });
  });

  it('drops what is cancelled', async () => {
    const { registry, dir } = openRegistry();
    const { id } = await registry.uploads.begin('a');
    await registry.uploads.append('a', id, chunksOf('abc'));
    await registry.uploads.cancel('a', id);
    expect(readdirSync(join(dir, 'uploads'))).toEqual([]);
    expect(registry.browse.usage().uploads).toBe(0);
  });

  it('caps the sessions of a repository', async () => {
    const { registry } = openRegistry({ limits: { uploadsPerRepository: 2 } });
    const first = await registry.uploads.begin('a');
    await registry.uploads.begin('a');
    await expect(registry.uploads.begin('a')).rejects.toMatchObject({ code: 'REGISTRY_TOO_MANY_UPLOADS' });
    await registry.uploads.begin('b');
    await registry.uploads.cancel('a', first.id);
    await registry.uploads.begin('a');
  });
});

describe('after a crash', () => {
  it('uploads go on where their file ends', async () => {
    const before = openRegistry();
    const { id } = await before.registry.uploads.begin('a');
    await before.registry.uploads.append('a', id, chunksOf(content.subarray(0, 6000)));
    const { registry } = before.crash();
    expect(registry.uploads.status('a', id).offset).toBe(6000);
    await registry.uploads.append('a', id, chunksOf(content.subarray(6000)), { start: 6000 });
    await registry.uploads.finish('a', id, digest);
    expect(await registry.blobs.read({ digest, size: content.byteLength })).toEqual(content);
  });

  it('leftovers go: upload files without a session, blob files that were never recorded', async () => {
    const before = openRegistry();
    const kept = await before.registry.blobs.put('a', content);
    const orphan = await before.registry.blobs.put('a', Buffer.from('orphan'));
    before.db.prepare('DELETE FROM registry_blob_links WHERE digest = ?').run(orphan.digest);
    before.db.prepare('DELETE FROM registry_blobs WHERE digest = ?').run(orphan.digest);
    const { id } = await before.registry.uploads.begin('a');
    await before.registry.uploads.append('a', id, chunksOf('never recorded'), { last: true });
    const after = before.crash();
    await after.registry.recovered;
    expect(filesIn(join(after.dir, 'uploads'))).toEqual([]);
    expect(filesIn(join(after.dir, 'blobs')).map((file) => file.name)).toEqual([kept.digest.slice(7)]);
  });

  it('a collection that was cut off after its commit is finished', async () => {
    const before = openRegistry();
    const { digest: gone } = await before.registry.blobs.put('a', content);
    before.db.prepare('DELETE FROM registry_blob_links').run();
    before.db.prepare('DELETE FROM registry_blobs').run();
    before.db.prepare('INSERT INTO registry_trash (digest, size, trashed_at) VALUES (?, 1, 0)').run(gone);
    const after = before.crash();
    await after.registry.recovered;
    expect(filesIn(join(after.dir, 'blobs'))).toEqual([]);
    expect(filesIn(join(after.dir, 'trash'))).toEqual([]);
    expect(after.registry.browse.usage().trashBytes).toBe(0);
  });

  it('a blob whose file is gone is called damaged, and a new push mends it', async () => {
    const { registry, dir } = openRegistry();
    const info = await registry.blobs.put('a', Buffer.alloc(100_000, 'x'));
    const hex = info.digest.slice(7);
    const file = join(dir, 'blobs', 'sha256', hex.slice(0, 2), hex);
    const { unlinkSync } = await import('node:fs');
    unlinkSync(file);
    await expect(registry.blobs.stream(info)).rejects.toMatchObject({ code: 'REGISTRY_BLOB_DAMAGED' });
    await registry.blobs.put('a', Buffer.alloc(100_000, 'x'));
    expect(statSync(file).size).toBe(100_000);
  });
});

describe('mounting', () => {
  it('links content without copying, from a named or from any repository', async () => {
    const { registry, dir } = openRegistry();
    await registry.blobs.put('a', content);
    expect(await registry.blobs.mount('b', digest, 'a')).toMatchObject({ digest });
    expect(await registry.blobs.mount('c', digest)).toMatchObject({ digest });
    expect(await registry.blobs.mount('d', digest, 'nowhere')).toBeUndefined();
    const unknown = parseDigest(`sha256:${'0'.repeat(64)}`);
    expect(unknown && (await registry.blobs.mount('d', unknown))).toBeUndefined();
    expect(filesIn(join(dir, 'blobs')).length).toBe(1);
    expect(registry.blobs.stat('d', digest)).toBeUndefined();
    expect(existsSync(join(dir, 'uploads'))).toBe(true);
  });
});
