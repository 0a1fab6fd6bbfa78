import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ActionId, ActionInput, ActionResult, Client, JsonObject } from '../contract.ts';

/** What the engine answered to one question. An old answer stays while it is asked again. */
export interface Answer {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly loading: boolean;
  readonly stale: boolean;
}

/** A question that a screen asks by itself: the calls behind ambient actions and details. */
export interface Ask {
  readonly id: ActionId;
  readonly input: JsonObject;
}

export type AnswersState = ReadonlyMap<string, Answer>;

export interface Answers {
  readonly store: StoreApi<AnswersState>;
  /** Asks what has not been asked yet or has become old. Questions that nobody asks any more are cancelled. */
  ensure(asks: readonly Ask[]): void;
  /** Marks answers as old, all or those of some actions; they are asked again when they are wanted. */
  expire(ids?: readonly string[]): void;
  close(): void;
}

const keyOf = ({ id, input }: Ask): string => `${id} ${JSON.stringify(input)}`;

/** Answers that are kept; the oldest go first. */
const KEPT = 60;

export function answerOf<Id extends ActionId>(
  state: AnswersState,
  id: Id,
  input: ActionInput<Id>,
): { data: ActionResult<Id> | undefined; error: unknown; loading: boolean } {
  const found = state.get(keyOf({ id, input: input as JsonObject }));
  return {
    data: found?.data as ActionResult<Id> | undefined,
    error: found?.error,
    loading: found?.loading ?? true,
  };
}

export function createAnswers(client: Client): Answers {
  const store = createStore<AnswersState>(() => new Map());
  const running = new Map<string, AbortController>();

  const put = (key: string, answer: Answer): void => {
    const next = new Map(store.getState());
    next.delete(key);
    next.set(key, answer);
    for (const old of next.keys()) {
      if (next.size <= KEPT) break;
      next.delete(old);
    }
    store.setState(next, true);
  };

  function ask(key: string, { id, input }: Ask): void {
    const control = new AbortController();
    running.set(key, control);
    const before = store.getState().get(key);
    put(key, { data: before?.data, error: before?.error, loading: true, stale: false });
    const done = (answer: Pick<Answer, 'data' | 'error'>): void => {
      if (running.get(key) === control) running.delete(key);
      const now = store.getState().get(key);
      if (!control.signal.aborted) put(key, { ...answer, loading: false, stale: now?.stale ?? false });
    };
    client.call(id, input as ActionInput<ActionId>, { signal: control.signal }).then(
      (data) => done({ data }),
      (error: unknown) => done({ error }),
    );
  }

  return {
    store,
    ensure(asks) {
      const wanted = new Map(asks.map((each) => [keyOf(each), each]));
      for (const [key, control] of running) {
        if (wanted.has(key)) continue;
        running.delete(key);
        control.abort();
        const next = new Map(store.getState());
        next.delete(key);
        store.setState(next, true);
      }
      for (const [key, each] of wanted) {
        const known = store.getState().get(key);
        if (!running.has(key) && (known === undefined || known.stale)) ask(key, each);
      }
    },
    expire(ids) {
      const next = new Map<string, Answer>();
      for (const [key, answer] of store.getState()) {
        const hit = ids === undefined || ids.some((id) => key.startsWith(`${id} `));
        next.set(key, hit ? { ...answer, stale: true } : answer);
      }
      store.setState(next, true);
    },
    close() {
      for (const control of running.values()) control.abort();
    },
  };
}
