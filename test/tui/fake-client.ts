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
        return (await state.call(id, structuredClone(input) as never, emit, signal)) as never;
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
