import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { DrydockError } from '../../../src/core/errors/index.ts';
import {
  type CrewCell,
  type CrewOptions,
  cellJob,
  cellState,
  findCell,
  loadMatrix,
  readMatrix,
  runCrew,
} from '../../../src/core/matrix/index.ts';
import type { ScenarioResult } from '../../../src/core/scenarios/index.ts';

const data = join(import.meta.dirname, '../../../data');
const project = join(data, 'sample');
const { signal } = new AbortController();
const folder = mkdtempSync(join(tmpdir(), 'drydock-matrix-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

async function load(content: string) {
  files += 1;
  const path = join(folder, `${files}.matrix.yaml`);
  writeFileSync(path, content);
  return loadMatrix(path, { project, now: 0, signal });
}

const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof DrydockError ? error.code : String(error)),
  );

describe('reading a matrix', () => {
  test('multiplies axes, the last one running fastest', async () => {
    const { cells } = await load(
      'axes:\n  a: {faults: [none, sold-out]}\n  b: [{name: x}, {name: y, closed: true}]\n',
    );
    expect(cells.map((each) => each.id)).toEqual([
      'a=none,b=x',
      'a=none,b=y',
      'a=sold-out,b=x',
      'a=sold-out,b=y',
    ]);
    expect(cells[3]?.content).toMatchObject({ faults: ['sold-out'], closed: true, name: 'sold-out · y' });
  });

  test.each([
    ['exclude: [{a: none, b: y}]\n', ['a=none,b=x', 'a=sold-out,b=x', 'a=sold-out,b=y']],
    ['include: [{b: y}]\n', ['a=none,b=y', 'a=sold-out,b=y']],
    ['exclude: [{b: [x, y]}]\ninclude: [{a: sold-out, b: y}]\n', ['a=sold-out,b=y']],
  ])('%j strikes and keeps', async (rules, ids) => {
    const { cells } = await load(
      `axes:\n  a: {faults: [none, sold-out]}\n  b: [{name: x}, {name: y}]\n${rules}`,
    );
    expect(cells.map((each) => each.id)).toEqual(ids);
  });

  test('joins answers and faults of base and axes; what comes later wins', async () => {
    const { cells } = await load(
      'base: {answers: {p: 1, q: 1}, faults: [cloud-error], seed: 4}\naxes:\n  a: {arg: q, values: [2, 3]}\n  f: {faults: [no-egress]}\n',
    );
    expect(cells[1]?.content).toMatchObject({
      answers: { p: 1, q: 3 },
      faults: ['cloud-error', 'no-egress'],
      seed: 4,
    });
  });

  test('an arg without values stands for every option of the form', async () => {
    const first = await codeOf(load('axes: {z: {arg: no-such-arg}}\n'));
    expect(first).toBe('MATRIX_ARG');
    const known = await load('axes: {z: {arg: no-such-arg}}\n').catch((error: DrydockError) =>
      String(error.data.known),
    );
    const [arg = ''] = String(known).split(', ');
    const { axes, cells } = await load(`axes: {z: {arg: ${arg}}}\n`);
    expect(axes[0]?.values.length).toBeGreaterThan(0);
    expect(cells).toHaveLength(axes[0]?.values.length ?? -1);
  });

  test.each([
    ['axes: {a: {faults: [none]}}\nexclude: [{b: x}]\n', 'no axis "b"', 2],
    ['axes: {a: {faults: [none]}}\nexpect:\n  - when: {a: gone}\n', 'a has no "gone"', 3],
    ['axes: {a: {faults: [none, none]}}\n', '"none" stands twice', 1],
    ['axes: {a: {nonsense: 1}}\n', 'axes.a', 1],
    ['axes: {}\n', 'one to six axes', 1],
    ['axes: {a: {faults: [none]}}\nrows: [zzz]\n', 'no axis "zzz"', 2],
  ])('%j is refused at its place', (content, words, line) => {
    const { matrix, diagnostics } = readMatrix(content, 'x.matrix.yaml');
    expect(matrix).toBeUndefined();
    expect(diagnostics[0]?.message.en).toContain(words);
    expect(diagnostics[0]?.range?.start.line).toBe(line);
  });

  test('is bounded', async () => {
    const many = (n: number): string =>
      `[${Array.from({ length: n }, (_, i) => `{name: v${i}}`).join(', ')}]`;
    expect(await codeOf(load(`axes: {a: ${many(60)}, b: ${many(60)}}\n`))).toBe('MATRIX_TOO_LARGE');
    expect(await codeOf(load('axes: {a: [{name: x}]}\nexclude: [{a: x}]\n'))).toBe('MATRIX_EMPTY');
  });

  test('a cell is found by id and by number', async () => {
    const loaded = await load('axes: {a: {faults: [none, sold-out]}}\n');
    expect(findCell(loaded, 'a=sold-out').id).toBe(findCell(loaded, '2').id);
    expect(() => findCell(loaded, 'a=nothing')).toThrow('a=nothing');
  });
});

