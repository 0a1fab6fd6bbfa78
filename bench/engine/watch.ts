import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { schemasFrom } from '../../src/core/terraform/index.ts';
import { type Verdict, watchPackage } from '../../src/core/watch/index.ts';
import { defaultWorld } from '../../src/core/world/index.ts';
import { median, ms } from '../measure.ts';

const corpus = resolve(import.meta.dirname, '../../../shared/corpus/packages');
const data = resolve(import.meta.dirname, '../../data');
const ROUNDS = 15;
const LARGEST = 3;
/** Milliseconds from an edit to its verdict. */
const TARGET = 150;

const filesIn = (dir: string): readonly string[] =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((each) =>
    statSync(join(dir, each)).isFile(),
  );

const sizeOf = (dir: string): number =>
  filesIn(dir).reduce((sum, each) => sum + statSync(join(dir, each)).size, 0);

const p95 = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? 0;

/** From the write of a file to the verdict on it, with everything between: noticing, reading, checking, rehearsing. */
async function editsOf(
  dir: string,
  files: readonly string[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const control = new AbortController();
  const world = defaultWorld();
  const events = watchPackage(
    {
      dir,
      conditions: async (source, model) => ({
        project: dir,
        source,
        model,
        world,
        answers: 'auto',
        seed: 1,
        startedAt: 0,
        speed: 'instant',
      }),
    },
    {
      schemas: schemasFrom(data),
      signal: control.signal,
      now: () => performance.now(),
      lookupImage: (reference) => ({ found: false, reference, reason: 'tag' }),
    },
  );
  const verdict = async (): Promise<Verdict> => {
    for (;;) {
      const { value } = await events.next();
      if (!value) throw new Error('the watch ended');
      if (value.type === 'verdict') return value.verdict;
    }
  };
  await verdict();
  const times = new Map<string, number[]>(files.map((file) => [file, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const file of files) {
      const start = performance.now();
      appendFileSync(join(dir, file), `\n# ${round}\n`);
      await verdict();
      times.get(file)?.push(performance.now() - start);
    }
  }
  control.abort();
  await events.next();
  return times;
}

/** An edit-to-verdict loop on the largest packages of the corpus, as `drydock simulate --watch` runs it. */
export async function benchWatch(): Promise<void> {
  if (!existsSync(corpus)) {
    console.log('Watch: skipped, ../shared/corpus is not here');
    return;
  }
  const largest = readdirSync(corpus)
    .filter((name) => filesIn(join(corpus, name)).some((file) => file.includes('templates/')))
    .sort((a, b) => sizeOf(join(corpus, b)) - sizeOf(join(corpus, a)))
    .slice(0, LARGEST);
  console.log('\nEdit to verdict                                    median        p95     target');
  for (const name of largest) {
    const dir = mkdtempSync(join(tmpdir(), 'drydock-bench-'));
    cpSync(join(corpus, name), dir, { recursive: true });
    const files = filesIn(dir);
    const biggest = (fits: (file: string) => boolean): readonly string[] =>
      files
        .filter(fits)
        .sort((a, b) => readFileSync(join(dir, b)).length - readFileSync(join(dir, a)).length)
        .slice(0, 1);
    const edited = [
      ...biggest((file) => file.endsWith('.tf')),
      ...biggest((file) => file.includes('templates/') && file.endsWith('.yaml')),
      ...biggest((file) => file.endsWith('package.yaml')),
    ];
    for (const [file, times] of await editsOf(dir, edited)) {
      const label = `${name} ${file.split('/').at(-1)}`;
      const verdict = median(times) < TARGET ? 'met' : 'NOT MET';
      console.log(
        `  ${label.padEnd(46)}${ms(median(times)).padStart(9)}${ms(p95(times)).padStart(11)}     < ${TARGET} ms, ${verdict}`,
      );
    }
    rmSync(dir, { recursive: true, force: true });
  }
}
