import { expect } from 'vitest';
import { type Digest, digestOf, type Registry } from '../../src/core/registry/index.ts';
import { chunksOf } from '../core/registry/helpers.ts';
import { CHUNK, contentOf, type Told } from './crash-content.ts';

/** What was acknowledged, by key; a key that was begun and not done may be either way and is left out. */
export class Acknowledged {
  readonly #values = new Map<string, string | number | null>();
  #calls: readonly string[] = [];

  hear(told: Told): void {
    if ('calls' in told) this.#calls = told.calls;
    else if ('begin' in told) this.#begin(told.begin);
    else if (told.value === null && told.done.startsWith('blob')) this.#values.delete(told.done);
    else if (!told.done.startsWith('end')) this.#values.set(told.done, told.value);
  }

  /** Calls of a process that came to its end. */
  get calls(): readonly string[] {
    return this.#calls;
  }

  /** The number of things that were checked. */
  async verify(registry: Registry, when: string): Promise<number> {
    for (const [key, value] of this.#values) {
      const [kind, repository = '', name = '', round, ...content] = key.split(' ');
      const about = `${when}, ${key}`;
      if (kind === 'tag') await verifyTag(registry, repository, name, value, about);
      if (kind === 'blob') await verifyBlob(registry, repository, name as Digest, about);
      if (kind !== 'upload') continue;
      expect(registry.uploads.status(repository, name).offset, about).toBeGreaterThanOrEqual(Number(value));
      await resume(registry, { repository, id: name, round: Number(round), name: content.join(' ') }, about);
      this.#values.delete(key);
    }
    return this.#values.size;
  }

  #begin(key: string): void {
    // An upload's offset may only grow: what was acknowledged stays so while more comes.
    if (!key.startsWith('upload')) this.#values.delete(key);
    const [kind, repository, id] = key.split(' ');
    for (const other of this.#values.keys()) {
      if (kind === 'end' && other.startsWith(`upload ${repository} ${id} `)) this.#values.delete(other);
      // It expires every upload and takes blobs that nothing refers to.
      if (kind === 'collection' && /^(upload|blob)/.test(other)) this.#values.delete(other);
    }
  }
}

async function verifyTag(
  registry: Registry,
  repository: string,
  tag: string,
  value: string | number | null,
  about: string,
): Promise<void> {
  const found = registry.manifests.get(repository, tag);
  expect(found?.digest ?? null, about).toBe(value);
  if (!found) return;
  expect(digestOf(found.body), about).toBe(found.digest);
  const { layers } = JSON.parse(found.body.toString()) as { layers: { digest: Digest }[] };
  for (const { digest } of layers) await verifyBlob(registry, repository, digest, `${about}: ${digest}`);
}

async function verifyBlob(
  registry: Registry,
  repository: string,
  digest: Digest,
  about: string,
): Promise<void> {
  const info = registry.blobs.stat(repository, digest);
  expect(info, about).toBeDefined();
  const algorithm = digest.startsWith('sha512:') ? 'sha512' : 'sha256';
  if (info) expect(digestOf(await registry.blobs.read(info), algorithm), about).toBe(digest);
}

/** A broken upload goes on where it says and becomes the blob it should. */
async function resume(
  registry: Registry,
  upload: { readonly repository: string; readonly id: string; readonly round: number; readonly name: string },
  about: string,
): Promise<void> {
  const { repository, id } = upload;
  const body = contentOf(upload.round, upload.name, 2 * CHUNK);
  const { offset } = registry.uploads.status(repository, id);
  if (offset < body.byteLength) {
    await registry.uploads.append(repository, id, chunksOf(body.subarray(offset)), { start: offset });
  }
  const { size } = await registry.uploads.finish(repository, id, digestOf(body));
  expect(size, about).toBe(body.byteLength);
}
