import { useEffect } from 'react';
import { useStore } from 'zustand';
import { type ActivityModel, createActivityStore } from '../../client/index.ts';
import { client } from './engine.ts';
import { useFollowing } from './visibility.ts';

const activity = createActivityStore(client);

/** Traffic of the registry, followed while the component is there and the page is seen. */
export function useActivity(): ActivityModel {
  const following = useFollowing();
  useEffect(() => {
    if (!following) return;
    const stop = new AbortController();
    void activity.follow(stop.signal);
    return () => stop.abort();
  }, [following]);
  return useStore(activity.store);
}
