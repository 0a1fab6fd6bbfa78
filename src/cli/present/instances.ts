import { text } from '../../core/text.ts';
import { visible, visibleLine } from '../../core/visible.ts';
import { say, tr } from '../io.ts';
import { placeText } from '../report.ts';
import { table } from '../table.ts';
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
};

export const presenters = {
  'instance.list': {
    text(list, io) {
      if (list.length === 0) return say(io, tr(io, words.none));
      const rows = list.map((each) => [
        each.id,
        each.project,
        each.status,
        String(each.resources),
        each.createdAt,
        each.main ?? '-',
      ]);
      const columns = [
        { title: tr(io, words.id) },
        { title: tr(io, words.project) },
        { title: tr(io, words.status) },
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
      if (instance.license) {
        say(io);
        say(io, `${tr(io, words.license)}  ${instance.license}`);
      }
    },
  },
  'instance.remove': { text: (_result, io) => say(io, tr(io, words.removed)) },
} satisfies Presenters;
