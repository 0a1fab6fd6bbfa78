/**
 * `npm run bench:engine [part…]`: the evaluating engines against the figures of the original Go engines (helm template of
 * the catalogue's 121 charts 0.95 s, 720 HCL expressions 0.18 s, on this kind of machine). Prints a table; asserts nothing.
 */
import { benchCharts } from './charts.ts';
import { benchExpressions } from './expressions.ts';
import { benchMatrix } from './matrix.ts';
import { benchPlans } from './plans.ts';
import { benchWatch } from './watch.ts';

const PARTS = {
  charts: benchCharts,
  expressions: benchExpressions,
  plans: benchPlans,
  watch: benchWatch,
  matrix: benchMatrix,
} as const;

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(PARTS, name));
if (unknown.length > 0) {
  console.error(`unknown part ${unknown.join(', ')}; parts: ${Object.keys(PARTS).join(', ')}`);
  process.exit(2);
}
for (const [name, part] of Object.entries(PARTS)) {
  if (asked.length === 0 || asked.includes(name)) await part();
}
