import type { RenderedObject } from '../../helm/types.ts';
import { isJsonObject, type Json } from '../../json.ts';
import { type LocalText, text } from '../../text.ts';
import { hookCure } from '../cures/chart-cures.ts';
import type { Failure } from '../events.ts';
import { failure, placeName } from '../failure.ts';
import type { Process } from '../kernel/index.ts';
import { at, texts } from '../values.ts';
import type { Pull } from './images.ts';
import type { Installation } from './installation.ts';
import { bringUp, HELM_TIMEOUT, isWorkload, keyOf, pullsOf } from './workloads.ts';

/** Commands that never end by themselves. */
const ENDLESS = /\bsleep\s+(infinity|inf)\b|\btail\s+-[a-zA-Z]*f\b|\bwhile\s+(true|:)\s*;/;
const HOOK_LINE = /^.*helm\.sh\/hook["']?[ \t]*:.*$/;
const SLEEP = /\bsleep\s+(\d{1,7})\b/g;

const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);

/** Why a job cannot end in Helm's time, as far as its command tells; undefined where nothing speaks against it. */
function endless(object: RenderedObject): LocalText | undefined {
  const spec = object.kind === 'Pod' ? at(object.object, 'spec') : at(object.object, 'spec.template.spec');
  if (!isJsonObject(spec)) return undefined;
  for (const container of [...list(spec.initContainers), ...list(spec.containers)]) {
    const command = [...texts(at(container, 'command')), ...texts(at(container, 'args'))]
      .join(' ')
      .slice(0, 20_000);
    const never = ENDLESS.exec(command);
    if (never)
      return text(
        `Its command runs "${never[0]}", which does not end.`,
        `其命令执行“${never[0]}”,不会结束。`,
      );
    const slept = [...command.matchAll(SLEEP)].reduce((sum, match) => sum + Number(match[1]) * 1000, 0);
    if (slept >= HELM_TIMEOUT)
      return text(`Its command sleeps ${slept / 1000} s.`, `其命令休眠 ${slept / 1000} 秒。`);
  }
  return undefined;
}

/** Runs the hooks of an event one after the other, as Helm does; the first that fails ends the install. */
export function* runHooks(
  installation: Installation,
  event: 'pre-install' | 'post-install',
  pulled: Set<string>,
): Process<Failure | undefined> {
  const { run, subject, rendered } = installation;
  for (const hook of rendered.hooks.filter((each) => each.hook?.events.includes(event))) {
    if (!isWorkload(hook)) {
      run.log(subject.address, `${event} hook ${keyOf(hook)} created`);
      continue;
    }
    run.log(subject.address, `Starting ${event} hook ${keyOf(hook)} (weight ${hook.hook?.weight ?? 0})`);
    run.phase('images');
    const pulls: readonly Pull[] = pullsOf(installation, hook);
    run.phase('workloads');
    const injected = run.faults.strikes('hook-timeout', hook.name, keyOf(hook));
    const why = injected ? text('This fault was asked for.', '该故障由演练注入。') : endless(hook);
    if (why && !pulls.some((pull) => pull.failure)) return yield* timeOut(installation, hook, event, why);
    const failed = yield* bringUp(installation, hook, pulls, pulled);
    if (failed) return failed;
    if (hook.hook?.deletePolicies.includes('hook-succeeded'))
      run.log(subject.address, `${keyOf(hook)} deleted (hook-succeeded)`);
  }
  return undefined;
}

function* timeOut(
  installation: Installation,
  hook: RenderedObject,
  event: string,
  fact: LocalText,
): Process<Failure> {
  const { run, subject } = installation;
  const key = keyOf(hook);
  run.emit({ type: 'workload', object: key, state: 'pending', ready: 0, wanted: 1 });
  yield 4000;
  run.emit({ type: 'workload', object: key, state: 'pulling', ready: 0, wanted: 1 });
  yield HELM_TIMEOUT - 4000;
  run.emit({ type: 'workload', object: key, state: 'failed', ready: 0, wanted: 1 });
  run.log(
    subject.address,
    `Error: INSTALLATION FAILED: failed ${event}: timed out waiting for the condition`,
    'error',
  );
  const [place = { file: hook.source }] = installation.facts.provenance.lines(hook.source, HOOK_LINE);
  return failure(
    'SIM_HOOK_TIMEOUT',
    { hook: key, seconds: HELM_TIMEOUT / 1000, where: placeName(place), fact },
    {
      address: subject.address,
      cure: hookCure(installation, hook),
      causes: [{ kind: 'source', text: text(`${key} is a ${event} hook`, `${key} 是 ${event} 钩子`), place }],
    },
  );
}
