import { describe, expect, test } from 'vitest';
import { junitReport, type ScenarioResult, tapReport, whyLines } from '../../../src/core/scenarios/index.ts';
import { sameText, text } from '../../../src/core/text.ts';

const result = (part: Partial<ScenarioResult>): ScenarioResult => ({
  file: 'scenarios/a.yaml',
  name: 'a',
  title: sameText('a'),
  tags: [],
  faults: [],
  expected: 'success',
  status: 'passed',
  reasons: [],
  failures: [],
  findings: [],
  assumptions: 0,
  outputs: [],
  took: 61_500,
  ...part,
});

const evil = 'x\u001b[31m <b>"&\u202e # TODO\nok 99';
const failed = result({
  file: 'scenarios/b.yaml',
  title: sameText(evil),
  status: 'failed',
  reasons: [{ path: 'expect.outcome', line: 7, text: text('came failed', '实际 failed') }],
});

describe('reports of scenarios', () => {
  test('TAP has a plan, a point each, and no way to forge one', () => {
    const lines = tapReport([result({}), failed], 'en').split('\n');
    expect(lines.slice(0, 3)).toEqual(['TAP version 14', '1..2', 'ok 1 - scenarios/a.yaml: a']);
    expect(lines[3]).toMatch(/^not ok 2 - scenarios\/b\.yaml: .*\\# TODO ok 99$/);
    expect(lines.some((line) => line.startsWith('ok 99'))).toBe(false);
    expect(lines.join('\n')).not.toContain('\u001b');
    expect(lines).toContain('    - "scenarios/b.yaml:7: came failed"');
  });

  test('JUnit is well-formed whatever names hold', () => {
    const xml = junitReport([result({}), failed, result({ status: 'cancelled' })], 'zh-CN');
    expect(xml).toContain('tests="3" failures="1" errors="0" skipped="1"');
    expect(xml).toContain('time="61.500"');
    expect(xml).toContain('实际 failed');
    expect(xml).not.toMatch(/<b>|\u001b|\u202e/);
    expect(xml.match(/<testcase/g)).toHaveLength(3);
  });

  test('a reason names its line', () =>
    expect(whyLines(failed, 'en')).toEqual(['scenarios/b.yaml:7: came failed']));
});
