import type { OperationPreviewView, OperationResult } from '../../actions/lifecycle-views.ts';
import type { Json } from '../../core/json.ts';
import type {
  Downtime,
  LeftBehind,
  LifecycleDiff,
  Loss,
  ReleaseDiff,
  Risk,
  StepAction,
  StepDiff,
} from '../../core/lifecycle/types.ts';
import { text } from '../../core/text.ts';
import { visible, visibleLine } from '../../core/visible.ts';
import { type Io, say, tr } from '../io.ts';
import { placeText } from '../report.ts';
import { printCostChange } from './cost.ts';
import type { ResultStatus } from './presenter.ts';
import { printFailure, printOutputs } from './rehearsals.ts';

const signs: Readonly<Record<StepAction, string>> = {
  'no-op': ' ',
  create: '+',
  update: '~',
  replace: '±',
  delete: '-',
  forget: '.',
};

const actions: Readonly<Record<StepAction, ReturnType<typeof text>>> = {
  'no-op': text('unchanged', '不变'),
  create: text('create', '创建'),
  update: text('update in place', '原地更新'),
  replace: text('replace', '替换'),
  delete: text('delete', '删除'),
  forget: text('forget', '移出管理'),
};

const risks: Readonly<Record<Risk, ReturnType<typeof text>>> = {
  'loses-data': text('LOSES DATA', '丢失数据'),
  interrupts: text('INTERRUPTS', '服务中断'),
  changes: text('CHANGES', '变更'),
  none: text('UNCHANGED', '不变'),
};

const ORDER: readonly Risk[] = ['loses-data', 'interrupts', 'changes'];

const words = {
  forces: text('forces replacement', '强制替换'),
  written: text('Terraform’s plan JSON: {file}', 'Terraform 计划 JSON:{file}'),
  later: text('known after apply', '应用后可知'),
  createFirst: text('the new one is made first', '先建后删'),
  lost: text('lost', '丢失'),
  down: text('missing for', '中断时长'),
  blocked: text('refused', '会被拒绝'),
  why: text('because', '原因'),
  unchanged: text('unchanged', '不变'),
  release: text('Release', 'Release'),
  immutable: text('Kubernetes refuses to change', 'Kubernetes 不允许修改'),
  outputs: text('Outputs that change', '变化的输出'),
  left: text('Left behind', '遗留内容'),
  losses: text('Lost for good', '永久丢失'),
  downtime: text('Downtime', '停机时间'),
  drift: text('Changed outside', '外部更改'),
  nothing: text('Nothing to do: what stands is what the package says.', '无需操作:现状与安装包一致。'),
  planned: text('Nothing was done (--plan-only).', '未执行任何操作(--plan-only)。'),
  impossible: text('It cannot be planned.', '无法生成计划。'),
  succeeded: text('The operation would succeed', '操作会成功'),
  failed: text('The operation would fail', '操作会失败'),
  cancelled: text('The rehearsal was cancelled', '演练已取消'),
  retry: text(
    'What was done so far is kept. Mend the cause, then: drydock instance retry',
    '已完成的部分会保留。修正原因后执行:drydock instance retry',
  ),
};

const LONGEST = 60;

const short = (value: Json): string => {
  const shown =
    value === null ? '–' : typeof value === 'string' ? JSON.stringify(value) : JSON.stringify(value);
  return shown.length <= LONGEST ? shown : `${shown.slice(0, LONGEST - 1)}…`;
};

const span = (io: Io, down: Downtime): string =>
  `${tr(io, words.down)} ${down.least}–${down.most} s  ${io.color.dim(`(${tr(io, down.ground)})`)}`;

function printStep(step: StepDiff, io: Io): void {
  const { color } = io;
  const paint =
    step.risk === 'loses-data' ? color.red : step.risk === 'interrupts' ? color.yellow : color.green;
  const first = step.createFirst ? `, ${tr(io, words.createFirst)}` : '';
  say(
    io,
    `  ${paint(`${signs[step.action]} ${visibleLine(step.address)}`)}  ${tr(io, actions[step.action])}${first}`,
  );
  if (step.why) say(io, `      ${color.dim(tr(io, words.why))} ${visible(tr(io, step.why))}`);
  for (const each of step.changes) {
    const after = each.known ? short(each.after) : `(${tr(io, words.later)})`;
    const forces = each.forces && step.action === 'replace' ? color.red(`  # ${tr(io, words.forces)}`) : '';
    const place = each.place ? color.dim(`  ${placeText(each.place)}`) : '';
    say(io, visible(`      ${each.path}: ${short(each.before)} → ${after}`) + forces + place);
    for (const because of each.because) say(io, color.dim(`        ${visible(tr(io, because))}`));
  }
  for (const loss of step.loses)
    say(io, `      ${color.red(`${tr(io, words.lost)}: `)}${visible(tr(io, loss))}`);
  if (step.downtime) say(io, `      ${span(io, step.downtime)}`);
  if (step.blockedBy)
    say(io, `      ${color.red(`${tr(io, words.blocked)}: `)}${visible(tr(io, step.blockedBy))}`);
}

