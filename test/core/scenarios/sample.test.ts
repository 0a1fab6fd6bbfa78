import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FAULT_KINDS, rehearse } from '../../../src/core/install/index.ts';
import {
  findScenarios,
  inputOf,
  loadScenario,
  runScenario,
  type ScenarioResult,
  whyLines,
} from '../../../src/core/scenarios/index.ts';
import { schemasFrom } from '../../../src/core/terraform/index.ts';

const data = join(import.meta.dirname, '../../../data');
const project = join(data, 'sample');
const schemas = schemasFrom(data);
const { signal } = new AbortController();
const sources = new Map();

const found = await findScenarios(project);

async function play(path: string, name: string): Promise<ScenarioResult> {
  const job = await loadScenario(path, {
    name,
    project,
    now: Date.parse('2026-11-20T10:00:00Z'),
    signal,
    sources,
  });
  // What a job holds must survive the way to a worker thread.
  return runScenario(structuredClone(job), {
    schemas,
    signal,
    lookupImage: (reference) => ({ found: false, reference, reason: 'repository' }),
  });
}

describe('the sample project’s scenarios', () => {
  test.each(found.map(({ file, path }) => [file, path]))('%s', async (file, path) => {
    const result = await play(path, file);
    expect(whyLines(result, 'en')).toEqual([]);
    expect(result.status).toBe('passed');
    expect(structuredClone(result)).toEqual(result);
    for (const failure of result.failures) {
      expect(failure.causes.map((cause) => cause.kind)).toContain('rule');
      expect(failure.causes[0]?.place?.file).toBeTruthy();
    }
  });

  test('the install as it should be has no finding that a newcomer could take for a mistake', async () => {
    const ok = found.find(({ file }) => file.endsWith('/ok.yaml') || file === 'ok.yaml');
    expect(ok).toBeDefined();
    const job = await loadScenario(ok?.path ?? '', { name: 'ok', project, now: 0, signal, sources });
    const run = rehearse(inputOf(job), {
      schemas,
      signal,
      sleep: async () => undefined,
      lookupImage: (reference) => ({ found: false, reference, reason: 'repository' }),
    });
    let next = await run.next();
    while (!next.done) next = await run.next();
    expect(next.value.status).toBe('succeeded');
    expect(next.value.findings).toEqual([]);
  });

  test('there is one for every fault, and each failing one has its cure checked', async () => {
    const jobs = await Promise.all(
      found.map(({ path, file }) => loadScenario(path, { name: file, project, now: 0, signal, sources })),
    );
    const scenarios = jobs.map((job) => job.scenario);
    const kinds = new Set(
      scenarios
        .filter((each) => each.tags.includes('fault'))
        .flatMap((each) => each.faults.map(({ kind }) => kind)),
    );
    expect([...FAULT_KINDS].filter((kind) => !kinds.has(kind))).toEqual([]);
    for (const { expect: wanted, file } of scenarios)
      if (wanted.outcome === 'failed') expect([file, wanted.cure]).toEqual([file, 'passes']);
    for (const question of [1, 2, 3, 4])
      expect(scenarios.some((each) => each.tags.includes(`faq-${question}`))).toBe(true);
  });
});
