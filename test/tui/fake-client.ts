import { actionCatalogue } from '../../src/actions/index.ts';
import { type Client, ClientError } from '../../src/client/index.ts';
import type { ErrorReport } from '../../src/core/errors/index.ts';
import { FakeState } from '../renderer/fake/state.ts';

export interface FakeClient {
  readonly client: Client;
  readonly state: FakeState;
}

/** A client on the engine of paper, without HTTP. Answers arrive a turn later, as they do over a socket. */
export function fakeClient(state = new FakeState()): FakeClient {
  const client: Client = {
    async call(id, input, options = {}) {
      state.calls.push({ id, input });
      const signal = options.signal ?? new AbortController().signal;
      await Promise.resolve();
      try {
        const emit = (event: unknown): void => options.onEvent?.(event as never);
        const answer = state.call(id, structuredClone(input) as never, emit, signal);
        return (await Promise.race([answer, aborted(signal)])) as never;
      } catch (error) {
        throw typeof error === 'object' && error !== null && 'code' in error && 'message' in error
          ? new ClientError(error as ErrorReport)
          : error;
      }
    },
    catalogue: async () => actionCatalogue(),
  };
  return { client, state };
}

/** As over a socket: a call that was given up is over at once, whatever the engine does. */
const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    const give = (): void => reject(new DOMException('given up', 'AbortError'));
    if (signal.aborted) give();
    signal.addEventListener('abort', give, { once: true });
  });
