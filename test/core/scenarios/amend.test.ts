import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  amendAnswers,
  amendScenario,
  amendWorld,
  readScenario,
  splitEdits,
  type TextEdit,
} from '../../../src/core/scenarios/index.ts';

const SCENARIO = `# why this is here
name: {en: Sold out, zh-CN: 售罄}
world: our-world.yaml # theirs
faults: [sold-out, quota=clb.instances]
expect:
  failure: {code: SIM_STOCK_SOLD_OUT}
  cure: passes
`;

describe('a scenario that is amended', () => {
  it('keeps comments and order, and says what is otherwise', () => {
    const text = amendScenario(SCENARIO, {
      answers: { machine: { type: 'S5.MEDIUM4' } },
      world: [
        { quotas: { 'clb.instances': { limit: 4 } } },
        { certificates: [{ id: 'c1', domains: ['a'] }] },
      ],
      faults: [{ kind: 'sold-out', target: 'S5.LARGE8' }],
      pushed: [{ image: 'a/b:1', platforms: [{ os: 'linux', architecture: 'arm64' }], exits: true }],
      license: { LicenseStatus: 'Active' },
      succeeds: true,
    });
    expect(text).toContain('# why this is here\nname: {en: Sold out, zh-CN: 售罄}\n');
    expect(text).toContain('faults: [sold-out=S5.LARGE8]\n');
    const { scenario, diagnostics } = readScenario(text, 'a.yaml');
    expect(diagnostics).toEqual([]);
    expect(scenario).toMatchObject({
      answers: { machine: { type: 'S5.MEDIUM4' } },
      worldFile: 'our-world.yaml',
      world: { quotas: { 'clb.instances': { limit: 4 } }, certificates: [{ id: 'c1', domains: ['a'] }] },
      pushed: [{ image: 'a/b:1', exits: true, platforms: [{ os: 'linux', architecture: 'arm64' }] }],
      license: { LicenseStatus: 'Active' },
      expect: { outcome: 'success' },
    });
  });

  it('merges facts into entries of the same key', () => {
    const world = 'certificates:\n  - id: c1 # first\n    issued: false\n';
    expect(amendWorld(world, [{ certificates: [{ id: 'c1', issued: true }, { id: 'c2' }] }])).toBe(
      'certificates:\n  - id: c1 # first\n    issued: true\n  - id: c2\n',
    );
  });

  it('drops a list of faults that is empty by now', () => {
    expect(amendScenario('faults: [quota]\nseed: 2\n', { faults: [] })).toBe('seed: 2\n');
  });

  it('sets answers in YAML and JSON', () => {
    expect(amendAnswers('# ours\na: 1 # one\n', { a: 2, b: [3] })).toBe('# ours\na: 2 # one\nb:\n  - 3\n');
    expect(JSON.parse(amendAnswers('{"a": 1}', { b: { c: 2 } }))).toEqual({ a: 1, b: { c: 2 } });
  });
});

const at = (text: string, find: string, words: string): TextEdit => {
  const start = text.indexOf(find);
  return { file: 'f', start, end: start + find.length, text: words };
};

describe('edits of a package as a scenario has it', () => {
  const disk = 'one\ntwo\nthree\n';
  const patch = [{ file: 'f', find: 'two', replace: 'zwei' }];
  const seen = 'one\nzwei\nthree\n';
  const split = (...rounds: (readonly TextEdit[])[]) => splitEdits({ files: {}, patch }, () => disk, rounds);

  it('go into the package where they stand outside of its texts', () => {
    const { own, replace, files } = split([at(seen, 'three', '3')], [at(seen, 'one', '11')]);
    expect([...own]).toEqual([['f', '11\ntwo\n3\n']]);
    expect([replace.size, files]).toEqual([0, {}]);
  });

  it('go into the scenario where they stand within', () => {
    const { own, replace } = split([at(seen, 'ei', 'o')]);
    expect([own.size, [...replace]]).toEqual([0, [[0, 'zwo']]]);
  });

  it('make the scenario give the whole file where they reach across', () => {
    const { own, files, dropped } = split([at(seen, 'i\nthree', '!')]);
    expect([own.size, files, dropped]).toEqual([0, { f: 'one\nzwe!\n' }, [0]]);
  });

  it('give the same package again, wherever they went', () => {
    const edit = fc.tuple(fc.nat(40), fc.nat(4), fc.stringMatching(/^[a-z\n]{0,4}$/));
    fc.assert(
      fc.property(fc.stringMatching(/^[x-z\n]{0,30}$/), fc.array(edit, { maxLength: 4 }), (around, edits) => {
        const base = `${around}FIND${around}`;
        const scenario = { files: {}, patch: [{ file: 'f', find: 'FIND', replace: 'PUT' }] };
        let now = base.replace('FIND', 'PUT');
        const rounds = edits.map(([from, length, text]) => {
          const start = Math.min(from, now.length);
          const end = Math.min(start + length, now.length);
          now = now.slice(0, start) + text + now.slice(end);
          return [{ file: 'f', start, end, text }];
        });
        const { own, files, replace, dropped } = splitEdits(scenario, () => base, rounds);
        const under = files.f ?? own.get('f') ?? base;
        const again = dropped.length > 0 ? under : under.replace('FIND', () => replace.get(0) ?? 'PUT');
        expect(again).toBe(now);
      }),
    );
  });
});
