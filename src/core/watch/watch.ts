import { FileCache, findPackage, readPackage } from '../package/index.ts';
import { type Conditions, type SessionDeps, WatchSession } from './session.ts';
import { Signs } from './signs.ts';
import { TreeWatcher } from './tree-watcher.ts';
import type { Verdict } from './verdict.ts';

/** What watching says as it goes. */
export type WatchEvent =
  | { readonly type: 'watching'; readonly root: string; readonly files: number; readonly folders: number }
  | { readonly type: 'changed'; readonly paths: readonly string[] }
  | { readonly type: 'verdict'; readonly verdict: Verdict };

export interface WatchDeps extends SessionDeps {
  /** Real milliseconds, for how long a verdict took and when it is quiet. */
  readonly now: () => number;
  /** Calls back when something outside of the package changed that verdicts rest on; answers how to stop that. */
  readonly also?: (wake: () => void) => () => void;
}

export interface WatchOptions {
  readonly dir: string;
  readonly conditions: Conditions;
  /** Folders besides the package whose changes matter: those of a scenario file. */
  readonly besides?: readonly string[];
}

/** Editors write a file in several steps within a few milliseconds. */
const QUIET = 12;
const LONGEST = 100;
const MOST_TOLD = 100;

/**
 * Watches a package and gives a verdict on each state of it: the first at once, then one after every change, evaluating
 * only what changed. Ends when the signal aborts; whoever stops reading stops it, too. Stores nothing. Errors: those of
 * finding the package, WATCH_LIMIT. A package that breaks while it is watched is a verdict, not an error.
 */
export async function* watchPackage(
  options: WatchOptions,
  deps: WatchDeps,
): AsyncGenerator<WatchEvent, void, void> {
  const { dir, conditions, besides = [] } = options;
  const { signal, now } = deps;
  const root = await findPackage(dir);
  const signs = new Signs(now, QUIET, LONGEST);
  const cache = new FileCache();
  const session = new WatchSession(deps, conditions);
  const trees = [
    new TreeWatcher(root, (path) => {
      if (path !== '') cache.doubt(path);
      signs.add(path);
    }),
    ...besides.map((folder) => new TreeWatcher(folder, () => signs.add('.'))),
  ];
  const stopAlso = deps.also?.(() => signs.add('.'));
  const judge = async (since: number, isForced: boolean): Promise<Verdict | undefined> => {
    for (const tree of trees) await tree.sync();
    try {
      const source = await readPackage(root, { signal, cache });
      if (!isForced && session.changedIn(source.files).length === 0) return undefined;
      return await session.judge(source, since, now);
    } catch (error) {
      signal.throwIfAborted();
      return session.unreadable(error, since, now);
    }
  };
  try {
    const first = await judge(now(), true);
    const folders = trees.reduce((sum, tree) => sum + tree.folders, 0);
    yield { type: 'watching', root, files: session.files, folders };
    if (first) yield { type: 'verdict', verdict: first };
    let last = first;
    for (;;) {
      const batch = await signs.next(signal);
      if (!batch) return;
      const isForced = batch.paths.has('.') || last?.status === 'unreadable';
      const verdict = await judge(batch.since, isForced);
      if (!verdict || (verdict.changed.length === 0 && isSame(verdict, last))) continue;
      last = verdict;
      if (verdict.changed.length > 0) yield { type: 'changed', paths: verdict.changed.slice(0, MOST_TOLD) };
      yield { type: 'verdict', verdict };
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    stopAlso?.();
    for (const tree of trees) tree.close();
  }
}

/** True when a verdict that no file asked for says what the last one said. */
const isSame = (now: Verdict, before: Verdict | undefined): boolean =>
  before !== undefined && said(now) === said(before);

const said = ({ status, error, failures, findings, counts }: Verdict): string =>
  JSON.stringify([status, error?.code ?? '', error?.message ?? '', failures, findings, counts]);