const quiet = (extra: Partial<CrewOptions> = {}): CrewOptions => ({
  workers: 2,
  dataDir: data,
  signal,
  lookupImage: (reference) => ({ found: false, reference, reason: 'tag' }),
  onResult: () => undefined,
  ...extra,
});

const named = (name: string): CrewCell =>
  ({
    sourceKey: 's',
    worldKey: 'w',
    job: {
      scenario: {
        name,
        file: name,
        title: { en: name, 'zh-CN': name },
        tags: [],
        faults: [],
        expect: { outcome: 'success' },
      },
      source: { root: '/', files: [] },
      world: {},
    },
  }) as unknown as CrewCell;

describe('running cells on worker threads', () => {
  const entry = pathToFileURL(join(import.meta.dirname, '../../fixtures/matrix/bad-worker.mjs'));
  const statuses = (results: readonly (ScenarioResult | undefined)[]) => results.map((each) => each?.status);

  test('gives the same results for one worker and for three', async () => {
    const loaded = await load(
      'axes:\n  fault: {faults: [none, sold-out, no-egress]}\n  account: [{name: usual}, {name: strict, closed: true}]\nexpect: [{when: {fault: sold-out}, outcome: failed}]\n',
    );
    const cells = await Promise.all(
      loaded.cells.map(async (cell) => ({
        sourceKey: 's',
        worldKey: 'w',
        job: await cellJob(loaded, cell, { project, now: 0, signal }),
      })),
    );
    const asked: string[] = [];
    const lookupImage: CrewOptions['lookupImage'] = (reference) => {
      asked.push(reference);
      return { found: false, reference, reason: 'tag' };
    };
    const one = await runCrew(cells, quiet({ workers: 1, lookupImage }));
    const three = await runCrew(cells, quiet({ workers: 3 }));
    expect(three).toEqual(one);
    expect(one.map((each) => each && cellState(each))).toContain('succeeds');
    expect(cellState(one[2] as ScenarioResult)).toBe('expected');
    // Images are asked in the engine's thread, each once.
    expect(asked.length).toBeGreaterThan(0);
    expect(new Set(asked).size).toBe(asked.length);
  }, 60_000);

  test('a worker that dies costs one cell', async () => {
    const results = await runCrew(['a', 'dies', 'b', 'dies', 'c'].map(named), quiet({ entry }));
    expect(statuses(results)).toEqual(['passed', 'error', 'passed', 'error', 'passed']);
    expect(results[1]?.error?.message.en).toContain('worker died on purpose');
  });

  test('a worker that hangs is ended after its time', async () => {
    const results = await runCrew(['hangs', 'b'].map(named), quiet({ entry, cellTime: 200, workers: 1 }));
    expect(statuses(results)).toEqual(['error', 'passed']);
    expect(results[0]?.error?.code).toBe('MATRIX_WORKER');
  });

  test('cancelling ends at once; what is done is kept', async () => {
    const control = new AbortController();
    const results = await runCrew(
      ['a', 'hangs', 'hangs', 'b'].map(named),
      quiet({ entry, signal: control.signal, onResult: () => setTimeout(() => control.abort(), 50) }),
    );
    expect(statuses(results)).toEqual(['passed', undefined, undefined, undefined]);
  });
});
