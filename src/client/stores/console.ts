import { createStore, type StoreApi } from 'zustand/vanilla';
import type {
  ActionView,
  InstanceView,
  LicenseView,
  ProjectView,
  RehearsalView,
  RepositoryView,
  StatusView,
  UsageView,
} from '../../actions/index.ts';
import type { Change } from '../../core/engine/index.ts';
import type { Client } from '../client.ts';

/** What a console shows in its lists. `undefined` means not read yet: faces show a skeleton. */
export interface ConsoleState {
  readonly connection: 'connecting' | 'open' | 'lost';
  readonly actions: readonly ActionView[] | undefined;
  readonly status: StatusView | undefined;
  readonly projects: readonly ProjectView[] | undefined;
  readonly rehearsals: readonly RehearsalView[] | undefined;
  readonly instances: readonly InstanceView[] | undefined;
  readonly licenses: readonly LicenseView[] | undefined;
  readonly repositories: readonly RepositoryView[] | undefined;
  readonly usage: UsageView | undefined;
}

export interface ConsoleStore {
  readonly store: StoreApi<ConsoleState>;
  /** Reads everything once, then again whatever the engine says has changed, until the signal aborts. Reconnects by itself. */
  follow(signal: AbortSignal): Promise<void>;
}

const RETRY_MS = 1000;

type Topic = Change['topic'];

/** The lists behind every console, kept in step with the engine. Shared by the page and the terminal console. */
export function createConsoleStore(client: Client): ConsoleStore {
  const store = createStore<ConsoleState>(() => ({
    connection: 'connecting',
    actions: undefined,
    status: undefined,
    projects: undefined,
    rehearsals: undefined,
    instances: undefined,
    licenses: undefined,
    repositories: undefined,
    usage: undefined,
  }));
  const readers: Record<Topic, () => Promise<Partial<ConsoleState>>> = {
    engine: async () => ({ status: await client.call('engine.status', {}) }),
    projects: async () => ({ projects: await client.call('project.list', {}) }),
    rehearsals: async () => ({ rehearsals: await client.call('rehearsal.list', {}) }),
    instances: async () => ({ instances: await client.call('instance.list', {}) }),
    licenses: async () => ({ licenses: await client.call('license.list', {}) }),
    registry: async () => ({
      repositories: await client.call('registry.ls', {}),
      usage: await client.call('registry.usage', {}),
    }),
  };
  const reading = new Map<Topic, Promise<void>>();
  const again = new Set<Topic>();

  /** One read of a topic at a time; changes that come meanwhile cause exactly one more. */
  function refresh(topic: Topic): void {
    if (reading.has(topic)) {
      again.add(topic);
      return;
    }
    const work = readers[topic]()
      .then((part) => store.setState(part))
      .catch(() => undefined)
      .finally(() => {
        reading.delete(topic);
        if (again.delete(topic)) refresh(topic);
      });
    reading.set(topic, work);
  }

  async function session(signal: AbortSignal): Promise<void> {
    store.setState({ actions: await client.catalogue() });
    for (const topic of Object.keys(readers) as Topic[]) refresh(topic);
    store.setState({ connection: 'open' });
    await client.call('engine.watch', {}, { signal, onEvent: (change) => refresh(change.topic) });
  }

  return {
    store,
    async follow(signal) {
      while (!signal.aborted) {
        await session(signal).catch(() => undefined);
        if (signal.aborted) return;
        store.setState({ connection: 'lost' });
        await pause(RETRY_MS, signal);
      }
    },
  };
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const wake = (): void => {
      clearTimeout(timer);
      resolve();
    };
    signal.addEventListener('abort', wake, { once: true });
  });
