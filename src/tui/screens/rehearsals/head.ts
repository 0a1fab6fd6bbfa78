import type { RehearsalModel } from '../../../client/index.ts';
import { bar } from '../../draw/bar.ts';
import { clock } from '../../draw/format.ts';
import { mark, stateWord, toneOf } from '../../draw/marks.ts';
import { blank, bold, dim, type Line, span } from '../../draw/span.ts';
import { justify, lineWidth, shorten } from '../../draw/width.ts';
import type { Scene } from '../../state/app.ts';
import type { Size } from '../screen.ts';

const PHASES = ['form', 'plan', 'resources', 'chart', 'images', 'workloads', 'outputs'] as const;

/** State, virtual clock, progress and phases of a rehearsal, in three lines. */
export function rehearsalHead(
  scene: Scene,
  id: string,
  model: RehearsalModel,
  { width }: Size,
): readonly Line[] {
  const { t } = scene.words;
  const view = scene.console.rehearsals?.find((each) => each.id === id);
  const done = model.resources.filter((each) => each.state === 'created').length;
  const total = model.resources.length;
  const project = view?.project ?? model.project;
  const state: Line = [
    mark(model.status),
    bold(` ${stateWord(model.status, t)}`, toneOf(model.status)),
    span(`  ${project}`),
  ];
  const numbers = ` ${t('rehearsal.progress.of', { created: done, total })}`;
  const room = Math.max(6, width - numbers.length - 8);
  return [
    justify(state, [dim(`${t('rehearsal.clock')} `), span(clock(model.now))], width),
    [...bar(done, total, Math.min(40, room)), dim(numbers)],
    phases(model, t, width),
    ...restsOn(model, t, width),
    blank,
  ];
}

/** What an ended rehearsal rests on and is known in part or not at all: a green verdict never hides it. */
function restsOn({ counts }: RehearsalModel, t: Scene['words']['t'], width: number): readonly Line[] {
  const { partial = [], opaque = [] } = counts?.fidelity ?? {};
  const line = (word: string, names: readonly string[], tone: 'warn' | 'dim'): Line => [
    span(`${word}: `, tone),
    dim(shorten(names.join(', '), Math.max(8, width - word.length - 4))),
  ];
  return [
    ...(opaque.length > 0 ? [line(t('ship.opaque'), opaque, 'warn')] : []),
    ...(partial.length > 0 ? [line(t('ship.partial'), partial, 'dim')] : []),
  ];
}

type T = Scene['words']['t'];

/** Every phase with its mark, the running one in bold; where there is no room, the others without their words. */
function phases(model: RehearsalModel, t: T, width: number): Line {
  const full = phaseSpans(model, t, true);
  return lineWidth(full) <= width ? full : phaseSpans(model, t, false);
}

function phaseSpans(model: RehearsalModel, t: T, words: boolean): Line {
  const ended = model.phase === 'done';
  const here = ended
    ? model.status === 'succeeded'
      ? PHASES.length
      : reached(model)
    : (PHASES as readonly string[]).indexOf(model.phase);
  return PHASES.flatMap((phase, at) => {
    const word = t(`phase.${phase}`);
    if (at === here) return [mark(ended ? model.status : 'running'), bold(`${words ? '' : ' '}${word} `)];
    return [at < here ? span('✓', 'good') : dim('·'), dim(words ? `${word} ` : ' ')];
  });
}

/** The phase in which a rehearsal that did not succeed ended. */
function reached(model: RehearsalModel): number {
  if (model.outputs.length > 0) return 6;
  if (model.workloads.length > 0) return 5;
  if (model.images.length > 0) return 4;
  if (model.objects.length > 0) return 3;
  return model.resources.length > 0 ? 2 : model.failures.length > 0 ? 1 : 0;
}
