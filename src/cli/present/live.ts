import { emptyRehearsal, type RehearsalModel, reduceRehearsal } from '../../client/index.ts';
import type { RehearsalEvent } from '../../core/install/events.ts';
import { text } from '../../core/text.ts';
import { visibleLine } from '../../core/visible.ts';
import { type Io, tr } from '../io.ts';
import { clock } from '../table.ts';
import type { EventView } from './presenter.ts';

const phases = {
  form: text('Install form', '安装表单'),
  plan: text('Plan', '计划'),
  resources: text('Resources', '资源'),
  chart: text('Chart', 'Chart'),
  images: text('Images', '镜像'),
  workloads: text('Workloads', '工作负载'),
  outputs: text('Outputs', '输出'),
};

const marks = {
  waiting: '·',
  creating: '…',
  created: '✓',
  updating: '…',
  updated: '✓',
  deleting: '…',
  deleted: '-',
  kept: '=',
  failed: '✗',
  skipped: '-',
};
const imageMarks = { found: '✓', missing: '✗', 'wrong-platform': '✗', assumed: '~' };
const workloadMarks = { pending: '·', pulling: '…', ready: '✓', completed: '✓', failed: '✗' };

const waits = text('waits for', '等待');

const BAR = 24;

/**
 * A rehearsal as lines of a log, with a progress line drawn over at the bottom of a terminal.
 * Without a terminal it is plain lines only.
 */
export function rehearsalLines(io: Io): EventView<RehearsalEvent> {
  let model = emptyRehearsal;
  let drawn = false;
  const erase = (): void => {
    if (drawn) io.out.write('\r\x1b[2K');
    drawn = false;
  };
  const draw = (): void => {
    if (!io.tty || model.status !== 'running' || model.resources.length === 0) return;
    io.out.write(progressLine(model, io).slice(0, io.width - 1));
    drawn = true;
  };
  return {
    show(event) {
      model = reduceRehearsal(model, event);
      const line = lineOf(event, io);
      erase();
      if (line !== undefined) io.out.write(`${io.color.dim(clock(event.at).padStart(8))}  ${line}\n`);
      draw();
    },
    end: erase,
  };
}

function progressLine(model: RehearsalModel, io: Io): string {
  const done = model.resources.filter((each) => each.state === 'created').length;
  const busy = model.resources.filter((each) => each.state === 'creating').map((each) => each.address);
  const filled = Math.round((done / model.resources.length) * BAR);
  const bar = '█'.repeat(filled) + '░'.repeat(BAR - filled);
  return `${clock(model.now).padStart(8)}  ${bar} ${done}/${model.resources.length}  ${visibleLine(busy.join(', '))}`.slice(
    0,
    io.width,
  );
}

function lineOf(event: RehearsalEvent, io: Io): string | undefined {
  const { color } = io;
  switch (event.type) {
    case 'phase':
      return color.bold(tr(io, phases[event.phase]));
    case 'resource': {
      if (event.state === 'waiting') return undefined;
      const paint =
        event.state === 'failed' ? color.red : event.state === 'created' ? color.green : color.dim;
      const took = event.took === undefined ? '' : color.dim(`  ${clock(event.took)}`);
      return `${paint(marks[event.state])} ${visibleLine(event.address)}${event.id ? `  ${event.id}` : ''}${took}`;
    }
    case 'log':
      return `  ${event.level === 'error' ? color.red('!') : event.level === 'warning' ? color.yellow('!') : color.dim('|')} ${visibleLine(tr(io, event.text))}`;
    case 'assumed':
      return `${color.yellow('~')} ${visibleLine(tr(io, event.assumption.text))}`;
    case 'chart':
      return `${color.green('✓')} ${visibleLine(event.release)}: ${event.objects
        .map((each) => `${each.kind}/${each.name}`)
        .map(visibleLine)
        .join(', ')}`;
    case 'image': {
      const platforms = event.platforms.map((each) => `${each.os}/${each.architecture}`).join(', ');
      return `${imageMarks[event.status]} ${visibleLine(event.image)}${platforms ? color.dim(`  ${platforms}`) : ''}`;
    }
    case 'workload':
      return `${workloadMarks[event.state]} ${visibleLine(event.object)}  ${event.state} ${event.ready}/${event.wanted}${event.waitsFor ? color.dim(`  ${tr(io, waits)} ${visibleLine(tr(io, event.waitsFor))}`) : ''}`;
    default:
      return undefined;
  }
}
