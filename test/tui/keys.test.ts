import { describe, expect, it } from 'vitest';
import { actionCatalogue, actions, SCREENS } from '../../src/actions/index.ts';
import { keyedActions } from '../../src/tui/actions/keymap.ts';
import { SCREENS as shown } from '../../src/tui/contract.ts';
import { navigation } from '../../src/tui/input/navigation.ts';
import { screens } from '../../src/tui/screens/index.ts';

const everywhere = new Set(navigation.flatMap((each) => each.keys));

describe('keys of the terminal console', () => {
  it('has the screens of the registry in their order', () => {
    expect(shown).toEqual(SCREENS);
  });

  it.each(SCREENS)('%s: no key means two things', (screen) => {
    const own = keyedActions(actionCatalogue(), screen).map((view) => view.face.key);
    const local = screens[screen].keys.map((each) => each.key);
    const all = [...own, ...local];
    expect(all.filter((key) => everywhere.has(key))).toEqual([]);
    expect(all).toEqual([...new Set(all)]);
  });

  it.each(SCREENS)('%s: leaves the letters to the actions', (screen) => {
    for (const { key } of screens[screen].keys) expect(key).toMatch(/^[^A-Za-z0-9]$/);
  });

  it('names no key everywhere twice', () => {
    const keys = navigation.flatMap((each) => each.keys);
    expect(keys).toEqual([...new Set(keys)]);
  });

  it('uses one character for every action, as terminals send it', () => {
    for (const action of actions) expect(action.face.key, action.id).toMatch(/^[A-Za-z]$/);
  });
});
