import { restoreHome } from '../../core/registry/index.ts';
import type { ActionContext } from '../action.ts';
import type { BackupView, FsckView, ProgressEvent, RestoreView, UndoView, WhyView } from '../views.ts';
import { seldom } from './seldom.ts';

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

export async function restore(
  input: { dir: string; into?: string | undefined; replace: boolean },
  { engine, signal, emit }: ActionContext<ProgressEvent>,
): Promise<RestoreView> {
  const report = seldom(engine.clock, emit);
  const options = {
    signal,
    onProgress: ({ step, done, total }: { step: string; done: number; total: number }) =>
      report({ type: 'progress', what: `restore ${step}`, done, total, unit: 'items' }),
  };
  if (input.into !== undefined)
    return { ...(await restoreHome(input.dir, input.into, options)), into: input.into };
  return engine.registry.restore(input.dir, { ...options, replace: input.replace });
}

export async function why(input: { digest: string }, { engine }: ActionContext<never>): Promise<WhyView> {
  return engine.registry.why(input.digest);
}
