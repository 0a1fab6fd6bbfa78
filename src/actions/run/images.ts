import { exportImage, importImage } from '../../core/registry/index.ts';
import type { ActionContext } from '../action.ts';
import type { ExportView, ImportView, ProgressEvent } from '../views.ts';
import { splitReference } from './registry.ts';
import { seldom } from './seldom.ts';

export async function bring(
  input: { file: string; name?: string | undefined },
  { engine, signal, emit }: ActionContext<ProgressEvent>,
): Promise<ImportView> {
  const { images } = await importImage(engine.registry, input.file, {
    ...(input.name === undefined ? {} : { name: input.name }),
    signal,
    onProgress: ({ digest, done, total }) =>
      emit({ type: 'progress', what: digest.slice(0, 19), done, total, unit: 'items' }),
  });
  const views = images.map(({ repository, tag, digest }) => {
    const found = engine.registry.resolveImage(`${repository}:${tag}`);
    return { reference: `${repository}:${tag}`, digest, platforms: found.found ? found.platforms : [] };
  });
  return { images: views };
}

export async function exportTo(
  input: {
    reference: string;
    file: string;
    format: 'oci' | 'docker' | 'folder';
    platform?: string | undefined;
  },
  { engine, signal, emit }: ActionContext<ProgressEvent>,
): Promise<ExportView> {
  const { repository, tag, digest } = splitReference(input.reference);
  const reference = digest ?? tag ?? 'latest';
  const report = seldom(engine.clock, emit);
  const done = await exportImage(engine.registry, { repository, reference }, input.file, {
    format: input.format,
    ...(input.platform === undefined ? {} : { platform: input.platform }),
    signal,
    onProgress: (each) =>
      report({
        type: 'progress',
        what: each.digest.slice(0, 19),
        done: each.done,
        total: each.total,
        unit: 'bytes',
      }),
  });
  return {
    file: input.file,
    reference: `${repository}${digest ? '@' : ':'}${reference}`,
    digest: done.digest,
    bytes: done.bytes,
    blobs: done.blobs,
    resumed: done.resumed,
    missing: done.missing,
  };
}
