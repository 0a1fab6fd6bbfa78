import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { DrydockError } from '../errors/index.ts';
import { AccessService } from './access/index.ts';
import { ActivityFeed } from './activity/index.ts';
import { backupRegistry } from './backup.ts';
import { BlobCache } from './blob-cache.ts';
import { BlobService } from './blobs.ts';
import { RegistryBrowser } from './browse/browser.ts';
import { TreeSize } from './browse/tree-size.ts';
import { checkRegistry } from './check.ts';
import type { Context } from './context.ts';
import { DamageLog } from './damage.ts';
import { storeFailure } from './failure.ts';
import { BlobFiles } from './files/blob-files.ts';
import type { Disk } from './files/disk.ts';
import { Collector } from './gc/collector.ts';
import { defaultPolicy } from './gc/plan.ts';
import { Reserve } from './gc/reserve.ts';
import type { HostAlias } from './host-aliases.ts';
import { defaultLimits, type RegistryLimits } from './limits.ts';
import { ManifestService } from './manifests.ts';
import { Pins } from './pins.ts';
import { recoverUploads, removeOrphans } from './recovery.ts';
import type { Registry, RegistryEvent } from './registry.ts';
import { localRepository, resolveImage } from './resolve-image.ts';
import { restoreRegistry } from './restore.ts';
import type { BlobStore } from './stores/blob-store.ts';
import { sqliteMetadata } from './stores/sqlite-metadata.ts';
import { RegistryState } from './tables/state.ts';
import { TagService } from './tags.ts';
import { Tidy } from './tidy.ts';
import { Traffic } from './traffic.ts';
import { UploadService } from './uploads.ts';
import { UsageHistory } from './usage-history.ts';
import { completeDigest, Why } from './why.ts';

export interface RegistryOptions {
  /** Open, migrated (0100-*.sql), WAL and synchronous=FULL; stays the caller's. */
  readonly db: Database;
  /** Holds `blobs/`, `uploads/` and `quarantine/`; created where it is missing. */
  readonly dir: string;
  /** Where content lies; default: files below `dir`. */
  readonly blobStore?: BlobStore;
  /** The calls on those files; default Node's. */
  readonly disk?: Disk;
  readonly clock: () => Date;
  /** Source of upload ids; default 160 random bits. */
  readonly randomId?: () => string;
  readonly limits?: Partial<RegistryLimits>;
  /** Asked at each lookup, so that they can change. */
  readonly hostAliases?: () => readonly HostAlias[];
  /**
   * Refuse manifests whose blobs were not pushed. Default false: sparse images are allowed (the conformance suite pushes
   * them), and what is missing is shown as such.
   */
  readonly requireBlobs?: boolean;
  /** Bytes of `dir` that are kept for collections on a full disk (file `reserve`); default none. */
  readonly reserveBytes?: number;
  /** Hears of trouble in the tidying after a crash, which nobody waits for. */
  readonly log?: (error: unknown) => void;
}

/**
 * Opens the registry. What an unclean stop left is mended: uploads go on where their file ends at once, leftovers are
 * removed in the background (`recovered`). Errors of the file system come as REGISTRY_DISK_* and REGISTRY_STORE_FAILED.
 */
export function createRegistry(options: RegistryOptions): Registry {
  try {
    return open(options);
  } catch (error) {
    throw storeFailure(error);
  }
}

function open(options: RegistryOptions): Registry {
  const listeners = new Set<(event: RegistryEvent) => void>();
  const { db, dir, clock } = options;
  const access = new AccessService({ db, dir, now: () => clock().getTime() });
  const context = createContext(options, access, (event) => {
    for (const listener of listeners) listener(event);
  });
  const uploads = new UploadService(context);
  const damage = new DamageLog(context, (error) => options.log?.(error));
  const blobs = new BlobService(context, damage);
  const manifests = new ManifestService(context);
  const sizes = new TreeSize(context.db);
  const state = new RegistryState(context.db);
  const gc = new Collector({
    context,
    uploads,
    manifests,
    reserve: new Reserve(join(dir, 'reserve'), options.reserveBytes ?? 0),
    log: options.log,
  });
  const browse = new RegistryBrowser(context, { blobs, manifests, uploads });
  const usageHistory = new UsageHistory({
    db: context.db,
    writer: context.writer,
    now: context.now,
    usage: () => browse.usage(),
    log: (error) => options.log?.(error),
  });
  listeners.add((event) => {
    if (event.type !== 'manifest-pulled') usageHistory.note();
  });
  const wasClean = state.markOpen();
  const recovered = recover(context, uploads, gc, wasClean).catch((error: unknown) => {
    options.log?.(error);
  });
  return {
    blobs,
    uploads,
    manifests,
    tags: new TagService(context),
    browse,
    activity: new ActivityFeed(options.clock),
    usageHistory,
    gc,
    access,
    catalog: (limit, after) => context.repositories.page(Math.min(limit, context.limits.page), after),
    why: (text) => {
      const digest = completeDigest(context, text);
      if (!digest) throw new DrydockError('REGISTRY_DIGEST_INVALID', { digest: text });
      return new Why(context).ask(digest, defaultPolicy);
    },
    backup: (to, given) => recovered.then(() => gc.whileKept(() => backupRegistry(context, to, given))),
    restore: (from, given) =>
      recovered.then(() => restoreRegistry({ blobs, uploads, manifests }, from, given)),
    check: (given) => checkRegistry(context, damage, given),
    damage: () => damage.list(),
    localRepository: (question) =>
      localRepository({ context, blobs, manifests }, question, options.hostAliases?.()),
    resolveImage: (reference) =>
      resolveImage({ context, blobs, manifests, sizes }, reference, options.hostAliases?.()),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    recovered,
    close: async () => {
      await recovered;
      await damage.idle();
      await gc.close();
      await usageHistory.close();
      await context.writer.idle();
      // What could not be removed is looked for at the next start, as after a crash.
      if (await context.tidy.retry()) state.markClosed();
    },
  };
}

function createContext(
  options: RegistryOptions,
  access: AccessService,
  emit: (event: RegistryEvent) => void,
): Context {
  const { db, dir, clock } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const inTrash = db.prepare<[string], 1>('SELECT 1 FROM registry_trash WHERE digest = ?').pluck();
  return {
    ...sqliteMetadata(db),
    db,
    limits,
    requireBlobs: options.requireBlobs ?? false,
    emit,
    access,
    files: options.blobStore ?? new BlobFiles(dir, options.disk),
    tidy: new Tidy(),
    cache: new BlobCache(limits.cacheBytes),
    pins: new Pins(),
    traffic: new Traffic(),
    isTrash: (digest) => inTrash.get(digest) !== undefined,
    now: () => clock().getTime(),
    randomId: options.randomId ?? (() => randomBytes(20).toString('hex')),
  };
}

async function recover(
  context: Context,
  uploads: UploadService,
  gc: Collector,
  wasClean: boolean,
): Promise<void> {
  await recoverUploads(context, uploads);
  await gc.recover();
  if (!wasClean) await removeOrphans(context);
}
