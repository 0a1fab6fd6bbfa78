import type { ActionView, Screen } from '../contract.ts';

/** What a screen offers by key: its actions that are not asked by the screen itself. */
export const keyedActions = (catalogue: readonly ActionView[], screen: Screen): readonly ActionView[] =>
  catalogue.filter((view) => view.face.screen === screen && view.face.ambient !== true);

export const actionForKey = (
  catalogue: readonly ActionView[],
  screen: Screen,
  key: string,
): ActionView | undefined => keyedActions(catalogue, screen).find((view) => view.face.key === key);
