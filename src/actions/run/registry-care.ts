import { exportImage } from '../../core/registry/index.ts';
import type { ActionContext } from '../action.ts';
import type { BackupView, ExportView, FsckView, ProgressEvent, UndoView, WhyView } from '../views.ts';
import { splitReference } from './registry.ts';

/** Milliseconds between two lines of progress. */
const EVERY = 100;

/** Passes on the first of every tenth of a second: a registry of small blobs would drown the face otherwise. */
function seldom(clock: () => Date, emit: (event: ProgressEvent) => void): (event: ProgressEvent) => void {
  let next = 0;
  return (event) => {
    const now = clock().getTime();
    if (now < next && event.done !== event.total) return;
    next = now + EVERY;
    emit(event);
  };
}

export async function undo(input: { receipt: string }, { engine }: ActionContext<never>): Promise<UndoView> {
  const undone = await engine.registry.gc.undo(Number(input.receipt));
  return { ...undone, receipt: input.receipt };
}

export async function fsck(
  input: { repair: boolean },
  { engine, signal, emit }: ActionContext<ProgressEvent>,
): Promise<FsckView> {
  const report = seldom(engine.clock, emit);
  return engine.registry.check({
    repair: input.repair,
    signal,
    onProgress: ({ done, total }) => report({ type: 'progress', what: 'fsck', done, total, unit: 'items' }),
  });
}

export async function backup(
  input: { dir: string },
  { engine, signal, emit }: ActionContext<ProgressEvent>,
): Promise<BackupView> {
  const report = seldom(engine.clock, emit);
  return engine.registry.backup(input.dir, {
    signal,
    onProgress: ({ done, total }) => report({ type: 'progress', what: 'backup', done, total, unit: 'items' }),
  });
}

export async function why(input: { digest: string }, { engine }: ActionContext<never>): Promise<WhyView> {
  return engine.registry.why(input.digest);
}

export async function exportTo(
  input: {
    reference: string;
    file: string;
    format: 'oci' | 'docker';
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
    missing: done.missing,
  };
}
