import { importImage, type RemovalTarget } from '../../core/registry/index.ts';
import type { ActionContext } from '../action.ts';
import type {
  GcView,
  ImageView,
  ImportView,
  ProgressEvent,
  RemovalView,
  RepositoryView,
  TagView,
  UsageView,
} from '../views.ts';

export async function ls(
  _input: object,
  { engine }: ActionContext<never>,
): Promise<readonly RepositoryView[]> {
  return engine.registry.browse
    .repositories()
    .map(({ name, tags, manifests, bytes }) => ({ name, tags, manifests, bytes }));
}

export async function tags(
  input: { repository: string },
  { engine }: ActionContext<never>,
): Promise<readonly TagView[]> {
  const list = await engine.registry.browse.tags(input.repository);
  return list.map((tag) => ({
    repository: input.repository,
    tag: tag.name,
    digest: tag.digest,
    mediaType: tag.mediaType,
    bytes: tag.size,
    platforms: tag.platforms,
    updatedAt: tag.updatedAt,
  }));
}

export async function usage(_input: object, { engine }: ActionContext<never>): Promise<UsageView> {
  const {
    repositories,
    tags: tagCount,
    manifests,
    blobs,
    blobBytes,
    manifestBytes,
  } = engine.registry.browse.usage();
  return { repositories, tags: tagCount, manifests, blobs, bytes: blobBytes + manifestBytes };
}

/** `name:tag` or `name@digest`; without either the whole repository. A port cannot occur: names here have no host. */
export function splitReference(reference: string): { repository: string; tag?: string; digest?: string } {
  const at = reference.indexOf('@');
  if (at !== -1)
    return { repository: reference.slice(0, at).split(':')[0] ?? '', digest: reference.slice(at + 1) };
  const colon = reference.lastIndexOf(':');
  if (colon > reference.lastIndexOf('/'))
    return { repository: reference.slice(0, colon), tag: reference.slice(colon + 1) };
  return { repository: reference };
}

export async function show(
  input: { reference: string },
  { engine }: ActionContext<never>,
): Promise<ImageView> {
  const { repository, tag, digest } = splitReference(input.reference);
  const found = await engine.registry.browse.show(repository, digest ?? tag ?? 'latest');
  const address = engine.addresses.registry ?? '127.0.0.1';
  const suffix = digest ? `@${digest}` : `:${tag ?? 'latest'}`;
  return {
    reference: `${repository}${suffix}`,
    repository,
    ...(digest ? {} : { tag: tag ?? 'latest' }),
    digest: found.digest,
    mediaType: found.mediaType,
    bytes: found.size,
    pull: `docker pull ${address}/${repository}${suffix}`,
    manifests: found.images.map((image) => ({
      digest: image.digest,
      mediaType: image.mediaType,
      platform: image.platform,
      bytes: image.size,
      config: {
        entrypoint: [...image.entrypoint],
        cmd: [...image.cmd],
        env: [...image.env],
        exposedPorts: [...image.exposedPorts],
        labels: { ...image.labels },
        ...(image.created ? { created: image.created } : {}),
        ...(image.workingDir ? { workingDir: image.workingDir } : {}),
        ...(image.user ? { user: image.user } : {}),
      },
      layers: image.layers.map((layer) => ({
        digest: layer.digest,
        mediaType: layer.mediaType,
        bytes: layer.size,
        ...(layer.createdBy ? { command: layer.createdBy } : {}),
      })),
    })),
  };
}

function targetOf(reference: string): RemovalTarget {
  const { repository, tag, digest } = splitReference(reference);
  if (digest !== undefined) return { kind: 'manifest', repository, digest };
  return tag === undefined ? { kind: 'repository', repository } : { kind: 'tag', repository, tag };
}

export async function rm(
  input: { reference: string; dryRun: boolean },
  { engine }: ActionContext<never>,
): Promise<RemovalView> {
  const target = targetOf(input.reference);
  const { browse } = engine.registry;
  const done = input.dryRun ? browse.previewRemoval(target) : await browse.remove(target);
  const names = [
    ...done.tags.map((tag) => `${done.repository}:${tag}`),
    ...done.manifests.map((digest) => `${done.repository}@${digest}`),
  ];
  return { removed: names, reclaimable: done.bytes, dryRun: input.dryRun };
}

/** How long a collection can be undone, unless it is told to give the bytes back at once. */
const UNDO_MS = 10 * 60 * 1000;

export async function gc(
  input: { dryRun: boolean; purge: boolean },
  { engine, signal, emit }: ActionContext<ProgressEvent>,
): Promise<GcView> {
  const plan = engine.registry.gc.plan({ undoMs: input.purge ? 0 : UNDO_MS });
  const items = plan.items.map(({ digest, reason, bytes, kind }) => ({ digest, reason, bytes, kind }));
  if (input.dryRun) return { dryRun: true, items, bytes: plan.bytes, spared: plan.protectedBlobs };
  const receipt = await engine.registry.gc.run(plan, {
    signal,
    onProgress: ({ done, total }) => emit({ type: 'progress', what: 'collect', done, total, unit: 'items' }),
  });
  return {
    dryRun: false,
    items,
    bytes: receipt.bytes,
    spared: plan.protectedBlobs,
    receipt: String(receipt.id),
    ...(receipt.undoUntil === undefined ? {} : { undoUntil: receipt.undoUntil }),
  };
}

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
