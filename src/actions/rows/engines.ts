import { z } from 'zod';
import { text } from '../../core/text.ts';
import { defineAction } from '../action.ts';
import { contentSchema, field } from '../fields.ts';
import {
  answersField,
  dirField,
  providersField,
  variableFields,
  worldClosedField,
  worldField,
} from '../schemas.ts';

const line = z.string().max(1024 * 1024);
/** A schema for each field, because a field's words hang on its schema. */
const lines = () => z.array(line).max(1000).default([]);

export const consoleExpression = defineAction({
  id: 'console',
  title: text('Evaluate expression', '表达式求值'),
  help: text(
    'Evaluates Terraform expressions with the package’s variables (from the answered form), locals and planned resources.',
    '使用安装包的变量(来自安装表单答案)、local 与计划中的资源,对 Terraform 表达式求值。',
  ),
  input: z.object({
    dir: dirField,
    expr: field(
      z
        .string()
        .min(1)
        .max(1024 * 1024),
      {
        help: text('Expression, e.g. var.app_target.region', '表达式,例如 var.app_target.region'),
        placeholder: 'EXPR',
      },
    ),
    template: field(z.boolean().default(false), {
      help: text('Reads it as a template: text with ${…} and %{…}', '按模板解析:含 ${…} 与 %{…} 的文本'),
    }),
    answers: answersField,
    world: worldField,
    worldClosed: worldClosedField,
    providers: providersField,
    ...variableFields(),
    dialect: field(z.enum(['cloudapp', 'terraform']).optional(), {
      help: text(
        'cloudapp (packages) or terraform (folders without package.yaml), unless you say otherwise',
        '默认:安装包为 cloudapp,无 package.yaml 的目录为 terraform',
      ),
    }),
  }),
  needs: 'files',
  streams: false,
  cli: {
    words: ['console'],
    positional: ['dir'],
    examples: [
      { line: 'drydock console .', does: text('ask line by line', '逐行求值') },
      {
        line: 'drydock console . --expr \'cidrsubnet("10.0.0.0/16", 8, 2)\'',
        does: text('one expression', '单个表达式'),
      },
      {
        line: 'drydock console --ndjson < requests.ndjson',
        does: text('{id, expr, mode?, vars?, files?} per line', '每行一个 {id, expr, mode?, vars?, files?}'),
      },
    ],
  },
  face: { screen: 'projects', subject: { kind: 'project', field: 'dir' }, key: 'e' },
  load: async () => (await import('../run/console.ts')).run,
});

