import { backoffLimit, deadlineOf, endingOf, givenUpAfter, type Workload } from '../../cluster/index.ts';
import type { RenderedObject } from '../../helm/types.ts';
import { type LocalText, text } from '../../text.ts';
import { hookCure, type LateHook, longerDeadline } from '../cures/hook-cures.ts';
import type { Failure } from '../events.ts';
import { failure, placeName } from '../failure.ts';
import type { Process } from '../kernel/index.ts';
import type { Pull } from './images.ts';
import type { Installation } from './installation.ts';
import { problemFailure } from './problems.ts';
import { bringUp, type Fate, HELM_TIMEOUT, isWorkload, keyOf, pullsOf, workloadIn } from './workloads.ts';

const HOOK_LINE = /^.*helm\.sh\/hook["']?[ \t]*:.*$/;

export type HookEvent = `${'pre' | 'post'}-${'install' | 'upgrade' | 'delete'}`;

/** Runs the hooks of an event one after the other, as Helm does; the first that fails ends the install. */
export function* runHooks(
  installation: Installation,
  event: HookEvent,
  pulled: Set<string>,
): Process<Failure | undefined> {
  const { run, subject, rendered, cluster, namespace } = installation;
  const done: RenderedObject[] = [];
  for (const hook of rendered.hooks.filter((each) => each.hook?.events.includes(event))) {
    const failed = yield* runHook(installation, hook, event, pulled);
    if (failed) {
      if (hook.hook?.deletePolicies.includes('hook-failed')) cluster.remove(hook, namespace);
      return failed;
    }
    done.push(hook);
  }
  // Helm deletes what succeeded once all hooks of the event have run.
  for (const hook of done) {
    if (!hook.hook?.deletePolicies.includes('hook-succeeded')) continue;
    cluster.remove(hook, namespace);
    run.log(subject.address, `${keyOf(hook)} deleted (hook-succeeded)`);
  }
  return undefined;
}

function* runHook(
  installation: Installation,
  hook: RenderedObject,
  event: string,
  pulled: Set<string>,
): Process<Failure | undefined> {
  const { run, subject, cluster, namespace, sources } = installation;
  cluster.remove(hook, namespace);
  const refused = cluster.buildProblem(hook, namespace) ?? cluster.create(hook, namespace);
  if (refused) return problemFailure(installation, refused);
  if (!isWorkload(hook)) {
    run.log(subject.address, `${event} hook ${keyOf(hook)} created`);
    return undefined;
  }
  run.log(subject.address, `Starting ${event} hook ${keyOf(hook)} (weight ${hook.hook?.weight ?? 0})`);
  run.phase('images');
  const pulls: readonly Pull[] = pullsOf(installation, hook);
  run.phase('workloads');
  const injected = injectedTime(installation, hook);
  const workload = workloadIn(installation, hook);
  const stuck =
    pulls.some((pull) => pull.failure) ||
    (workload && cluster.check(workload, sources).problems.some((each) => each.severity === 'error'));
  const fate = workload && !stuck ? fateOf(installation, hook, workload, injected) : undefined;
  if (fate && 'late' in fate) return yield* timeOut(installation, event, fate);
  const failed = yield* bringUp(installation, hook, pulls, pulled, fate?.failed);
  return failed;
}

/** Milliseconds that a fault makes a hook's job run; undefined where none strikes. */
function injectedTime({ run, facts }: Installation, hook: RenderedObject): number | undefined {
  const spec = run.faults.of('hook-timeout').find(({ target = '' }) => {
    const [name = ''] = target.split('@');
    return name === '' || name === hook.name || name === keyOf(hook);
  });
  if (!spec) {
    // Says which hooks there were, for a fault that finds none.
    run.faults.strikes('hook-timeout', hook.name, keyOf(hook));
    return undefined;
  }
  run.faults.hit(spec);
  const images = facts.charts
    .imagesOf(hook)
    .map((use) => use.image.replaceAll('${packageId}', facts.packageId));
  if (run.input.pushed?.some((each) => each.exits === true && images.includes(each.image))) return undefined;
  const seconds = Number(spec.target?.split('@')[1] ?? Number.NaN);
  return seconds > 0 ? seconds * 1000 : Number.POSITIVE_INFINITY;
}

type Ends = (LateHook & { readonly late: LocalText }) | { readonly failed: Fate };

/** How a hook's job fails, as far as its commands and limits and a fault tell; undefined where nothing speaks against it. */
function fateOf(
  installation: Installation,
  hook: RenderedObject,
  workload: Workload,
  injected: number | undefined,
): Ends | undefined {
  const ending = endingOf(workload);
  const limit = HELM_TIMEOUT / 1000;
  const late = (words: LocalText, takes: number, isOfImage = false): Ends => ({
    late: words,
    hook,
    takes: takes / 1000,
    limit,
    isOfImage,
  });
  if (ending.kind === 'fails') {
    const after = workload.kind === 'Job' ? givenUpAfter(backoffLimit(workload)) : 0;
    const words = text(
      `Its command ends with status ${ending.code} every time.`,
      `其命令每次都以状态 ${ending.code} 结束。`,
    );
    if (after >= HELM_TIMEOUT) return late(words, after);
    return {
      failed: {
        after,
        words: 'job failed: BackoffLimitExceeded',
        cure: text('Let the command end with status 0.', '请使命令以状态 0 结束。'),
      },
    };
  }
  const written = ending.kind === 'endless' ? Number.POSITIVE_INFINITY : ending.after;
  const takes = Math.max(written, injected ?? 0);
  const deadline = workload.kind === 'Job' ? deadlineOf(workload) : undefined;
  if (deadline !== undefined && takes > deadline * 1000 && deadline * 1000 < HELM_TIMEOUT) {
    const raised = longerDeadline(installation, workload, takes, limit);
    const other =
      raised ??
      hookCure(installation, { hook, takes: takes / 1000, limit: deadline, isOfImage: takes > written });
    return {
      failed: {
        after: deadline * 1000,
        words: 'job failed: DeadlineExceeded',
        cure: text(
          `Let the job end within its activeDeadlineSeconds (${deadline}), or raise them.`,
          `请使任务在 activeDeadlineSeconds(${deadline})内结束,或提高该值。`,
        ),
        ...(other ? { change: other } : {}),
      },
    };
  }
  if (ending.kind === 'endless') return late(ending.why, takes);
  if (takes < HELM_TIMEOUT) return undefined;
  if (takes === written)
    return late(text(`Its command sleeps ${takes / 1000} s.`, `其命令休眠 ${takes / 1000} 秒。`), takes);
  return late(
    Number.isFinite(takes)
      ? text(
          `This fault was asked for: the job needs ${takes / 1000} s.`,
          `该故障由演练注入:任务需要 ${takes / 1000} 秒。`,
        )
      : text('This fault was asked for: the job never ends.', '该故障由演练注入:任务永不结束。'),
    takes,
    true,
  );
}

/** How Helm heads what went wrong. */
export const headline = ({ before }: Pick<Installation, 'before'>): string =>
  before ? 'UPGRADE FAILED' : 'INSTALLATION FAILED';

function* timeOut(
  installation: Installation,
  event: string,
  late: LateHook & { readonly late: LocalText },
): Process<Failure> {
  const { run, subject } = installation;
  const { hook, late: fact } = late;
  const key = keyOf(hook);
  run.emit({ type: 'workload', object: key, state: 'pending', ready: 0, wanted: 1 });
  yield 4000;
  run.emit({ type: 'workload', object: key, state: 'pulling', ready: 0, wanted: 1 });
  yield HELM_TIMEOUT - 4000;
  run.emit({ type: 'workload', object: key, state: 'failed', ready: 0, wanted: 1 });
  run.log(
    subject.address,
    `Error: ${headline(installation)}: failed ${event}: timed out waiting for the condition`,
    'error',
  );
  const [place = { file: hook.source }] = installation.facts.provenance.lines(hook.source, HOOK_LINE);
  return failure(
    'SIM_HOOK_TIMEOUT',
    { hook: key, seconds: HELM_TIMEOUT / 1000, where: placeName(place), fact },
    {
      address: subject.address,
      cure: hookCure(installation, late),
      causes: [{ kind: 'source', text: text(`${key} is a ${event} hook`, `${key} 是 ${event} 钩子`), place }],
    },
  );
}
