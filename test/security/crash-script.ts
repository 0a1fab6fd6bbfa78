/**
 * Runs the scenario in a process of its own, dying at the NTHth call on disk: `node crash-script.ts DIR ROUND NTH MOMENT`.
 */
import { openCrashable } from './crash-open.ts';
import { type CrashMoment, CrashPlan, tell } from './crash-points.ts';
import { runScenario } from './crash-scenario.ts';

const [dir = '', round = '0', nth = '0', moment = 'before'] = process.argv.slice(2);
const plan = new CrashPlan(Number(nth), moment as CrashMoment);
const registry = openCrashable(dir, plan);
await registry.recovered;
await runScenario(registry, Number(round), tell);
tell({ calls: plan.calls });
process.kill(process.pid, 'SIGKILL');
