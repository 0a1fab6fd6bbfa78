import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { cellJob, loadMatrix, runCrew } from '../../src/core/matrix/index.ts';
import { ms } from '../measure.ts';

const corpus = resolve(import.meta.dirname, '../../../shared/corpus/packages/cloudapp-demo-tke-mysql');
const data = resolve(import.meta.dirname, '../../data');
const TARGET = 10_000;

const MATRIX = `axes:
  fault: {faults: [none, sold-out, no-egress, hook-timeout, cloud-error, image-missing, image-arch, quota=cvm, network-interruption, license-inactive]}
  account: [{name: usual}, {name: strict, closed: true}, {name: pushed, images: require}, {name: late, time: "2027-01-01T00:00:00Z"}, {name: other, seed: 7}]
  rest: [{name: chosen}, {name: defaults, rest: defaults}]
`;

/** A matrix of 100 cells, workers started and packages read included. */
export async function benchMatrix(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'drydock-bench-'));
  cpSync(existsSync(corpus) ? corpus : join(data, 'sample'), dir, { recursive: true });
  mkdirSync(join(dir, 'scenarios'), { recursive: true });
  const path = join(dir, 'scenarios/bench.matrix.yaml');
  writeFileSync(path, MATRIX);
  console.log('\nMatrix                                               time     target');
  const all = availableParallelism();
  for (const workers of new Set([1, all])) {
    const start = performance.now();
    const options = { project: dir, now: 0, signal: new AbortController().signal, sources: new Map() };
    const loaded = await loadMatrix(path, options);
    const cells = await Promise.all(
      loaded.cells.map(async (cell) => ({
        sourceKey: 'one',
        worldKey: 'one',
        job: await cellJob(loaded, cell, options),
      })),
    );
    const results = await runCrew(cells, {
      workers,
      dataDir: data,
      signal: options.signal,
      lookupImage: (reference) => ({ found: false, reference, reason: 'tag' }),
      onResult: () => undefined,
    });
    const time = performance.now() - start;
    const broken = results.filter((each) => each?.status === 'error').length;
    console.log(
      `  ${`${results.length} cells, ${workers} worker${workers === 1 ? '' : 's'}${broken > 0 ? `, ${broken} could not be run` : ''}`.padEnd(46)}${ms(time).padStart(11)}     < ${TARGET / 1000} s, ${time < TARGET ? 'met' : 'NOT MET'}`,
    );
  }
  rmSync(dir, { recursive: true, force: true });
}