function printRelease(diff: ReleaseDiff, io: Io): void {
  const { color } = io;
  const count = (change: string): number => diff.objects.filter((each) => each.change === change).length;
  say(
    io,
    `${color.bold(tr(io, words.release))} ${visibleLine(diff.release)}  ${visibleLine(diff.chart)}  +${count('added')} ~${count('changed')} -${count('removed')}  ${diff.unchanged} ${tr(io, words.unchanged)}`,
  );
  if (diff.unknown) say(io, `  ${visible(tr(io, diff.unknown))}`);
  for (const each of diff.objects) {
    const sign = each.change === 'added' ? '+' : each.change === 'removed' ? '-' : '~';
    say(io, visible(`  ${sign} ${each.object}  ${each.paths.slice(0, 6).join(', ')}`));
    if (each.note) say(io, color.dim(`      ${tr(io, each.note)}`));
    if (each.immutable.length > 0)
      say(io, color.red(`      ${tr(io, words.immutable)}: ${each.immutable.join(', ')}`));
  }
}

function printLeft(title: string, list: readonly LeftBehind[], io: Io): void {
  if (list.length === 0) return;
  say(io);
  say(io, io.color.bold(title));
  for (const each of list)
    say(
      io,
      visible(`  ${each.name}  (${each.address})`) + io.color.dim(`\n      ${visible(tr(io, each.why))}`),
    );
}

function printLosses(losses: readonly Loss[], io: Io): void {
  if (losses.length === 0) return;
  say(io);
  say(io, io.color.bold(io.color.red(tr(io, words.losses))));
  for (const each of losses) say(io, visible(`  ${each.address}: ${tr(io, each.what)}`));
}

/** A diff as people read it: the worst first. */
export function printDiff(diff: LifecycleDiff, io: Io): void {
  const { color } = io;
  if (diff.drift.length > 0) {
    say(io, color.bold(tr(io, words.drift)));
    for (const each of diff.drift) {
      const values = Object.entries(each.values)
        .map(([name, value]) => `${name}=${short(value)}`)
        .join(' ');
      say(io, visible(`  ! ${each.address}  ${each.kind}  ${values}`));
    }
    say(io);
  }
  for (const risk of ORDER) {
    const steps = diff.steps.filter((each) => each.risk === risk);
    if (steps.length === 0) continue;
    say(io, color.bold(`${tr(io, risks[risk])} (${steps.length})`));
    for (const each of steps) printStep(each, io);
    say(io);
  }
  if (diff.steps.every((each) => each.action === 'no-op') && diff.outputs.length === 0)
    say(io, tr(io, words.nothing));
  for (const each of diff.releases) printRelease(each, io);
  if (diff.outputs.length > 0) {
    say(io, color.bold(tr(io, words.outputs)));
    for (const each of diff.outputs) {
      const after = each.known ? short(each.after) : `(${tr(io, words.later)})`;
      say(io, visible(`  ${each.name}: ${short(each.before)} → ${after}`));
    }
  }
  const { counts } = diff;
  say(
    io,
    `+${counts.create} ~${counts.update} ±${counts.replace} -${counts.delete}  ${counts['no-op']} ${tr(io, words.unchanged)}`,
  );
  if (diff.downtime) say(io, `${color.bold(tr(io, words.downtime))}  ${span(io, diff.downtime)}`);
  printLosses(diff.loses, io);
  printLeft(tr(io, words.left), diff.leftBehind, io);
}

export function printPreview(view: OperationPreviewView, io: Io): void {
  if (view.diff) printDiff(view.diff, io);
  else say(io, io.color.red(tr(io, words.impossible)));
  for (const each of view.failures) {
    say(io);
    printFailure(each, io);
  }
  if (view.cost) printCostChange(view.cost, io);
  if (view.written !== undefined) {
    const file = visibleLine(view.written);
    say(
      io,
      tr(io, words.written).replace('{file}', () => file),
    );
  }
}

export const operationStatus = (result: OperationResult): ResultStatus =>
  result.status === 'planned'
    ? result.failures.length > 0
      ? 1
      : 0
    : result.status === 'succeeded'
      ? 0
      : result.status === 'cancelled'
        ? 130
        : 1;

export function printOperation(result: OperationResult, io: Io): void {
  say(io);
  if (result.status === 'planned') {
    printPreview(result, io);
    say(io);
    say(io, tr(io, words.planned));
    return;
  }
  for (const each of result.failures) printFailure(each, io);
  printLosses(result.loses, io);
  printLeft(tr(io, words.left), result.leftBehind, io);
  printOutputs(result.outputs, io);
  if (result.cost) printCostChange(result.cost, io);
  say(io);
  const { color } = io;
  const headline = words[result.status];
  const paint = result.status === 'succeeded' ? color.green : color.red;
  say(io, `${paint(tr(io, headline))}  ${result.instance}`);
  if (result.status === 'failed') say(io, color.dim(`${tr(io, words.retry)} ${result.instance}`));
}
