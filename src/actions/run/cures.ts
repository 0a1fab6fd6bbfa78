import { createHash } from 'node:crypto';
import { DrydockError } from '../../core/errors/index.ts';
import {
  attemptCures,
  type CureAttempt,
  type CureStep,
  faultText,
  type RehearsalInput,
  type RehearsalRecord,
  rehearse,
} from '../../core/install/index.ts';
import { type LocalText, sameText, text } from '../../core/text.ts';
import type { ActionContext } from '../action.ts';
import type { CureEvent, CureStepView, CureView } from '../cure-views.ts';
import { conditionsOf } from './conditions.ts';
import { type PlannedFile, plannedFiles, writeFiles } from './cure-files.ts';
import { prepare, type Input as RehearsalFields } from './rehearsals.ts';
import { schemasOf } from './schemas.ts';

type Context = ActionContext<CureEvent>;

interface Writing {
  readonly write: boolean;
  readonly dryRun: boolean;
  readonly preview?: string | undefined;
}

type Input = Omit<RehearsalFields, 'speed'> & Writing;

/** Events after which others of the engine have their turn. */
const EVENTS_A_TURN = 200;

/** Cures what stands between a project and an install that succeeds. */
export async function project(input: Input, context: Context): Promise<CureView> {
  return cure({ ...input, speed: 'instant' }, input, context);
}

/** Cures a rehearsal that failed, under the conditions that it had. Errors: CURE_FORGOTTEN. */
export async function rehearsal(
  input: { readonly id: string } & Writing,
  context: Context,
): Promise<CureView> {
  const { id } = input;
  const known = context.engine.rehearsals.list().find((each) => each.id === id || each.instance === id);
  if (!known) throw new DrydockError('REHEARSAL_UNKNOWN', { id });
  const conditions = conditionsOf(context.engine, known.id);
  if (!conditions) throw new DrydockError('CURE_FORGOTTEN', { id });
  return cure({ ...conditions, speed: 'instant' }, input, context);
}

async function cure(fields: RehearsalFields, writing: Writing, context: Context): Promise<CureView> {
  const { engine, dataDir, signal, emit } = context;
  const input = await prepare(fields, { engine, dataDir, signal });
  const schemas = schemasOf(dataDir, undefined);
  const once = (now: RehearsalInput): Promise<RehearsalRecord> =>
    rehearseOnce(
      { ...now, speed: 'instant' },
      {
        schemas,
        signal,
        lookupImage: (reference) => engine.registry.resolveImage(reference),
      },
    );
  const progress = (done: number): void => emit({ type: 'progress', what: fields.dir, done, unit: 'items' });
  progress(0);
  const first = await once(input);
  progress(1);
  let rounds = 1;
  const attempt = await attemptCures(input, first, once, (step) => {
    rounds += 1;
    emit({ type: 'step', step: stepView(step) });
    progress(rounds);
  });
  const files = await plannedFiles(fields, input, attempt);
  const view = viewOf(fields.dir, first, attempt, files);
  if (writing.preview !== undefined && writing.preview !== view.preview)
    throw new DrydockError('CURE_STALE', { what: writing.preview });
  const isWriting = !writing.dryRun && (writing.write || writing.preview !== undefined);
  if (!isWriting || view.status !== 'cured' || files.length === 0) return view;
  signal.throwIfAborted();
  await writeFiles(files);
  return { ...view, written: true };
}

async function rehearseOnce(
  input: RehearsalInput,
  deps: Omit<Parameters<typeof rehearse>[1], 'sleep'>,
): Promise<RehearsalRecord> {
  const run = rehearse(input, { ...deps, sleep: async () => undefined });
  for (let events = 1; ; events++) {
    const next = await run.next();
    if (next.done) return next.value;
    if (events % EVENTS_A_TURN === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}

function viewOf(
  dir: string,
  first: RehearsalRecord,
  attempt: CureAttempt,
  files: readonly PlannedFile[],
): CureView {
  const { status, steps, left, why } = attempt;
  const idle = first.status === 'succeeded' && first.findings.find((each) => each.code === 'SIM_FAULT_IDLE');
  const shown = files.map(({ before: _before, after: _after, ...file }) => file);
  const hash = createHash('sha256');
  hash.update(JSON.stringify([status, files.map(({ path, before, after }) => [path, before, after])]));
  return {
    dir,
    status: first.status === 'succeeded' ? 'fine' : status === 'failed' ? 'stuck' : status,
    steps: steps.map(stepView),
    left: left ?? null,
    why: why ?? (idle ? idle.message : null),
    files: shown,
    preview: hash.digest('hex').slice(0, 16),
    written: false,
  };
}

const stepView = ({ failure, cure, before, input, record }: CureStep): CureStepView => ({
  failure,
  title: cure.title,
  besides: besides({ cure, before, input }),
  after: record.status,
  next: record.failures[0]?.code ?? null,
});

/** What a cure does outside of any file, and what becomes of the faults. */
function besides({ cure, before, input }: Pick<CureStep, 'cure' | 'before' | 'input'>): readonly LocalText[] {
  const said: LocalText[] = [];
  for (const change of cure.changes) {
    if (change.on === 'registry') said.push(sameText(`docker push ${change.image}`));
    if (change.on === 'again')
      said.push(
        input.prior
          ? text(`drydock instance retry ${input.prior.id}`, `drydock instance retry ${input.prior.id}`)
          : text('Install again.', '重新安装。'),
      );
  }
  const left = new Set((input.faults ?? []).map(faultText));
  for (const fault of (before.faults ?? []).map(faultText)) {
    const narrow = cure.narrows?.find((each) => each.from === fault);
    if (narrow)
      said.push(
        text(`The fault ${fault} goes on as ${narrow.to}.`, `故障 ${fault} 以 ${narrow.to} 继续存在。`),
      );
    else if (!left.has(fault)) said.push(text(`The fault ${fault} is over.`, `故障 ${fault} 已不成立。`));
  }
  return said;
}
