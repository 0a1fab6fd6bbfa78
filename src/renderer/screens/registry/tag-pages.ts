import { useCallback, useEffect, useState } from 'react';
import type { TagView } from '../../contract.ts';
import { client } from '../../state/engine.ts';

export interface TagQuery {
  readonly repository: string;
  readonly filter: string;
  readonly sort: 'match' | 'name' | 'newest' | 'size';
  readonly reverse: boolean;
}

interface Pages {
  /** Undefined until the first page is here. */
  readonly tags: readonly TagView[] | undefined;
  /** True when the engine has more. */
  readonly more: boolean;
  readonly error: unknown;
  /** Reads the next page. */
  readonly next: () => void;
  readonly again: () => void;
}

const PAGE = 500;
/** A search waits for the typing to pause this long. */
const TYPING_MS = 120;

interface State {
  readonly key: string;
  readonly tags: readonly TagView[];
  readonly more: boolean;
  readonly error?: unknown;
}

/** Tags of a repository page by page. While a new search is under way the last answer stays in sight. */
export function useTagPages({ repository, filter, sort, reverse }: TagQuery, version: unknown): Pages {
  const key = JSON.stringify([repository, filter.trim(), sort, reverse]);
  const [state, setState] = useState<State>();
  const [wanted, setWanted] = useState({ key, pages: 1 });
  const [turn, setTurn] = useState(0);
  const pages = wanted.key === key ? wanted.pages : 1;

  // biome-ignore lint/correctness/useExhaustiveDependencies: version and turn only cause a new question
  useEffect(() => {
    const stop = new AbortController();
    const read = (): void => {
      const [, words] = JSON.parse(key) as [string, string];
      const page = client.call(
        'registry.tags',
        {
          repository,
          ...(words === '' ? {} : { filter: words }),
          ...(sort === 'match' ? {} : { sort }),
          ...(reverse ? { reverse } : {}),
          limit: pages * PAGE,
        },
        { signal: stop.signal },
      );
      page.then(
        (tags) => setState({ key, tags, more: tags.length === pages * PAGE }),
        (error: unknown) => {
          if (!stop.signal.aborted) setState({ key, tags: [], more: false, error });
        },
      );
    };
    const timer = setTimeout(read, pages === 1 ? TYPING_MS : 0);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [key, pages, version, turn]);

  const next = useCallback(
    () => setWanted((before) => ({ key, pages: (before.key === key ? before.pages : 1) + 1 })),
    [key],
  );
  const again = useCallback(() => setTurn((before) => before + 1), []);
  const isCurrent = state?.key === key;
  return {
    tags: state?.tags,
    more: isCurrent && (state?.more ?? false) && state.tags.length === pages * PAGE,
    error: isCurrent ? state?.error : undefined,
    next,
    again,
  };
}
