import { DrydockError } from '../../core/errors/index.ts';
import { fuzzy } from '../../core/fuzzy.ts';
import type {
  GcPlan,
  GcPolicy,
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
import { largest, reasonsOf } from './gc-reasons.ts';
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

/** The tag that a repository without one stands for: `latest`, else the newest. */
export async function defaultTag({ registry }: Engine, repository: string): Promise<string> {
  if (registry.manifests.get(repository, 'latest')) return 'latest';
  const [newest] = await registry.browse.tags(repository, { sort: 'newest', limit: 1 });
  return newest?.name ?? 'latest';
}

export async function show(
  input: { reference: string },
  { engine }: ActionContext<never>,
): Promise<ImageView> {
  const { repository, tag: given, digest } = splitReference(input.reference);
  const tag = given ?? (digest ? undefined : await defaultTag(engine, repository));
  const found = await engine.registry.browse.show(repository, digest ?? tag ?? 'latest');
  const suffix = digest ? `@${digest}` : `:${tag}`;
  const commands = pullCommands(engine.addresses.registry ?? '127.0.0.1', repository, suffix, found);
  const { artifactType, subject, chart } = found;
  return {
    reference: `${repository}${suffix}`,
    repository,
    ...(tag === undefined ? {} : { tag }),
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
  input: { reference: string; dryRun: boolean; preview?: string | undefined },
  { engine }: ActionContext<never>,
): Promise<RemovalView> {
  const target = targetOf(input.reference);
  const { browse } = engine.registry;
  const done = input.dryRun ? browse.previewRemoval(target) : await browse.remove(target, input.preview);
  const names = [
    // A repository that goes whole is named first: of an empty one it is all that goes.
    ...(target.kind === 'repository' ? [done.repository] : []),
    ...done.tags.map((tag) => `${done.repository}:${tag}`),
    ...done.manifests.map((digest) => `${done.repository}@${digest}`),
  ];
  const { id: preview, kept, keptBytes, holders, bytes } = done;
  return {
    preview,
    removed: names,
    reclaimable: bytes,
    dryRun: input.dryRun,
    kept,
    keptBytes,
    holders,
  };
}

/** How long a collection can be undone, unless it is told to give the bytes back at once. */
const UNDO_MS = 10 * 60 * 1000;

type Engine = ActionContext<never>['engine'];

interface GcInput {
  readonly dryRun: boolean;
  readonly purge: boolean;
  readonly limit: number;
  readonly preview?: string | undefined;
  readonly keepUntagged: boolean;
  readonly keepReferrers: boolean;
  /** Minutes. */
  readonly grace?: number | undefined;
  /** Hours. */
  readonly uploadExpiry?: number | undefined;
}

const MINUTE = 60_000;

/** What a collection may take, as it was asked for. */
const policyOf = ({
  purge,
  keepUntagged,
  keepReferrers,
  grace,
  uploadExpiry,
}: GcInput): Partial<GcPolicy> => ({
  undoMs: purge ? 0 : UNDO_MS,
  untaggedManifests: keepUntagged ? 'keep' : 'collect',
  danglingReferrers: keepReferrers ? 'keep' : 'collect',
  ...(grace === undefined ? {} : { graceMs: Math.round(grace * MINUTE) }),
  ...(uploadExpiry === undefined ? {} : { uploadExpiryMs: Math.round(uploadExpiry * 60 * MINUTE) }),
});

export async function gc(
  input: GcInput,
  { engine, signal, emit }: ActionContext<ProgressEvent>,
): Promise<GcView> {
  const plan = await planOf(input, engine, signal);
  const told = {
    preview: plan.id,
    count: plan.items.length,
    items: largest(plan.items, input.limit),
    reasons: reasonsOf(plan.items),
    bytes: plan.bytes,
    spared: plan.protectedBlobs,
  };
  if (input.dryRun) return { ...told, dryRun: true };
  const receipt = await engine.registry.gc.run(plan, {
    signal,
    onProgress: ({ done, total }) => emit({ type: 'progress', what: 'collect', done, total, unit: 'items' }),
  });
  return {
    ...told,
    dryRun: false,
    bytes: receipt.bytes,
    skipped: receipt.skipped,
    receipt: String(receipt.id),
    ...(receipt.undoUntil === undefined ? {} : { undoUntil: receipt.undoUntil }),
  };
}

/** The plan that was shown, itself or made again as it was; without a preview a new one. */
async function planOf(input: GcInput, { registry: { gc } }: Engine, signal: AbortSignal): Promise<GcPlan> {
  const { preview } = input;
  const policy = policyOf(input);
  const shown = preview === undefined ? undefined : gc.prepared(preview);
  if (shown) return { ...shown, policy: { ...shown.policy, ...policy } };
  const plan = await gc.prepare(policy, { signal });
  if (preview !== undefined && plan.id !== preview)
    throw new DrydockError('REGISTRY_PREVIEW_STALE', { preview });
  return plan;
}
