import { z } from 'zod';
import { text } from '../../core/text.ts';
import { defineAction } from '../action.ts';
import { field } from '../fields.ts';
import {
  answersField,
  dialectField,
  dirField,
  planFileField,
  providersField,
  variableFields,
  worldClosedField,
  worldField,
} from '../schemas.ts';

export const projectList = defineAction({
  id: 'project.list',
  title: text('Projects', '项目'),
  help: text('Lists the package projects that this console knows.', '列出控制台已知的安装包项目。'),
  input: z.object({}),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['project', 'list'],
    examples: [{ line: 'drydock project list', does: text('list projects', '列出项目') }],
  },
  face: { screen: 'projects', key: 'l', ambient: true },
  load: async () => (await import('../run/projects.ts')).list,
});

export const projectAdd = defineAction({
  id: 'project.add',
  title: text('Add project', '添加项目'),
  help: text(
    'Adds an existing package folder to the console. The folder stays where it is.',
    '将已有的安装包目录加入控制台,目录位置不变。',
  ),
  input: z.object({ dir: dirField }),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['project', 'add'],
    positional: ['dir'],
    examples: [{ line: 'drydock project add ./my-app', does: text('add a folder', '添加目录') }],
  },
  face: { screen: 'projects', key: 'a' },
  load: async () => (await import('../run/projects.ts')).add,
});

export const projectSample = defineAction({
  id: 'project.sample',
  title: text('Create sample project', '创建示例项目'),
  help: text(
    'Writes a complete container-type sample project (cluster, database, chart, two images) into a new folder and adds it.',
    '在新目录写入一个完整的容器型示例项目(集群、数据库、Chart、两个镜像)并加入控制台。',
  ),
  input: z.object({ dir: dirField }),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['project', 'sample'],
    positional: ['dir'],
    examples: [
      { line: 'drydock project sample ./hello', does: text('a project to try things on', '用于试用的项目') },
    ],
  },
  face: { screen: 'projects', key: 'n' },
  load: async () => (await import('../run/projects.ts')).sample,
});

export const projectRemove = defineAction({
  id: 'project.remove',
  title: text('Forget project', '移除项目'),
  help: text(
    'Removes a project from the list. Its folder is not touched.',
    '从列表中移除项目,不会改动其目录。',
  ),
  input: z.object({ dir: dirField }),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['project', 'remove'],
    positional: ['dir'],
    examples: [{ line: 'drydock project remove ./my-app', does: text('forget a folder', '移除目录') }],
  },
  face: {
    screen: 'projects',
    subject: { kind: 'project', field: 'dir' },
    key: 'd',
    confirm: text('Forget this project? Its folder stays as it is.', '从列表移除该项目?其目录保持不变。'),
  },
  load: async () => (await import('../run/projects.ts')).remove,
});

export const projectShow = defineAction({
  id: 'project.show',
  title: text('Project details', '项目详情'),
  help: text(
    'Shows what a package consists of: parameters, resources, charts, specifications, files.',
    '显示安装包的组成:参数、资源、Chart、规格与文件。',
  ),
  input: z.object({ dir: dirField }),
  needs: 'files',
  streams: false,
  cli: {
    words: ['project', 'show'],
    positional: ['dir'],
    examples: [
      { line: 'drydock project show .', does: text('what this package consists of', '查看该安装包的组成') },
    ],
  },
  face: { screen: 'projects', subject: { kind: 'project', field: 'dir' }, key: 'i', ambient: true },
  load: async () => (await import('../run/projects.ts')).show,
});

export const lint = defineAction({
  id: 'lint',
  title: text('Lint', '检查'),
  help: text(
    'Checks package.yaml, Terraform files and charts; every finding has a code, an exact place and a page that explains it.',
    '检查 package.yaml、Terraform 文件与 Chart;每个问题都有编号、精确位置和说明页面。',
  ),
  input: z.object({
    dir: dirField,
    dialect: dialectField,
    providers: providersField,
    format: field(z.enum(['text', 'json', 'sarif']).default('text'), {
      help: text('Output format', '输出格式'),
    }),
    color: field(z.boolean().default(false), { help: text('Colours in text', '文本输出使用颜色') }),
  }),
  needs: 'files',
  streams: false,
  cli: {
    words: ['lint'],
    positional: ['dir'],
    examples: [
      { line: 'drydock lint .', does: text('findings with source lines', '带源码行的检查结果') },
      {
        line: 'drydock lint . --format sarif > lint.sarif',
        does: text('for code scanning', '用于代码扫描平台'),
      },
    ],
  },
  face: { screen: 'projects', subject: { kind: 'project', field: 'dir' }, key: 'c' },
  load: async () => (await import('../run/lint.ts')).run,
});

export const form = defineAction({
  id: 'form',
  title: text('Install form', '安装表单'),
  help: text(
    'Shows the install form as a customer sees it, with the options that a world offers and the errors of given answers.',
    '按客户看到的样子显示安装表单,包括可选项以及答案中的错误。',
  ),
  input: z.object({ dir: dirField, answers: answersField, world: worldField, worldClosed: worldClosedField }),
  needs: 'files',
  streams: false,
  cli: {
    words: ['form'],
    positional: ['dir'],
    examples: [{ line: 'drydock form . --answers answers.yaml', does: text('check answers', '检查答案') }],
  },
  face: { screen: 'projects', subject: { kind: 'project', field: 'dir' }, key: 'f' },
  load: async () => (await import('../run/form.ts')).run,
});

export const plan = defineAction({
  id: 'plan',
  title: text('Plan', '计划'),
  help: text(
    'Shows the resources that an install would create, in order, with their arguments and edges.',
    '按顺序显示安装将创建的资源及其参数与依赖。',
  ),
  input: z.object({
    dir: dirField,
    answers: answersField,
    world: worldField,
    worldClosed: worldClosedField,
    dialect: dialectField,
    providers: providersField,
    ...variableFields(),
    out: planFileField,
  }),
  needs: 'files',
  streams: false,
  cli: {
    words: ['plan'],
    positional: ['dir'],
    examples: [
      {
        line: 'drydock plan . --out plan.json',
        does: text('for policy and cost tools', '供策略与成本工具使用'),
      },
      { line: 'drydock plan . --answers auto', does: text('what would be created', '将会创建什么') },
    ],
  },
  face: { screen: 'projects', subject: { kind: 'project', field: 'dir' }, key: 'p' },
  load: async () => (await import('../run/plan.ts')).run,
});
