import type { Failure, OutputView, RehearsalEvent } from '../../core/install/events.ts';
import { text } from '../../core/text.ts';
import { visible, visibleLine } from '../../core/visible.ts';
import { type Io, say, tr } from '../io.ts';
import { placeText } from '../report.ts';
import { table } from '../table.ts';
import { costLine } from './cost.ts';
import { rehearsalLines } from './live.ts';
import type { Presenters, ResultStatus } from './presenter.ts';

const words = {
  none: text(
    'No rehearsals yet. `drydock simulate DIR` runs one.',
    '还没有演练。用 `drydock simulate DIR` 进行一次。',
  ),
  started: text(
    'Started {id}; `drydock rehearsal watch {id}` follows it.',
    '已启动 {id};用 `drydock rehearsal watch {id}` 观看。',
  ),
  cancelled: text('Cancelled {id}.', '已取消 {id}。'),
  removed: text('Removed {id}.', '已删除 {id}。'),
  succeeded: text('The install would succeed', '安装会成功'),
  failed: text('The install would fail', '安装会失败'),
  stopped: text('The rehearsal was cancelled', '演练已取消'),
  instance: text('Instance', '实例'),
  outputs: text('Outputs', '输出'),
  assumed: text('Assumed', '假设'),
  cause: text('because', '原因'),
  cure: text('Cure', '处理方法'),
  change: text('Smallest change', '最小改动'),
  found: text('Findings', '发现'),
  partly: text('Rehearsed in part', '部分演练'),
  blindly: text('Not rehearsed, taken to work (opaque)', '未演练,视为正常(不透明)'),
  id: text('ID', '编号'),
  project: text('PROJECT', '项目'),
  state: text('STATE', '状态'),
  when: text('STARTED', '开始时间'),
  resources: text('RESOURCES', '资源'),
};

const status = (result: { readonly status: 'succeeded' | 'failed' | 'cancelled' }): ResultStatus =>
  result.status === 'succeeded' ? 0 : result.status === 'cancelled' ? 130 : 1;

/** A failure as people read it: what, the chain of causes, the cure. */
export function printFailure(failure: Failure, io: Io): void {
  const { color } = io;
  say(io, `${color.red(`✗ ${failure.code}`)}  ${visible(tr(io, failure.message))}`);
  for (const cause of failure.causes) {
    const place = cause.place ? `${placeText(cause.place)}: ` : '';
    say(io, `    ${color.dim(tr(io, words.cause))} ${visible(place + tr(io, cause.text))}`);
  }
  say(io, `  ${color.bold(`${tr(io, words.cure)}:`)} ${visible(tr(io, failure.remedy))}`);
  // Where the cure in words is the change itself, once is enough.
  if (failure.cure && tr(io, failure.cure.title) !== tr(io, failure.remedy))
    say(io, `  ${color.bold(`${tr(io, words.change)}:`)} ${visible(tr(io, failure.cure.title))}`);
}

export function printOutputs(outputs: readonly OutputView[], io: Io): void {
  if (outputs.length === 0) return;
  say(io);
  say(io, io.color.bold(tr(io, words.outputs)));
  for (const output of outputs) {
    const value = typeof output.value === 'string' ? output.value : JSON.stringify(output.value);
    const description = output.description ? io.color.dim(`  ${visibleLine(output.description)}`) : '';
    say(io, `  ${visibleLine(output.name)} = ${visibleLine(value)}${description}`);
  }
}

export const presenters = {
  simulate: {
    status,
    events: (io) => rehearsalLines(io),
    text(result, io) {
      const headline = { succeeded: words.succeeded, failed: words.failed, cancelled: words.stopped }[
        result.status
      ];
      const paint = result.status === 'succeeded' ? io.color.green : io.color.red;
      say(io);
      for (const failure of result.failures) printFailure(failure, io);
      if (result.assumptions.length > 0) {
        say(io, io.color.bold(tr(io, words.assumed)));
        for (const each of result.assumptions) {
          say(io, `  ~ ${each.place ? `${placeText(each.place)}: ` : ''}${visible(tr(io, each.text))}`);
        }
      }
      if (result.findings.length > 0) {
        say(io, io.color.bold(tr(io, words.found)));
        for (const each of result.findings) {
          const place = each.place ? `${placeText(each.place)}: ` : '';
          say(io, `  ${io.color.yellow('!')} ${visible(place + tr(io, each.message))}`);
        }
      }
      printOutputs(result.outputs, io);
      say(io);
      const { partial = [], opaque = [] } = result.counts.fidelity ?? {};
      if (partial.length > 0)
        say(io, io.color.dim(`${tr(io, words.partly)}: ${visibleLine(partial.join(', '))}`));
      if (opaque.length > 0)
        say(io, io.color.yellow(`${tr(io, words.blindly)}: ${visibleLine(opaque.join(', '))}`));
      if (result.cost && result.cost.billable > 0) say(io, costLine(result.cost, io));
      const instance = result.instance ? `  ${tr(io, words.instance)} ${result.instance}` : '';
      say(io, paint(tr(io, headline)) + instance);
    },
  },
  'rehearsal.start': {
    text: (result, io) => say(io, tr(io, words.started).replaceAll('{id}', result.id)),
  },
  'rehearsal.list': {
    text(list, io) {
      if (list.length === 0) return say(io, tr(io, words.none));
      const rows = list.map((each) => [
        each.id,
        each.project,
        each.state,
        `${each.created}/${each.resources}`,
        each.startedAt,
      ]);
      const columns = [words.id, words.project, words.state, words.resources, words.when].map((title) => ({
        title: tr(io, title),
      }));
      for (const line of table(columns, rows)) say(io, line);
    },
  },
  'rehearsal.watch': {
    text: () => undefined,
    events: (io) => {
      const view = rehearsalLines(io);
      return {
        show(event: RehearsalEvent) {
          view.show(event);
          if (event.type === 'failed') printFailure(event.failure, io);
          if (event.type === 'outputs') printOutputs(event.outputs, io);
        },
        end: view.end,
      };
    },
  },
  'rehearsal.remove': { text: (result, io) => say(io, tr(io, words.removed).replace('{id}', result.id)) },
  'rehearsal.cancel': { text: (result, io) => say(io, tr(io, words.cancelled).replace('{id}', result.id)) },
} satisfies Presenters;
