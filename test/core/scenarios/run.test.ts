import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  jobOf,
  loadScenario,
  readScenario,
  runScenario,
  type ScenarioResult,
} from '../../../src/core/scenarios/index.ts';
import { schemasFrom } from '../../../src/core/terraform/index.ts';

const data = join(import.meta.dirname, '../../../data');
const project = join(data, 'sample');
const schemas = schemasFrom(data);
const quiet = new AbortController().signal;
const temporary = mkdtempSync(join(tmpdir(), 'drydock-scenarios-'));
afterAll(() => rmSync(temporary, { recursive: true }));

async function play(content: string, signal = quiet): Promise<ScenarioResult> {
  const { scenario, diagnostics } = readScenario(content, 'scenarios/x.yaml');
  if (!scenario) throw new Error(diagnostics[0]?.message.en);
  const path = join(project, 'scenarios/x.yaml');
  const job = await jobOf(scenario, path, { project, now: 0, signal: quiet });
  return runScenario(job, {
    schemas,
    signal,
    lookupImage: (reference) => ({ found: false, reference, reason: 'repository' }),
  });
}

const why = (result: ScenarioResult): readonly string[] =>
  result.reasons.map((each) => `${each.line} ${each.text.en}`);

describe('running a scenario', () => {
  test('the same job gives the same result', async () => {
    const content = 'faults: [no-egress]\nseed: 7\nexpect: {cure: passes}\n';
    expect(await play(content)).toEqual(await play(content));
  });

  test.each([
    ['expect:\n  outcome: failed\n', '2 expect.outcome: expected failed, came success'],
    [
      'faults: [sold-out]\nexpect:\n  failure:\n    code: SIM_QUOTA_EXCEEDED\n    step: plan\n',
      '4 expect.failure.code: expected SIM_QUOTA_EXCEEDED, came SIM_STOCK_SOLD_OUT',
    ],
    [
      'expect:\n  outputs: {main: "http://elsewhere"}\n',
      '2 expect.outputs.main: expected http://elsewhere, came',
    ],
    ['expect:\n  outputs: {none: "1"}\n', '2 expect.outputs.none: expected 1, came no such output'],
    ['expect:\n  findings:\n    - SIM_RETRIED\n', '3 expect.findings.0: expected SIM_RETRIED, came'],
    ['expect:\n  log: ["never said"]\n', '2 expect.log.0: expected never said, came no such line'],
    ['faults: [sold-out]\nexpect:\n  cure: none\n', '3 expect.cure: expected none, came'],
  ])('%j is not met, and why is said', async (content, reason) => {
    const result = await play(content);
    expect(result.status).toBe('failed');
    expect(why(result)[0]).toContain(reason);
  });

  test('a secret output is not in the result', async () => {
    const result = await play('expect: {outputs: {database_password: "guess"}}');
    expect(JSON.stringify(result.outputs)).toContain('******');
    expect(why(result)[0]).toMatch(/came "\*{6}"$/);
  });

  test('regular expressions run in linear time', async () => {
    const result = await play('expect: {outputs: {main: "/^(a+)+$/"}}');
    expect(result.status).toBe('failed');
  });

  test('a text to replace that is not there once is an error with its place', async () => {
    const result = await play('patch:\n  - {file: package.yaml, find: no such text, replace: x}\n');
    expect(result).toMatchObject({ status: 'error', error: { code: 'SCENARIO_PATCH' } });
    expect(result.error?.place?.range?.start.line).toBe(2);
  });

  test('cancelling is a result', async () => {
    const control = new AbortController();
    control.abort();
    expect((await play('', control.signal)).status).toBe('cancelled');
  });

  test('an unknown answer is named with its place', async () => {
    const result = await play('rest: defaults\nanswers:\n  app_trget: x\nexpect: {outcome: failed}\n');
    const codes = result.failures.flatMap((each) =>
      each.causes.map((cause) => `${each.code} ${cause.place?.file}:${cause.place?.range?.start.line}`),
    );
    expect(codes).toContain('SIM_ANSWERS_INVALID scenarios/x.yaml:3');
  });

  test('one failure is said once, however many resources it stops', async () => {
    const { failures } = await play('faults: [network-missing]\nexpect: {outcome: failed}\n');
    expect(failures.map((each) => each.code)).toEqual(['SIM_ID_NOT_FOUND']);
  });

  test('errors of the cloud do not strike what no cloud makes', async () => {
    const { failures } = await play('faults: [cloud-error]\nexpect: {outcome: failed}\n');
    expect(failures.length).toBeGreaterThan(0);
    expect(failures.filter((each) => each.address?.startsWith('random_'))).toEqual([]);
  });

  test('a fault that strikes nothing says what it could have struck', async () => {
    const { findings } = await play('faults: [sold-out=S5.LARG8]\nanswers: {node_type: S5.LARGE8}\n');
    const idle = findings.find((each) => each.code === 'SIM_FAULT_IDLE');
    expect(idle?.message.en).toContain('It could strike: S5.LARGE8');
  });

  test('files that a scenario names are read; what is wrong with them has its place', async () => {
    const folder = join(temporary, 'p');
    mkdirSync(folder);
    writeFileSync(join(folder, 'world.yaml'), 'extends: default\nvpcs:\n  - {id: vpc-1, region: nowhere}\n');
    writeFileSync(join(folder, 'a.yaml'), `package: ${project}\nworld: world.yaml\n`);
    const load = (name: string) =>
      loadScenario(join(folder, name), { name, project: folder, now: 0, signal: quiet });
    await expect(load('a.yaml')).rejects.toMatchObject({
      code: 'INPUT_FILE_INVALID',
      data: { file: expect.stringMatching(/^world\.yaml:3:/) },
    });
    writeFileSync(join(folder, 'b.yaml'), 'seed: x\n');
    await expect(load('b.yaml')).rejects.toMatchObject({ data: { file: 'b.yaml:1:7' } });
    await expect(load('none.yaml')).rejects.toMatchObject({ code: 'SCENARIO_UNKNOWN' });
  });
});
