import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  type Chart,
  loadChart,
  type RenderOptions,
  renderChart,
  STAND_IN_TIME,
  standInRandom,
  standIns,
} from '../../src/core/helm/index.ts';
import { readFolder } from '../../src/core/package/index.ts';
import { median, ms } from '../measure.ts';

const corpus = resolve(import.meta.dirname, '../../../shared/corpus/charts');
/** Milliseconds that the Go engine took per chart of the catalogue: 121 in 0.95 s. */
const GO_CHART = 950 / 121;
const ROUNDS = 5;

const options: RenderOptions = {
  values: {},
  release: { name: 'demo', namespace: 'demo', revision: 1, isInstall: true, isUpgrade: false },
  clock: () => STAND_IN_TIME,
  random: standInRandom,
  special: standIns,
};

/** A rendering's milliseconds; charts that must fail cost what failing costs. */
function timeOf(run: () => unknown): number {
  const start = performance.now();
  try {
    run();
  } catch {
    // Four charts of the corpus are wrong on purpose.
  }
  return performance.now() - start;
}

/** Every chart of the corpus: read and rendered for the first time, then rendered again and again. */
export async function benchCharts(): Promise<void> {
  if (!existsSync(corpus)) {
    console.log('Charts: skipped, ../shared/corpus is not here');
    return;
  }
  const names = readdirSync(corpus).filter((name) => existsSync(join(corpus, name, 'chart')));
  const rows: { name: string; cold: number; warm: number }[] = [];
  for (const name of names) {
    const files = await readFolder(join(corpus, name, 'chart'), {});
    let chart: Chart | undefined;
    const cold = timeOf(() => {
      chart = loadChart(files);
      renderChart(chart, options);
    });
    const warm = Array.from({ length: ROUNDS }, () => timeOf(() => chart && renderChart(chart, options)));
    rows.push({ name, cold, warm: median(warm) });
  }
  rows.sort((a, b) => b.warm - a.warm);
  const sum = (pick: (row: (typeof rows)[number]) => number): number =>
    rows.reduce((all, row) => all + pick(row), 0);
  const warm = sum((row) => row.warm);
  console.log(`\nCharts of the corpus (${rows.length})                  first       warm`);
  for (const { name, cold, warm: again } of rows.slice(0, 8)) {
    console.log(`  ${name.padEnd(36)}${ms(cold).padStart(11)}${ms(again).padStart(11)}`);
  }
  console.log(
    `  … ${rows.length - 8} more, median${' '.repeat(16)}${ms(median(rows.map((row) => row.cold))).padStart(11)}${ms(median(rows.map((row) => row.warm))).padStart(11)}`,
  );
  console.log(`  all${' '.repeat(33)}${ms(sum((row) => row.cold)).padStart(11)}${ms(warm).padStart(11)}`);
  const ratio = (GO_CHART * rows.length) / warm;
  console.log(
    `  Go's figure for as many charts: ${ms(GO_CHART * rows.length)}; warm is ${ratio.toFixed(1)} × as fast`,
  );
}
