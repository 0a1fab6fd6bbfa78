import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { actionCatalogue, actions, SCREENS } from '../../src/actions/index.ts';
import { actionForKey } from '../../src/tui/actions/keymap.ts';
import { paletteMatches } from '../../src/tui/actions/palette.ts';
import { script } from '../renderer/fake/rehearsal.ts';
import { PaperConsole } from './harness.ts';

const source = join(import.meta.dirname, '../../src');
const read = (path: string): string => readFileSync(join(source, path), 'utf8');

/** Which file asks each question that a screen asks by itself. */
const askedBy: Readonly<Record<string, string>> = {
  'project.list': 'client/stores/console.ts',
  'project.show': 'tui/screens/projects.ts',
  'scenario.list': 'tui/screens/projects.ts',
  'fault.list': 'tui/screens/projects.ts',
  'matrix.list': 'tui/screens/projects.ts',
  'rehearsal.list': 'client/stores/console.ts',
  'rehearsal.watch': 'tui/state/watch.ts',
  'instance.list': 'client/stores/console.ts',
  'instance.show': 'tui/screens/instances.ts',
  'instance.preview': 'tui/screens/instances.ts',
  'instance.cost': 'tui/screens/instances.ts',
  fidelity: 'tui/screens/projects.ts',
  'license.list': 'client/stores/console.ts',
  'license.show': 'tui/screens/licenses.ts',
  'registry.ls': 'client/stores/console.ts',
  'registry.tags': 'tui/screens/registry.ts',
  'registry.show': 'tui/screens/registry.ts',
  'registry.usage': 'client/stores/console.ts',
  'registry.watch': 'client/stores/activity.ts',
  'registry.receipts': 'tui/screens/registry/tabs.ts',
  'registry.receipt': 'tui/screens/registry/tabs.ts',
  'world.show': 'tui/screens/world.ts',
  'engine.status': 'client/stores/console.ts',
  'engine.watch': 'client/stores/console.ts',
};

const catalogue = actionCatalogue();
const ambient = actions.filter((action) => action.face.ambient === true);
const keyed = actions.filter((action) => action.face.ambient !== true);

describe('parity of the terminal console with the action registry', () => {
  it.each(ambient.map((action) => action.id))('asks %s by itself', (id) => {
    const text = read(askedBy[id] ?? 'none');
    const name = id.replace('.', '\\.');
    // A call, or a question given to the store that calls: { id: '…', input }.
    expect(text).toMatch(new RegExp(`call\\(\\s*'${name}'|id: '${name}',\\s*input`));
  });

  it('names no question that the registry does not have', () => {
    const ids = new Set(ambient.map((action) => action.id));
    expect(Object.keys(askedBy).filter((id) => !ids.has(id))).toEqual([]);
  });

  it.each(keyed.map((action) => action.id))('reaches %s by its key and by the palette', (id) => {
    const view = catalogue.find((each) => each.id === id);
    expect(view).toBeDefined();
    if (!view) return;
    expect(actionForKey(catalogue, view.face.screen, view.face.key)?.id).toBe(id);
    expect(paletteMatches(catalogue, '', 'en').map((each) => each.id)).toContain(id);
    expect(paletteMatches(catalogue, view.title.en, 'en')[0]?.title.en).toBe(view.title.en);
    expect(paletteMatches(catalogue, view.title['zh-CN'], 'zh-CN')[0]?.title['zh-CN']).toBe(
      view.title['zh-CN'],
    );
  });

  it.each(SCREENS)('shows every action of %s with its command line in the key help', async (screen) => {
    const paper = new PaperConsole({ width: 120, height: 200 });
    try {
      await paper.until('Connected');
      await paper.press(String(SCREENS.indexOf(screen) + 1), '?');
      await paper.until('Keyboard');
      const wanted = keyed.filter((action) => action.face.screen === screen);
      for (const action of wanted) {
        expect(paper.screen).toContain(action.title.en);
        expect(paper.screen).toContain(`$ ${catalogue.find((each) => each.id === action.id)?.cli ?? ''}`);
      }
    } finally {
      paper.close();
    }
  });

  it.each(
    keyed
      .filter((action) => !['lint', 'form', 'plan', 'matrix'].includes(action.id))
      .map((action) => action.id),
  )('does something for the key of %s', async (id) => {
    const view = catalogue.find((each) => each.id === id);
    const paper = new PaperConsole();
    // What has ended cannot be cancelled: one rehearsal runs.
    paper.state.add(
      'rh-now',
      '/work/packages/hello-cluster',
      script('rh-now', '/work/packages/hello-cluster'),
      5,
    );
    try {
      await paper.until('Connected', 'hello-cluster');
      await paper.press(String(SCREENS.indexOf(view?.face.screen ?? 'projects') + 1));
      // What runs cannot be removed: the one below has ended.
      if (id === 'rehearsal.remove') await paper.press('down');
      // What did not fail cannot be cured.
      if (id === 'rehearsal.cure') {
        const { ui } = paper.app;
        ui.setState({ selected: { ...ui.getState().selected, rehearsals: 'rh-6' } });
      }
      await paper.press(view?.face.key ?? '');
      const asks = paper.app.ui.getState().overlay;
      const opened = asks !== undefined && 'view' in asks && asks.view.id === id;
      expect(opened || paper.state.calls.some((call) => call.id === id)).toBe(true);
    } finally {
      paper.close();
    }
  });

  it.each(['lint', 'form', 'plan'] as const)('%s has a tab and its key asks it', async (id) => {
    const paper = new PaperConsole();
    try {
      await paper.until('Connected', 'hello-cluster');
      await paper.press(catalogue.find((each) => each.id === id)?.face.key ?? '');
      await expect.poll(() => paper.inputs(id).length).toBeGreaterThan(0);
    } finally {
      paper.close();
    }
  });
});
