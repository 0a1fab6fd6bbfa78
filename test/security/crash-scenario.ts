import { type Digest, digestOf, type Registry } from '../../src/core/registry/index.ts';
import { CHUNK, contentOf, type Told } from './crash-content.ts';

const OCI_IMAGE = 'application/vnd.oci.image.manifest.v1+json';

/** Does one of everything that changes a registry, one after the other, and tells before and after each step. */
export async function runScenario(
  registry: Registry,
  round: number,
  tell: (told: Told) => void,
): Promise<void> {
  async function step<T>(key: string, work: () => Promise<T>, value: (result: T) => string | number | null) {
    tell({ begin: key });
    const result = await work();
    tell({ done: key, value: value(result) });
    return result;
  }

  async function* once(content: Buffer): AsyncGenerator<Uint8Array> {
    yield content;
  }

  const content = (name: string, bytes: number): Buffer => contentOf(round, name, bytes);

  /** POST with the body. */
  async function push(repository: string, name: string, bytes: number): Promise<Digest> {
    const body = content(name, bytes);
    const digest = digestOf(body);
    const { id } = await registry.uploads.begin(repository);
    await registry.uploads.append(repository, id, once(body), { last: true });
    await step(
      `blob ${repository} ${digest}`,
      () => registry.uploads.finish(repository, id, digest),
      () => digest,
    );
    return digest;
  }

  /** POST and two PATCHes, which are promised to survive. */
  async function chunks(repository: string, name: string): Promise<string> {
    const body = content(name, 2 * CHUNK);
    const { id } = await registry.uploads.begin(repository);
    for (const start of [0, CHUNK]) {
      await step(
        `upload ${repository} ${id} ${round} ${name}`,
        () => registry.uploads.append(repository, id, once(body.subarray(start, start + CHUNK))),
        ({ offset }) => offset,
      );
    }
    return id;
  }

  async function manifest(
    repository: string,
    tag: string,
    layers: readonly Digest[],
    note: string,
  ): Promise<Digest> {
    const describe = (digest: Digest) => ({
      mediaType: 'application/vnd.oci.image.layer.v1.tar',
      digest,
      size: registry.blobs.stat(repository, digest)?.size ?? 0,
    });
    const [config] = layers;
    const document = {
      schemaVersion: 2,
      mediaType: OCI_IMAGE,
      config: config && describe(config),
      layers: layers.map(describe),
      annotations: { note: `${round} ${note}` },
    };
    const body = Buffer.from(JSON.stringify(document));
    const put = { repository, body, mediaType: OCI_IMAGE, tags: [tag] };
    const { digest } = await step(
      `tag ${repository} ${tag}`,
      () => registry.manifests.put(put),
      (result) => result.digest,
    );
    return digest;
  }

  const collect = () => registry.gc.run(registry.gc.plan({ graceMs: -1, uploadExpiryMs: -1 }));

  const layer = await push('a', 'layer', 70_000);
  const small = await registry.blobs.put('a', content('small', 900));
  const first = await manifest('a', 't0', [layer, small.digest], 'first');
  const chunked = await chunks('a', 'chunked');
  const whole = digestOf(content('chunked', 2 * CHUNK));
  await step(
    `end a ${chunked}`,
    () => registry.uploads.finish('a', chunked, whole),
    () => null,
  );
  await manifest('a', 't0', [whole, layer], 'moved');
  await manifest('a', 't1', [whole], 'leaves');
  await step(
    'mount',
    () => registry.blobs.mount('b', layer, 'a'),
    () => null,
  );
  await manifest('b', 't0', [layer], 'mounted');
  await step(
    'tag a t1',
    () => registry.tags.remove('a', 't1'),
    () => null,
  );
  await registry.manifests.remove('a', first);
  const loose = await push('a', 'loose', 3_000);
  await step(
    `blob a ${loose}`,
    () => registry.blobs.unlink('a', loose),
    () => null,
  );
  tell({ begin: 'collection' });
  await collect();
  const given = await chunks('a', 'given up');
  await step(
    `end a ${given}`,
    () => registry.uploads.cancel('a', given),
    () => null,
  );
  await chunks('a', 'goes on');
  await push('b', 'last', 5_000);
  // Its folders are made when they are needed.
  const long = content('long', 700);
  const sha512 = digestOf(long, 'sha512');
  await step(
    `blob b ${sha512}`,
    () => registry.blobs.put('b', long, sha512),
    () => sha512,
  );
  // The same content twice at once, and again while a collection holds it that could be undone.
  const [twin] = await Promise.all([push('a', 'twin', 40_000), push('b', 'twin', 40_000)]);
  for (const repository of ['a', 'b']) {
    await step(
      `blob ${repository} ${twin}`,
      () => registry.blobs.unlink(repository, twin),
      () => null,
    );
  }
  tell({ begin: 'collection' });
  await registry.gc.run(registry.gc.plan({ graceMs: -1, uploadExpiryMs: -1, undoMs: 3_600_000 }));
  await push('b', 'twin', 40_000);
}
