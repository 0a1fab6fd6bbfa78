import { cliLine, unfit } from '../../client/index.ts';
import { keyedActions } from '../actions/keymap.ts';
import type { ActionView, StatusView } from '../contract.ts';
import { mark } from '../draw/marks.ts';
import { bold, dim, type Line, span } from '../draw/span.ts';
import { fitLine, justify, lineWidth } from '../draw/width.ts';
import { jobLine } from '../parts/job.ts';
import { screenOf } from '../screens/index.ts';
import type { DetailView } from '../screens/screen.ts';
import type { Scene } from '../state/app.ts';
import { runningJob } from '../state/jobs.ts';

/** What just happened, else what runs, else the command line that does the same as the screen. */
export function sameLine(scene: Scene, width: number): Line {
  const { ui, words } = scene;
  if (ui.notice) {
    const shape = { good: '✓', bad: '✗', warn: '!' }[ui.notice.tone];
    return fitLine([span(` ${shape} `, ui.notice.tone), span(ui.notice.text)], width);
  }
  const job = runningJob(scene.jobs);
  if (job && job.view.id !== 'simulate') {
    return justify(
      [span(' '), ...jobLine(job, scene, width - 26)],
      [dim(words.t('jobs.cancel')), span(' ')],
      width,
    );
  }
  const { id, input } = screenOf(ui.screen).same(scene);
  const view = scene.console.actions?.find((each) => each.id === id);
  return fitLine(view ? [dim(` $ ${cliLine(view, input)}`)] : [], width);
}

/** The keys of the screen, as many as there is room for, and those that lead to all others. */
export function keyLine(scene: Scene, detail: DetailView, width: number): Line {
  const { words, ui } = scene;
  const key = (name: string, does: string): Line => [bold(name, 'accent'), dim(` ${does}  `)];
  const always: Line = [
    ...key(':', words.t('keys.short.palette')),
    ...key('?', words.t('keys.short.help')),
    ...key('q', words.t('keys.short.quit')),
  ];
  const subjects = screenOf(ui.screen).subjects(scene);
  const own = [
    ...(ui.pane === 'detail' && detail.enters !== undefined ? [key('Enter', words.t(detail.enters))] : []),
    ...keyedActions(scene.console.actions ?? [], ui.screen)
      .filter(({ face }) => face.subject === undefined || subjects[face.subject.kind] !== undefined)
      .filter((view) => unfit(view, screenOf(ui.screen).state?.(scene)) === undefined)
      .sort((a, b) => rank(a) - rank(b))
      .map((view) => key(view.face.key, words.say(view.title))),
    ...screenOf(ui.screen)
      .keys.filter((each) => each.when?.(scene) ?? true)
      .map((each) => key(each.key, words.t(each.does))),
  ];
  const room = width - lineWidth(always) - 1;
  const shown: Line[] = [];
  for (const each of own) if (lineWidth([...shown.flat(), ...each]) <= room) shown.push(each);
  return justify([span(' '), ...shown.flat()], always, width);
}

/** What is done to the selected thing comes first, what loses something last. */
const rank = ({ face, streams }: ActionView): number =>
  face.confirm ? 3 : face.subject === undefined ? 2 : streams ? 0 : 1;

/** Connection, addresses, and how many connections were made to other machines. */
export function statusLine({ console, words }: Scene, width: number): Line {
  const { t } = words;
  const { status, connection } = console;
  const state: Line =
    connection === 'open'
      ? [span(' '), mark('valid'), span(` ${t('connection.open')}`)]
      : [
          span(' '),
          mark(connection === 'lost' ? 'failed' : 'creating'),
          bold(` ${t(`connection.${connection}`)}`),
        ];
  const part = (name: string, value: string): Line => [dim(`  ${name} `), span(value)];
  const left: Line = [
    ...state,
    ...part(t('engine.registry'), status?.registry?.address ?? t('engine.off')),
    ...part(t('engine.console'), status?.console ? consoleOf(status, width) : t('engine.off')),
  ];
  const outside = status?.outsideConnections;
  const right: Line =
    outside === undefined
      ? []
      : [dim(` ${t('engine.outside')} `), outside === 0 ? span('0 ') : bold(`${outside} `, 'warn')];
  return justify(left, right, width);
}

/** The console's address without its one-time token; its port alone where there is little room and the host is the registry's. */
function consoleOf({ console, registry }: StatusView, width: number): string {
  if (!console) return '';
  try {
    const { host, hostname, port } = new URL(console.url);
    return width < 100 && registry?.address.startsWith(`${hostname}:`) ? `:${port}` : host;
  } catch {
    return console.url;
  }
}
