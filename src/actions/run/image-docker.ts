import {
  archiveBytes,
  exportStream,
  importStream,
  layoutOf,
  parseTarget,
  placeOf,
} from '../../core/registry/index.ts';
import type { ActionContext } from '../action.ts';
import type { DockerImagesView, DockerLoadView } from '../image-views.ts';
import type { ImportView, ProgressEvent } from '../views.ts';
import { splitReference } from './registry.ts';
import { seldom } from './seldom.ts';

export async function list(
  input: { host?: string | undefined },
  { engine, signal }: ActionContext<never>,
): Promise<DockerImagesView> {
  const docker = await engine.docker.engine(input.host);
  return { address: docker.address, images: await docker.images(signal) };
}

/** From the Docker engine into the registry, as one stream. */
export async function take(
  input: { image: string; name?: string | undefined; host?: string | undefined },
  { engine, signal, emit }: ActionContext<ProgressEvent>,
): Promise<ImportView> {
  const docker = await engine.docker.engine(input.host);
  const place = placeOf(input.image);
  const name = input.name ?? (place ? `${place.repository}:${place.tag}` : input.image);
  parseTarget(name);
  const { bytes: total } = await docker.inspect(input.image);
  const report = seldom(engine.clock, emit);
  const archive = await docker.save(input.image, signal);
  const { images } = await importStream(engine.registry, archive, {
    name,
    signal,
    what: input.image,
    // The engine tells what the unpacked layers take; the archive has some headers besides.
    onBytes: (done) =>
      report({ type: 'progress', what: input.image, done, total: Math.max(total, done), unit: 'bytes' }),
  });
  return {
    images: images.map(({ repository, tag, digest }) => {
      const found = engine.registry.resolveImage(`${repository}:${tag}`);
      return { reference: `${repository}:${tag}`, digest, platforms: found.found ? found.platforms : [] };
    }),
  };
}

/** From the registry into the Docker engine, as one stream. */
export async function load(
  input: {
    reference: string;
    name?: string | undefined;
    platform?: string | undefined;
    host?: string | undefined;
  },
  { engine, signal, emit }: ActionContext<ProgressEvent>,
): Promise<DockerLoadView> {
  const docker = await engine.docker.engine(input.host);
  const { repository, tag, digest } = splitReference(input.reference);
  const image = { repository, reference: digest ?? tag ?? 'latest' };
  const platform = input.platform ?? (await docker.platform());
  const named = input.name === undefined ? undefined : parseTarget(input.name);
  const choice = {
    format: 'docker' as const,
    platform,
    ...(named && { name: `${named.repository}:${named.tag ?? 'latest'}` }),
  };
  const layout = layoutOf(engine.registry, image, choice);
  const total = archiveBytes(layout);
  const report = seldom(engine.clock, emit);
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    let done = 0;
    for await (const chunk of exportStream(engine.registry, image, choice, signal)) {
      yield chunk;
      done += chunk.byteLength;
      report({ type: 'progress', what: input.reference, done, total, unit: 'bytes' });
    }
  };
  const loaded = await docker.load(counted(), signal);
  const reference = `${repository}${digest ? '@' : ':'}${image.reference}`;
  const { root } = layout.contents;
  return { address: docker.address, reference, platform, loaded, digest: root.digest, bytes: total };
}
