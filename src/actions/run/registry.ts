import { fuzzy } from '../../core/fuzzy.ts';
import type {
  RemovalTarget,
  ImageView as StoredImage,
  LayerView as StoredLayer,
  TagOrder,
  TagPage,
} from '../../core/registry/index.ts';
import type { ActionContext } from '../action.ts';
import type {
  GcView,
  ImageView,
  LayerView,
  ProgressEvent,
  RemovalView,
  RepositoryView,
  TagView,
  UsageView,
} from '../views.ts';
import { reasonsOf } from './gc-reasons.ts';
import { pullCommands } from './pull-commands.ts';

export async function ls(
  { filter, sort }: { filter: string; sort: 'name' | 'newest' | 'size' },
  { engine }: ActionContext<never>,
): Promise<readonly RepositoryView[]> {
  const found = engine.registry.browse
    .repositories()
    .filter(({ name }) => filter === '' || fuzzy(filter, name))
    .map(({ name, tags, manifests, bytes, updatedAt }) => ({ name, tags, manifests, bytes, updatedAt }));
  if (sort === 'size') return found.sort((a, b) => b.bytes - a.bytes);
  if (sort === 'newest') return found.sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
  return found;
}

export async function tags(
  { repository, sort, ...page }: Omit<TagPage, 'sort'> & { repository: string; sort?: TagOrder | undefined },
  { engine }: ActionContext<never>,
): Promise<readonly TagView[]> {
  const list = await engine.registry.browse.tags(repository, { ...page, ...(sort && { sort }) });
  return list.map((tag) => ({
    repository,
    tag: tag.name,
    digest: tag.digest,
    mediaType: tag.mediaType,
    bytes: tag.size,
    platforms: tag.platforms,
    updatedAt: tag.updatedAt,
  }));
}

const DAY_MS = 24 * 60 * 60 * 1000;

export async function usage(
  { history, days }: { history: boolean; days: number },
  { engine }: ActionContext<never>,
): Promise<UsageView> {
  const {
    repositories,
    tags: tagCount,
    manifests,
    blobs,
    blobBytes,
    manifestBytes,
    trashBytes,
  } = engine.registry.browse.usage();
  const from = new Date(engine.clock().getTime() - days * DAY_MS);
  return {
    repositories,
    tags: tagCount,
    manifests,
    blobs,
    bytes: blobBytes + manifestBytes,
    trashBytes,
    ...(history && { history: engine.registry.usageHistory.points(from) }),
  };
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
  const suffix = digest ? `@${digest}` : `:${tag ?? 'latest'}`;
  const commands = pullCommands(engine.addresses.registry ?? '127.0.0.1', repository, suffix, found);
  const { artifactType, subject, chart } = found;
  return {
    reference: `${repository}${suffix}`,
    repository,
    ...(digest ? {} : { tag: tag ?? 'latest' }),
    tags: found.tags,
    digest: found.digest,
    mediaType: found.mediaType,
    ...(artifactType === undefined ? {} : { artifactType }),
    bytes: found.size,
    uniqueBytes: found.uniqueBytes,
    pull: commands[0]?.line ?? '',
    commands,
    annotations: found.annotations,
    ...(chart && { chart }),
    ...(subject === undefined ? {} : { subject }),
    referrers: found.referrers,
    missing: found.missing,
    manifests: [
      ...found.images.map(platformView),
      ...(found.files.length === 0
        ? []
        : [
            {
              digest: found.digest,
              mediaType: found.mediaType,
              bytes: found.size,
              layers: found.files.map(layerView),
              history: [],
            },
          ]),
    ],
  };
}

const layerView = (layer: StoredLayer): LayerView => ({
  digest: layer.digest,
  mediaType: layer.mediaType,
  bytes: layer.size,
  stored: layer.stored,
  sharedBy: layer.sharedBy,
  ...(layer.createdBy ? { command: layer.createdBy } : {}),
  ...(layer.title === undefined ? {} : { title: layer.title }),
});

const platformView = (image: StoredImage): ImageView['manifests'][number] => ({
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
  layers: image.layers.map(layerView),
  history: image.history,
});

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
  const { kept, keptBytes, holders, bytes } = done;
  return { removed: names, reclaimable: bytes, dryRun: input.dryRun, kept, keptBytes, holders };
}

/** How long a collection can be undone, unless it is told to give the bytes back at once. */
const UNDO_MS = 10 * 60 * 1000;

export async function gc(
  input: { dryRun: boolean; purge: boolean },
  { engine, signal, emit }: ActionContext<ProgressEvent>,
): Promise<GcView> {
  const plan = await engine.registry.gc.prepare({ undoMs: input.purge ? 0 : UNDO_MS }, { signal });
  const items = plan.items.map(({ digest, reason, bytes, kind }) => ({ digest, reason, bytes, kind }));
  const reasons = reasonsOf(items);
  if (input.dryRun) return { dryRun: true, items, reasons, bytes: plan.bytes, spared: plan.protectedBlobs };
  const receipt = await engine.registry.gc.run(plan, {
    signal,
    onProgress: ({ done, total }) => emit({ type: 'progress', what: 'collect', done, total, unit: 'items' }),
  });
  return {
    dryRun: false,
    items,
    reasons,
    bytes: receipt.bytes,
    spared: plan.protectedBlobs,
    receipt: String(receipt.id),
    ...(receipt.undoUntil === undefined ? {} : { undoUntil: receipt.undoUntil }),
  };
}
