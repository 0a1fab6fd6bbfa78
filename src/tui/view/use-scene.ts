import { useSyncExternalStore } from 'react';
import { type App, type Scene, sceneOf } from '../state/app.ts';

const scenes = new WeakMap<App, Scene>();

/** The same scene as long as no store has changed. */
function snapshot(app: App): Scene {
  const next = sceneOf(app);
  const before = scenes.get(app);
  if (before && (Object.keys(next) as (keyof Scene)[]).every((key) => before[key] === next[key]))
    return before;
  scenes.set(app, next);
  return next;
}

/** All stores as one picture; draws again when one of them changes. */
export function useScene(app: App): Scene {
  return useSyncExternalStore(
    (changed) => {
      const ends = [
        app.ui.subscribe(changed),
        app.console.store.subscribe(changed),
        app.answers.store.subscribe(changed),
        app.forms.subscribe(changed),
        app.watch.store.subscribe(changed),
        app.activity.store.subscribe(changed),
        app.jobs.subscribe(changed),
        app.heat.store.subscribe(changed),
      ];
      return () => {
        for (const end of ends) end();
      };
    },
    () => snapshot(app),
  );
}
