import { text } from '../../core/text.ts';
import { visible, visibleLine } from '../../core/visible.ts';
import { type Io, say, tr } from '../io.ts';
import { placeText } from '../report.ts';
import { clock, table } from '../table.ts';
import { costText } from './cost.ts';
import { operationStatus, printOperation, printPreview } from './lifecycle.ts';
import { rehearsalLines } from './live.ts';
import type { Presenters } from './presenter.ts';
import { printFailure, printOutputs } from './rehearsals.ts';

const words = {
  none: text(
    'No instances yet. A rehearsal leaves one: `drydock simulate DIR`.',
    '还没有实例。演练会产生实例:`drydock simulate DIR`。',
  ),
  id: text('ID', '编号'),
  project: text('PROJECT', '项目'),
  status: text('STATUS', '状态'),
  resources: text('RESOURCES', '资源'),
  created: text('CREATED', '创建时间'),
  main: text('ADDRESS', '地址'),
  assumed: text('Assumed', '假设'),
  license: text('Licence', '许可证'),
  removed: text('Removed.', '已移除。'),
  revision: text('REV', '版本'),
  drift: text('changed outside', '外部更改'),
  history: text('History', '历史'),
  left: text('Left behind', '遗留内容'),
  broken: text(
    'Done behind its back. `drydock instance repair {id} --plan-only` finds it.',
    '已绕过安装包更改。用 `drydock instance repair {id} --plan-only` 可发现它。',
  ),
};

/** Every operation is shown alike: its events as they come, then what came of it. */
const operation = {
  status: operationStatus,
  events: (io: Io) => rehearsalLines(io),
  text: printOperation,
};

export const presenters = {
  'instance.list': {
    text(list, io) {
      if (list.length === 0) return say(io, tr(io, words.none));
      const rows = list.map((each) => [
        each.id,
        each.project,
        each.status,
        String(each.revision),
        `${each.resources}${each.drifted > 0 ? ` !${each.drifted}` : ''}`,
        each.createdAt,
        each.main ?? '-',
      ]);
      const columns = [
        { title: tr(io, words.id) },
        { title: tr(io, words.project) },
        { title: tr(io, words.status) },
        { title: tr(io, words.revision), right: true },
        { title: tr(io, words.resources), right: true },
        { title: tr(io, words.created) },
        { title: tr(io, words.main) },
      ];
      for (const line of table(columns, rows)) say(io, line);
    },
  },
  'instance.show': {
    text(instance, io) {
      say(
        io,
        `${io.color.bold(instance.id)}  ${instance.status}  ${visibleLine(instance.project)}  ${instance.createdAt}`,
      );
      say(io);
      const rows = instance.resourceList.map((each) => [
        each.state,
        each.address,
        each.id ?? '-',
        each.region ?? '-',
        each.fidelity,
      ]);
      for (const line of table(
        ['', '', '', '', ''].map((title) => ({ title })),
        rows,
      ).slice(1))
        say(io, `  ${line}`);
      for (const each of instance.workloads) say(io, `  ${each.state}  ${visibleLine(each.object)}`);
      if (instance.failure) {
        say(io);
        printFailure(instance.failure, io);
      }
      if (instance.assumptions.length > 0) {
        say(io);
        say(io, io.color.bold(tr(io, words.assumed)));
        for (const each of instance.assumptions) {
          say(io, `  ~ ${each.place ? `${placeText(each.place)}: ` : ''}${visible(tr(io, each.text))}`);
        }
      }
      printOutputs(instance.outputs, io);
      for (const each of instance.drift)
        say(io, io.color.yellow(`  ! ${visibleLine(each.address)}: ${tr(io, words.drift)} (${each.kind})`));
      if (instance.leftBehind.length > 0) {
        say(io);
        say(io, io.color.bold(tr(io, words.left)));
        for (const each of instance.leftBehind) say(io, visible(`  ${each.name}: ${tr(io, each.why)}`));
      }
      if (instance.revisions.length > 0) {
        say(io);
        say(io, io.color.bold(tr(io, words.history)));
        for (const each of instance.revisions) {
          const counts = Object.entries(each.counts)
            .map(([action, count]) => `${action} ${count}`)
            .join(', ');
          const failed = each.failure ? `  ${each.failure.code} ${tr(io, each.failure.message)}` : '';
          say(
            io,
            visible(
              `  ${each.revision}  ${each.operation}  ${each.status}  ${each.storedAt}  ${clock(each.took)}  ${counts}${failed}`,
            ),
          );
        }
      }
      if (instance.license) {
        say(io);
        say(io, `${tr(io, words.license)}  ${instance.license}`);
      }
    },
  },
  'instance.preview': { text: printPreview },
  'instance.cost': { text: costText },
  'instance.upgrade': operation,
  'instance.retry': operation,
  'instance.repair': operation,
  'instance.uninstall': operation,
  'instance.break': {
    text: ({ id }, io) => say(io, tr(io, words.broken).replace('{id}', id)),
  },
  'instance.remove': { text: (_result, io) => say(io, tr(io, words.removed)) },
} satisfies Presenters;
