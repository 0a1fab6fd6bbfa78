import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { describeShared, sharedPath } from '../../helpers/shared.ts';
import { disagreement, readCases } from './reference-cases.ts';

describeShared('HCL reference cases', () => {
  it('agree with the original engine', () => {
    const cases = readCases(readFileSync(sharedPath('corpus/hcl/cases.json'), 'utf8'));
    const wrong = cases.flatMap((c) => {
      const why = disagreement(c);
      return why === undefined ? [] : [`${c.id} ${c.get('expr')?.text}: ${why}`];
    });
    console.log(`HCL reference cases: ${cases.length - wrong.length} of ${cases.length} agree`);
    expect(wrong).toEqual([]);
    expect(cases.length).toBeGreaterThan(300);
  });
});
