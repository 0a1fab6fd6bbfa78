import { describe, expect, it } from 'vitest';
import { actionCatalogue, actions, fieldsOf, inputSchema, SCREENS } from '../../src/actions/index.ts';
import { presenterOf } from '../../src/cli/present/index.ts';
import { buildProgram } from '../../src/cli/program.ts';
import { LANGS } from '../../src/core/text.ts';

describe('the action registry', () => {
  it('has ids, command lines and keys that do not collide', () => {
    const ids = actions.map((each) => each.id);
    const lines = actions.map((each) => each.cli.words.join(' '));
    const keys = actions.map((each) => `${each.face.screen} ${each.face.key}`);
    for (const list of [ids, lines, keys])
      expect(list.filter((each, at) => list.indexOf(each) !== at)).toEqual([]);
  });

  it.each(actions.map((each) => [each.id, each] as const))(
    '%s explains itself in every language',
    (_id, action) => {
      for (const lang of LANGS) {
        expect(action.title[lang].length).toBeGreaterThan(1);
        expect(action.help[lang].length).toBeGreaterThan(5);
        for (const example of action.cli.examples) expect(example.does[lang].length).toBeGreaterThan(1);
        for (const field of fieldsOf(action)) expect(field.help[lang].length).toBeGreaterThan(1);
      }
      expect(action.cli.examples.length).toBeGreaterThan(0);
      expect(SCREENS).toContain(action.face.screen);
    },
  );

  it.each(actions.map((each) => [each.id, each] as const))(
    '%s names existing fields and has a schema',
    (_id, action) => {
      const names = fieldsOf(action).map((field) => field.name);
      for (const name of action.cli.positional ?? []) expect(names).toContain(name);
      for (const name of Object.keys(action.cli.short ?? {})) expect(names).toContain(name);
      // Words hang on a field's schema: one that is used twice has the words of its last use.
      const helps = fieldsOf(action).map((field) => field.help.en);
      expect(helps.filter((each, at) => helps.indexOf(each) !== at)).toEqual([]);
      if (action.face.subject) expect(names).toContain(action.face.subject.field);
      expect(inputSchema(action)).toMatchObject({ type: 'object' });
    },
  );

  it.each(actions.map((each) => [each.id, each] as const))(
    '%s can be loaded and shown',
    async (id, action) => {
      expect(typeof (await action.load())).toBe('function');
      expect(typeof (await presenterOf(id)).text).toBe('function');
    },
  );
});

describe('parity: the command line', () => {
  it('has a command for every action, with help that shows its examples', () => {
    const program = buildProgram([], '0.0.0', () => undefined);
    for (const action of actions) {
      let command = program;
      for (const word of action.cli.words) {
        const next = command.commands.find((each) => each.name() === word);
        expect(next, `drydock ${action.cli.words.join(' ')}`).toBeDefined();
        if (next) command = next;
      }
      expect(command.description()).toBe(action.help.en);
    }
  });

  it('is the usage line that the other faces show', () => {
    const shown = actionCatalogue().map((view) => view.cli);
    expect(shown).toContain('drydock registry rm REFERENCE');
    expect(shown.every((line) => line.startsWith('drydock '))).toBe(true);
  });
});
