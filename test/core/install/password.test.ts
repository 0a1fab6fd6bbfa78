import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { run } from './fakes.ts';

const password = async (args: Record<string, number | string | boolean>): Promise<string> => {
  const { record } = await run({ resources: [{ address: 'random_password.p', args }] });
  return String(record.resources[0]?.attributes.result);
};

describe('random_password', () => {
  it('has the asked length and only the asked characters', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 4, max: 80 }),
        fc.record({ lower: fc.boolean(), upper: fc.boolean(), numeric: fc.boolean(), special: fc.boolean() }),
        async (length, on) => {
          fc.pre(Object.values(on).some(Boolean));
          const made = await password({ length, override_special: '_+-', ...on });
          const allowed = [on.lower && 'a-z', on.upper && 'A-Z', on.numeric && '0-9', on.special && '_+\\-'];
          expect(made).toMatch(new RegExp(`^[${allowed.filter(Boolean).join('')}]{${length}}$`));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keeps the minimums', async () => {
    const made = await password({ length: 12, min_numeric: 6, min_special: 3, override_special: '!' });
    expect(made.match(/[0-9]/g)?.length ?? 0).toBeGreaterThanOrEqual(6);
    expect(made.match(/!/g)?.length ?? 0).toBeGreaterThanOrEqual(3);
  });

  it.each([
    ['no length', {}],
    ['a length of nothing', { length: 0 }],
    ['minimums beyond the length', { length: 4, min_lower: 5 }],
    ['no characters at all', { length: 4, lower: false, upper: false, numeric: false, special: false }],
  ])('fails with %s', async (_, args) => {
    const { record } = await run({ resources: [{ address: 'random_password.p', args }] });
    expect(record.failures[0]?.code).toMatch(/^SIM_(VALUE_REFUSED|ARGUMENT_NULL)$/);
  });
});
