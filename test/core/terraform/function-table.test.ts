import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { emptyScope, explain, FUNCTIONS } from '../../../src/core/terraform/index.ts';
import { describeTool, tool } from '../../helpers/tools.ts';

const scope = emptyScope({ clock: () => new Date(0), random: () => 0.5 });

describe('bcrypt', () => {
  it('hashes with the cost asked for and a salt of its own', () => {
    expect(explain('bcrypt("hi", 4)', scope).shown).toMatch(/^"\$2a\$04\$[./A-Za-z0-9]{53}"$/);
    expect(explain('bcrypt("hi", 2)', scope).shown).toMatch(/^"\$2a\$10\$/);
  });

  it.each([
    [
      'bcrypt("hi", 40)',
      'error occured generating password crypto/bcrypt: cost 40 is outside allowed range (4,31).',
    ],
    ['bcrypt("hi", 31)', 'a cost of more than 14 takes too long here.'],
    ['bcrypt("hi", 4, 5)', 'bcrypt() takes no more than two arguments.'],
    [`bcrypt("${'x'.repeat(73)}")`, 'bcrypt: password length exceeds 72 bytes.'],
  ])('refuses %s', (expr, why) => {
    const { answer } = explain(expr, scope);
    expect('error' in answer && answer.error.detail.endsWith(why)).toBe(true);
  });
});

describeTool(
  'terraform',
  'functions of the installed Terraform',
  () => {
    it('are all here', () => {
      const text = execFileSync(tool('terraform') ?? '', ['metadata', 'functions', '-json'], {
        encoding: 'utf8',
      });
      const names = Object.keys((JSON.parse(text) as { function_signatures: object }).function_signatures);
      const bare = names.map((name) => name.replace(/^core::/, ''));
      // `try` and `can` take expressions, not values: the evaluator has them.
      expect(bare.filter((name) => !FUNCTIONS.has(name) && name !== 'try' && name !== 'can')).toEqual([]);
      expect(bare.length).toBeGreaterThan(100);
    });
  },
  'if-present',
);