export const chartTemplate = defineAction({
  id: 'template',
  title: text('Render chart', '渲染 Chart'),
  help: text(
    'Prints the manifests of a chart as `helm template` prints them. Functions of chance and time answer as they really do; `--raw` and `--stand-ins` fix their answers, so that renderings can be compared.',
    '与 `helm template` 输出一致地渲染 Chart。随机与时间函数使用真实值;`--raw` 与 `--stand-ins` 使用固定值以便比较。',
  ),
  input: z.object({
    chart: field(z.string().min(1).max(4096), {
      help: text(
        'Chart: its folder, a .tgz, or a package project with one chart',
        'Chart:目录、.tgz 文件,或只含一个 Chart 的安装包项目',
      ),
      kind: 'dir',
      placeholder: 'CHART',
    }),
    release: field(z.string().min(1).max(4096).default('release-name'), {
      help: text('Release name', 'Release 名称'),
      placeholder: 'NAME',
    }),
    namespace: field(z.string().min(1).max(63).default('default'), {
      help: text('Namespace of the release', 'Release 的命名空间'),
      placeholder: 'NAME',
    }),
    values: field(
      z
        .array(z.union([z.string().min(1).max(4096), contentSchema]))
        .max(100)
        .default([]),
      {
        help: text('Values file; may be given more than once', '取值文件,可重复指定'),
        placeholder: 'FILE',
      },
    ),
    set: field(lines(), {
      help: text(
        'Values as a.b=1,c[0]=x,d={p,q}; may be given more than once',
        '取值,如 a.b=1,c[0]=x,d={p,q},可重复指定',
      ),
      placeholder: 'K=V',
    }),
    setString: field(lines(), {
      help: text('The same, and every value is a text', '同上,且所有值均为字符串'),
      placeholder: 'K=V',
    }),
    setFile: field(
      z
        .array(z.union([line, z.object({ line, files: z.array(contentSchema).max(1000) })]))
        .max(1000)
        .default([]),
      {
        help: text(
          'The same, and every value is the text of a file: a.b=FILE',
          '同上,且每个值为文件的内容:a.b=FILE',
        ),
        placeholder: 'K=FILE',
      },
    ),
    setJson: field(lines(), {
      help: text(
        'The same, and every value is JSON: a={"b":[1,2]}; under the other sets',
        '同上,且每个值为 JSON:a={"b":[1,2]};优先级低于其他 set',
      ),
      placeholder: 'K=JSON',
    }),
    setLiteral: field(lines(), {
      help: text(
        'One text as it stands, commas and backslashes too: a.b=TEXT; over all others',
        '单个原样文本,包括逗号和反斜杠:a.b=TEXT;优先级最高',
      ),
      placeholder: 'K=TEXT',
    }),
    nameTemplate: field(z.string().min(1).max(4096).optional(), {
      help: text(
        'Template that makes the release name, e.g. web-{{ randAlpha 4 | lower }}',
        '生成 Release 名称的模板,例如 web-{{ randAlpha 4 | lower }}',
      ),
      placeholder: 'TEMPLATE',
    }),
    generateName: field(z.boolean().default(false), {
      help: text(
        'Makes the release name from the chart’s and the time',
        '根据 Chart 名称与当前时间生成 Release 名称',
      ),
    }),
    outputDir: field(z.string().min(1).max(4096).optional(), {
      help: text('Writes the manifests into files below this folder', '将清单写入该目录下的文件'),
      kind: 'path',
      placeholder: 'DIR',
    }),
    releaseName: field(z.boolean().default(false), {
      help: text(
        'Puts a folder of the release’s name into the path of --output-dir',
        '在 --output-dir 路径中加入以 Release 命名的目录',
      ),
    }),
    kubeVersion: field(z.string().min(1).max(64).optional(), {
      help: text(
        'Kubernetes version of .Capabilities (default 1.29.0)',
        '.Capabilities 的 Kubernetes 版本(默认 1.29.0)',
      ),
      placeholder: 'VERSION',
    }),
    apiVersions: field(lines(), {
      help: text(
        'API version that the cluster also has; may be given more than once',
        '集群额外支持的 API 版本,可重复指定',
      ),
      placeholder: 'VERSION',
    }),
    isUpgrade: field(z.boolean().default(false), {
      help: text(
        '.Release.IsUpgrade instead of .Release.IsInstall',
        '设置 .Release.IsUpgrade 而非 .Release.IsInstall',
      ),
    }),
    showOnly: field(lines(), {
      help: text(
        'Only manifests of this template; may be given more than once',
        '仅输出该模板的清单,可重复指定',
      ),
      placeholder: 'TEMPLATE',
    }),
    includeCrds: field(z.boolean().default(false), {
      help: text('Prints the files of crds/ as well', '同时输出 crds/ 中的文件'),
    }),
    noHooks: field(z.boolean().default(false), {
      help: text('Leaves hooks out', '不输出 hook'),
    }),
    skipTests: field(z.boolean().default(false), {
      help: text('Leaves the hooks out that are tests', '不输出测试 hook'),
    }),
    notes: field(z.boolean().default(false), {
      help: text('Prints the notes at the end', '在末尾输出 NOTES'),
    }),
    raw: field(z.boolean().default(false), {
      help: text('JSON of the text per template path', '按模板路径输出文本的 JSON'),
    }),
    validate: field(z.boolean().default(false), {
      help: text(
        'Checks the objects as the API server of that Kubernetes version would; findings go to stderr',
        '按该 Kubernetes 版本的 API Server 校验对象,结果输出到 stderr',
      ),
    }),
    standIns: field(z.boolean().default(false), {
      help: text('Fixed answers for chance, time and keys', '随机、时间与密钥函数使用固定值'),
    }),
  }),
  needs: 'files',
  streams: false,
  cli: {
    words: ['template'],
    positional: ['chart'],
    short: { namespace: 'n', values: 'f', showOnly: 's', apiVersions: 'a', generateName: 'g' },
    examples: [
      { line: 'drydock template software/chart --set replicas=2', does: text('the manifests', '输出清单') },
      {
        line: 'drydock template shop ./chart -n prod -f prod.yaml',
        does: text('NAME CHART, as of helm', '与 helm 相同的 NAME CHART'),
      },
      {
        line: 'drydock template ./chart -f prod.yaml -s templates/web.yaml',
        does: text('one template', '只看一个模板'),
      },
      {
        line: 'drydock template shop ./chart --output-dir out',
        does: text('a file for each template', '每个模板一个文件'),
      },
      {
        line: 'drydock template ./chart --validate --kube-version 1.28',
        does: text('what that version refuses or drops', '该版本会拒绝或丢弃的内容'),
      },
      {
        line: 'drydock template --ndjson < snippets.ndjson',
        does: text('{id, tpl, valuesYaml?} per line', '每行一个 {id, tpl, valuesYaml?}'),
      },
    ],
  },
  face: { screen: 'projects', subject: { kind: 'project', field: 'chart' }, key: 'm' },
  load: async () => (await import('../run/template.ts')).run,
});
