import { useEffect } from 'react';
import { screenOf } from '../screens/index.ts';
import type { App, Scene } from '../state/app.ts';

/** Asks what the screen in front needs to know, and follows the rehearsal it shows. */
export function useQuestions(app: App, scene: Scene): void {
  useEffect(() => {
    const module = screenOf(scene.ui.screen);
    app.answers.ensure(module.asks(scene));
    if (module.follows) app.watch.follow(module.follows(scene));
    app.activity.watch(module.watches?.(scene) ?? false);
  }, [app, scene]);
}
