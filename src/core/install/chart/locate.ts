import { posix } from 'node:path';
import type { Failure } from '../events.ts';
import type { PackageFacts } from '../package-facts.ts';
import type { Subject } from '../resources/index.ts';

/** Where charts are looked for from (facts section 1). */
const BASE = 'infrastructure';

/** The chart's path in the package. */
export function locateChart(facts: PackageFacts, subject: Subject): { path: string } | { failure: Failure } {
  const written = subject.text('chart_src') ?? '';
  const path = posix.normalize(posix.join(BASE, written)).replace(/\/$/, '');
  if (posix.isAbsolute(written) || path === '..' || path.startsWith('../') || written.includes('\0')) {
    return { failure: subject.fail('SIM_CHART_OUTSIDE', 'chart_src', { path: written }) };
  }
  if (!facts.charts.has(path))
    return { failure: subject.fail('SIM_CHART_MISSING', 'chart_src', { path: written }) };
  return { path };
}
