import { useCallback, useEffect, useState } from 'react';
import type { ActionId, ActionInput, ActionResult } from '../contract.ts';
import { client } from './engine.ts';

export interface Answer<T> {
  /** The last answer to this very question; undefined while it was never answered. */
  readonly data: T | undefined;
  readonly error: unknown;
  readonly loading: boolean;
  readonly ask: () => void;
}

const MEMORY = 200;
const remembered = new Map<string, unknown>();

function remember(key: string, data: unknown): void {
  remembered.delete(key);
  remembered.set(key, data);
  const [oldest] = remembered.keys();
  if (remembered.size > MEMORY && oldest !== undefined) remembered.delete(oldest);
}

/**
 * Asks an action and keeps its answer. Asks again when the input or `version` changes; an earlier answer to the same
 * question is shown at once, so that coming back to a place shows no skeleton. No input, no question.
 */
export function useAnswer<Id extends ActionId>(
  id: Id,
  input: ActionInput<Id> | undefined,
  version: unknown = 0,
): Answer<ActionResult<Id>> {
  const key = input === undefined ? undefined : `${id} ${JSON.stringify(input)}`;
  const [state, setState] = useState<{ key?: string; error?: unknown; loading: boolean }>({ loading: true });
  const [turn, setTurn] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: key stands for input; version and turn only cause a new question
  useEffect(() => {
    if (key === undefined || input === undefined) return;
    const cancel = new AbortController();
    setState({ key, loading: true });
    client.call(id, input, { signal: cancel.signal }).then(
      (result) => {
        remember(key, result);
        if (!cancel.signal.aborted) setState({ key, loading: false });
      },
      (error: unknown) => {
        if (!cancel.signal.aborted) setState({ key, error, loading: false });
      },
    );
    return () => cancel.abort();
  }, [key, version, turn]);

  const ask = useCallback(() => setTurn((before) => before + 1), []);
  const fresh = state.key === key;
  return {
    data: key === undefined ? undefined : (remembered.get(key) as ActionResult<Id> | undefined),
    error: fresh ? state.error : undefined,
    loading: key !== undefined && (!fresh || state.loading),
    ask,
  };
}
