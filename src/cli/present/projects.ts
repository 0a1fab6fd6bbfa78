import { text } from '../../core/text.ts';
import { say, tr } from '../io.ts';
import { bytes, table } from '../table.ts';
import type { Presenters } from './presenter.ts';

const words = {
  none: text(
    'No projects yet. `drydock project add DIR` adds one, `drydock project sample DIR` makes one.',
    '还没有项目。用 `drydock project add DIR` 添加,或用 `drydock project sample DIR` 创建示例。',
  ),
  name: text('NAME', '名称'),
  id: text('PACKAGE', '安装包'),
  dir: text('FOLDER', '目录'),
  gone: text('(folder is gone)', '(目录不存在)'),
  added: text('Added {name} ({dir}).', '已添加 {name}({dir})。'),
  removed: text('Forgotten. The folder stays as it is.', '已移除,目录保持不变。'),
  sample: text('Sample project written to {dir}.', '示例项目已写入 {dir}。'),
  args: text('Form fields', '表单字段'),
  resources: text('Resources', '资源'),
  outputs: text('Outputs', '输出'),
  charts: text('Charts', 'Chart'),
  specs: text('Specifications', '规格'),
  files: text('Files', '文件'),
};

export const presenters = {
  'project.list': {
    text(projects, io) {
      if (projects.length === 0) return say(io, tr(io, words.none));
      const rows = projects.map((each) => [
        each.name,
        each.packageId ?? '-',
        each.missing ? `${each.dir} ${tr(io, words.gone)}` : each.dir,
      ]);
      const columns = [
        { title: tr(io, words.name) },
        { title: tr(io, words.id) },
        { title: tr(io, words.dir) },
      ];
      for (const line of table(columns, rows)) say(io, line);
    },
  },
  'project.add': {
    text: (project, io) =>
      say(io, tr(io, words.added).replace('{name}', project.name).replace('{dir}', project.dir)),
  },
  'project.sample': { text: (project, io) => say(io, tr(io, words.sample).replace('{dir}', project.dir)) },
  'project.remove': { text: (_result, io) => say(io, tr(io, words.removed)) },
  'project.show': {
    text(project, io) {
      const row = (name: string, value: string): void => say(io, `${name.padEnd(16)} ${value}`);
      say(io, io.color.bold(project.name) + (project.packageId ? `  ${project.packageId}` : ''));
      row(tr(io, words.dir), project.dir);
      row(tr(io, words.args), String(project.args));
      row(tr(io, words.resources), String(project.resources));
      row(tr(io, words.outputs), project.outputs.join(', ') || '-');
      row(
        tr(io, words.charts),
        project.charts.map((chart) => `${chart.name} ${chart.version} (${chart.path})`).join(', ') || '-',
      );
      row(
        tr(io, words.specs),
        project.specs
          .map((spec) => `${spec.key}=${spec.values.map((each) => each.value).join('|')}`)
          .join(', ') || '-',
      );
      row(
        tr(io, words.files),
        `${project.files.length}, ${bytes(project.files.reduce((sum, file) => sum + file.bytes, 0))}`,
      );
    },
  },
} satisfies Presenters;
