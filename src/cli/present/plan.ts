import { text } from '../../core/text.ts';
import { visibleLine } from '../../core/visible.ts';
import { say, tr } from '../io.ts';
import { costLine } from './cost.ts';
import type { Presenters } from './presenter.ts';

const words = {
  summary: text('Plan: {count} to create.', '计划:将创建 {count} 个。'),
  none: text('No plan: the errors above come first.', '无法生成计划:请先解决以上错误。'),
  later: text('(known after apply)', '(创建后可知)'),
  after: text('after', '依赖'),
  partial: text('(rehearsed in part)', '(部分演练)'),
  opaque: text('(not rehearsed: opaque)', '(不演练:不透明)'),
  written: text('Terraform’s plan JSON: {file}', 'Terraform 计划 JSON:{file}'),
};

export const presenters = {
  plan: {
    status: (plan) => (plan.complete ? 0 : 1),
    text(plan, io) {
      for (const each of plan.diagnostics) {
        const place = each.range
          ? `${each.file}:${each.range.start.line}:${each.range.start.column}`
          : each.file;
        say(io, `${place}  ${each.severity}  ${each.code}  ${visibleLine(tr(io, each.message))}`);
      }
      if (plan.diagnostics.length > 0) say(io);
      for (const resource of plan.resources) {
        const after =
          resource.dependsOn.length > 0
            ? io.color.dim(`  ${tr(io, words.after)} ${resource.dependsOn.join(', ')}`)
            : '';
        const known =
          resource.fidelity === undefined || resource.fidelity === 'full'
            ? ''
            : tr(io, words[resource.fidelity]);
        say(
          io,
          `${io.color.green('+')} ${visibleLine(resource.address)}${known && io.color.yellow(`  ${known}`)}${after}`,
        );
      }
      for (const output of plan.outputs) {
        const shown = output.sensitive
          ? '******'
          : output.known
            ? JSON.stringify(output.value)
            : tr(io, words.later);
        say(io, `  ${visibleLine(output.name)} = ${visibleLine(shown)}`);
      }
      say(io);
      say(
        io,
        plan.complete
          ? tr(io, words.summary).replace('{count}', String(plan.resources.length))
          : tr(io, words.none),
      );
      if (plan.cost && plan.cost.billable > 0) say(io, costLine(plan.cost, io));
      if (plan.written !== undefined) {
        say(
          io,
          tr(io, words.written).replace('{file}', () => visibleLine(plan.written ?? '')),
        );
      }
    },
  },
} satisfies Presenters;
