import type { StoreApi } from 'zustand/vanilla';
import { type ActivityModel, createActivityStore } from '../../client/index.ts';
import type { Client } from '../contract.ts';

/** Traffic of the registry, while it is on the screen. */
export interface Activity {
  readonly store: StoreApi<ActivityModel>;
  watch(on: boolean): void;
}

export function createActivity(client: Client): Activity {
  const { store, follow } = createActivityStore(client);
  let control: AbortController | undefined;
  return {
    store,
    watch(on) {
      if (on === (control !== undefined)) return;
      control?.abort();
      control = on ? new AbortController() : undefined;
      if (control) void follow(control.signal);
    },
  };
}
