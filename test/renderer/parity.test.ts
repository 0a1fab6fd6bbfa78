import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { actions, SCREENS } from '../../src/actions/index.ts';
import { screens } from '../../src/renderer/state/route.ts';

const source = join(import.meta.dirname, '../../src');
const read = (path: string): string => readFileSync(join(source, path), 'utf8');

/** Which component asks each question that a screen asks by itself. */
const askedBy: Readonly<Record<string, string>> = {
  'project.list': 'client/stores/console.ts',
  'project.show': 'renderer/screens/projects/overview-tab.tsx',
  'scenario.list': 'renderer/screens/projects/scenarios-tab.tsx',
  'matrix.list': 'renderer/screens/projects/matrix-tab.tsx',
  'fault.list': 'renderer/screens/projects/rehearse-tab.tsx',
  'rehearsal.list': 'client/stores/console.ts',
  'rehearsal.watch': 'renderer/state/watch.ts',
  'instance.list': 'client/stores/console.ts',
  'instance.show': 'renderer/screens/instances/instance-detail.tsx',
  'instance.preview': 'renderer/screens/instances/changes-tab.tsx',
  'instance.cost': 'renderer/screens/instances/instance-cost.tsx',
  fidelity: 'renderer/screens/projects/images-tab.tsx',
  'license.list': 'client/stores/console.ts',
  'license.show': 'renderer/screens/licenses/license-detail.tsx',
  'registry.ls': 'client/stores/console.ts',
  'registry.tags': 'renderer/screens/registry/tag-pages.ts',
  'registry.show': 'renderer/screens/registry/image-detail.tsx',
  'registry.usage': 'client/stores/console.ts',
  'registry.watch': 'client/stores/activity.ts',
  'registry.receipts': 'renderer/screens/registry/receipts.tsx',
  'registry.receipt': 'renderer/screens/registry/receipts.tsx',
  'world.show': 'renderer/screens/world/world-screen.tsx',
  'engine.status': 'client/stores/console.ts',
  'engine.watch': 'client/stores/console.ts',
};

const calls = (text: string, id: string): boolean =>
  new RegExp(`(?:useAnswer|client\\.call)\\(\\s*'${id.replace('.', '\\.')}'`).test(text);

const filesBelow = (folder: string): string[] =>
  readdirSync(join(source, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(folder, file));

describe('parity of the page with the action registry', () => {
  it('has the screens of the registry in their order', () => {
    expect(screens).toEqual(SCREENS);
  });

  it.each(actions.filter((action) => action.face.ambient).map((action) => action.id))(
    'asks %s by itself',
    (id) => {
      const file = askedBy[id];
      expect(file, `no component is named that asks ${id}`).toBeDefined();
      expect(calls(read(file ?? ''), id)).toBe(true);
    },
  );

  it('names no question that the registry does not have', () => {
    const ambient = new Set(actions.filter((action) => action.face.ambient).map((action) => action.id));
    expect(Object.keys(askedBy).filter((id) => !ambient.has(id))).toEqual([]);
  });

  it.each([...new Set(actions.filter((action) => !action.face.ambient).map((action) => action.face.screen))])(
    'has bars for all actions of %s',
    (screen) => {
      const parts = filesBelow(`renderer/screens/${screen}`).map(read).join('\n');
      const bars = [...parts.matchAll(/<ActionBar[^>]*screen="(\w+)"[^>]*>/gs)].filter(
        (bar) => bar[1] === screen,
      );
      const which = bars.map((bar) => /which="(\w+)"/.exec(bar[0])?.[1] ?? 'all');
      const wanted = actions.filter((action) => !action.face.ambient && action.face.screen === screen);
      for (const action of wanted) {
        const part = action.face.subject ? 'selected' : 'screen';
        expect(which.includes('all') || which.includes(part), action.id).toBe(true);
      }
    },
  );

  it('gives every key of a screen once', () => {
    for (const screen of SCREENS) {
      const keys = actions
        .filter((each) => each.face.screen === screen && !each.face.ambient)
        .map((each) => each.face.key);
      expect(new Set(keys).size, screen).toBe(keys.length);
      // Digits change the screen, `/` and `?` belong to the page.
      expect(
        keys.filter((key) => /^[\d/?]$/.test(key)),
        screen,
      ).toEqual([]);
    }
  });
});
