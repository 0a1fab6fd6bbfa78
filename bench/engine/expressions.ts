import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { answerLine } from '../../src/core/terraform/index.ts';
import { median, ms } from '../measure.ts';

const cases = resolve(import.meta.dirname, '../../../shared/corpus/hcl/cases.json');
/** Milliseconds per expression of the Go engine: 720 in 0.18 s. */
const GO_EXPRESSION = 180 / 720;
const ROUNDS = 7;

const environment = { clock: () => new Date(0), random: () => 0.5 };

/** The reference expressions as requests of `drydock console --ndjson`: read, evaluated, written as exact JSON. */
export async function benchExpressions(): Promise<void> {
  if (!existsSync(cases)) {
    console.log('Expressions: skipped, ../shared/corpus is not here');
    return;
  }
  const lines = (JSON.parse(readFileSync(cases, 'utf8')) as object[]).map((each) => JSON.stringify(each));
  const round = (): number => {
    const start = performance.now();
    for (const line of lines) answerLine(line, environment);
    return performance.now() - start;
  };
  const first = round();
  const warm = median(Array.from({ length: ROUNDS }, round));
  const go = GO_EXPRESSION * lines.length;
  console.log(`\nExpressions of the corpus (${lines.length})             first       warm`);
  console.log(
    `  parsed, evaluated, printed${' '.repeat(11)}${ms(first).padStart(11)}${ms(warm).padStart(11)}`,
  );
  console.log(`  Go's figure for as many: ${ms(go)}; warm is ${(go / warm).toFixed(1)} × as fast`);
}
