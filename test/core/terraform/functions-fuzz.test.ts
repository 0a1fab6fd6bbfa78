import fc from 'fast-check';
import { expect, it } from 'vitest';
import { answerLine, FUNCTIONS } from '../../../src/core/terraform/index.ts';

const ARGUMENTS = [
  '1', '-1', '1.5', '1e30', '1/0', '"a"', '""', '"%s %d"', '"10.0.0.0/8"', '"2018-01-02T23:12:01Z"', '"["', 'null', 'true',
  '[]', '["a","b"]', '[null]', '[[1],["x"]]', '{}', '{a=[1]}', 'toset(["b","a"])', 'tolist([])', 'tomap({a="x"})',
  'u', 'un', 'ul', 'ud', '[u]', '{a=u}', 'toset([u])', 'sensitive("x")', '[sensitive(1)]', '"é👨‍👩‍👧"', '"\\u0000"',
]; // biome-ignore format: one row of arguments is easier to read

const vars = {
  u: { __unknown: 'string' },
  un: { __unknown: 'number' },
  ul: { __unknown: 'list' },
  ud: { __unknown: 'dynamic' },
};

it('every function answers any arguments with a value or an error', () => {
  const call = fc
    .tuple(
      fc.constantFrom(...FUNCTIONS.keys(), 'try', 'can'),
      fc.array(fc.constantFrom(...ARGUMENTS), { maxLength: 4 }),
    )
    .map(([name, args]) => `${name}(${args.join(', ')})`);
  fc.assert(
    fc.property(call, (expr) => {
      const line = answerLine(JSON.stringify({ id: 1, expr, vars }), {
        clock: () => new Date(0),
        random: () => 0.5,
      });
      const answer = JSON.parse(line);
      expect('error' in answer || 'type' in answer).toBe(true);
      if ('error' in answer) expect(answer.error.summary).not.toBe('');
    }),
    { numRuns: 3000 },
  );
});
