import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readScenario } from '../../../src/core/scenarios/index.ts';

const problems = (content: string) =>
  readScenario(content, 's.yaml').diagnostics.map(
    (each) => `${each.code} ${each.range?.start.line}:${each.range?.start.column}`,
  );

describe('reading a scenario file', () => {
  test('an empty one is the install with the first choices', () => {
    const { scenario } = readScenario('', 'scenarios/plain.yaml');
    expect(scenario).toMatchObject({
      name: 'plain',
      answers: 'auto',
      rest: 'auto',
      seed: 1,
      expect: { outcome: 'success' },
    });
  });

  test('faults, calls and images have a short and a long form', () => {
    const { scenario } = readScenario(
      [
        'faults: [no-egress, sold-out=S5.LARGE8, {kind: quota, target: clb.instances}]',
        'calls: [cvm:DescribeInstances, {action: cos:GetObject, on: "*", context: {"qcs:ip": "10.0.0.1"}}]',
        'pushed: [a/b:1, {image: c/d:2, platforms: [linux/arm64/v8]}]',
      ].join('\n'),
      's.yaml',
    );
    expect(scenario?.faults).toEqual([
      { kind: 'no-egress' },
      { kind: 'sold-out', target: 'S5.LARGE8' },
      { kind: 'quota', target: 'clb.instances' },
    ]);
    expect(scenario?.calls).toEqual([
      { action: 'cvm:DescribeInstances' },
      { action: 'cos:GetObject', on: '*', context: { 'qcs:ip': '10.0.0.1' } },
    ]);
    expect(scenario?.pushed).toEqual([
      { image: 'a/b:1', platforms: [{ os: 'linux', architecture: 'amd64' }] },
      { image: 'c/d:2', platforms: [{ os: 'linux', architecture: 'arm64', variant: 'v8' }] },
    ]);
  });

  test('an expected failure needs no outcome', () => {
    expect(readScenario('expect: {failure: {code: X}}', 's.yaml').scenario?.expect.outcome).toBe('failed');
    expect(readScenario('expect: {cure: passes}', 's.yaml').scenario?.expect.outcome).toBe('failed');
  });

  test.each([
    ['a key that does not exist', 'name: x\nfalts: [sold-out]\n', ['SCENARIO_FIELD 2:8']],
    ['a fault that does not exist', 'faults:\n  - sold-out\n  - soldout\n', ['SCENARIO_FIELD 3:5']],
    ['a fault without its target', 'faults: [argument-null]\n', ['SCENARIO_FIELD 1:10']],
    ['a wrong type', 'seed: many\n', ['SCENARIO_FIELD 1:7']],
    ['a step that does not exist', 'expect:\n  failure:\n    step: later\n', ['SCENARIO_FIELD 3:11']],
    ['a success with a failure', 'expect: {outcome: success, failure: {code: X}}\n', ['SCENARIO_FIELD 1:9']],
    ['a file outside of the package', 'files:\n  ../x.tf: ""\n', ['SCENARIO_FIELD 2:12']],
    ['an absolute file', 'patch: [{file: /etc/passwd, find: a, replace: b}]\n', ['SCENARIO_FIELD 1:8']],
    ['no YAML', 'faults: [', ['SCENARIO_SYNTAX 1:10']],
    ['a list', '- a\n', ['SCENARIO_FIELD 1:1']],
    ['too deep', `answers: ${'['.repeat(100)}${']'.repeat(100)}`, ['SCENARIO_LIMIT undefined:undefined']],
  ])('%s is found where it stands', (_what, content, found) => expect(problems(content)).toEqual(found));

  test('says both languages', () => {
    const [first] = readScenario('seed: many', 's.yaml').diagnostics;
    expect(first?.message.en).toMatch(/expected number/);
    expect(first?.message['zh-CN']).toMatch(/期望/);
  });

  test('never throws, whatever a file holds', () => {
    const word = fc.constantFrom(
      'faults',
      'expect',
      'answers',
      'files',
      'patch',
      'world',
      'time',
      'x',
      '__proto__',
    );
    const yaml = fc.dictionary(word, fc.json({ maxDepth: 3 })).map((each) =>
      Object.entries(each)
        .map(([key, value]) => `${key}: ${value}`)
        .join('\n'),
    );
    fc.assert(
      fc.property(fc.oneof(yaml, fc.string()), (content) => {
        const { scenario, diagnostics } = readScenario(content, 's.yaml');
        expect(scenario === undefined).toBe(diagnostics.length > 0);
      }),
    );
  });
});
