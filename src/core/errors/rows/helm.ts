import { text } from '../../text.ts';
import { defineErrors } from '../row.ts';

const place = text(
  'The message is Helm’s own and names template, line and column (from 0).',
  '该信息由 Helm 引擎给出,其中包含模板、行号和列号(列号从 0 开始)。',
);
const smaller = text(
  'A chart that needs this much is almost always in a loop; look for recursion or a huge range.',
  '需要如此多资源的 Chart 几乎总是陷入了循环;请检查递归或过大的 range。',
);

export const helmErrors = defineErrors({
  HELM_CHART_INVALID: {
    message: text('The chart cannot be loaded: {message}', '无法加载 Chart:{message}'),
    remedy: text(
      'Mend Chart.yaml, values.yaml or the archive that it names.',
      '请修正其中提到的 Chart.yaml、values.yaml 或压缩包。',
    ),
    exit: 1,
    http: 422,
  },
  HELM_CHART_AMBIGUOUS: {
    message: text('The package has several charts: {candidates}.', '该安装包包含多个 Chart:{candidates}。'),
    remedy: text(
      'Name one of them: `drydock template {first}`.',
      '请指定其中之一:`drydock template {first}`。',
    ),
    exit: 2,
    http: 422,
  },
  HELM_RELEASE_NAME: {
    message: text('{name} is no name for a release.', '{name} 不能作为 Release 名称。'),
    remedy: text(
      'Take at most 53 lower case letters, digits, "-" and ".", beginning and ending with a letter or digit.',
      '最多 53 个小写字母、数字、"-" 和 ".",并以字母或数字开头和结尾。',
    ),
    exit: 2,
    http: 422,
  },
  HELM_TEMPLATE_SYNTAX: { message: text('{message}', '{message}'), remedy: place, exit: 1, http: 422 },
  HELM_TEMPLATE_FAILED: { message: text('{message}', '{message}'), remedy: place, exit: 1, http: 422 },
  HELM_RENDER_FAILED: { message: text('{message}', '{message}'), remedy: place, exit: 1, http: 422 },
  HELM_YAML_INVALID: {
    message: text('{message}', '{message}'),
    remedy: text(
      'The template renders, but to text that is no valid YAML; see its output with `drydock template --raw`.',
      '模板可以渲染,但结果不是有效的 YAML;可用 `drydock template --raw` 查看输出。',
    ),
    exit: 1,
    http: 422,
  },
  HELM_VALUES_INVALID: {
    message: text('{message}', '{message}'),
    remedy: text(
      'Give the values that values.schema.json asks for.',
      '请提供符合 values.schema.json 要求的取值。',
    ),
    exit: 1,
    http: 422,
  },
  HELM_DEPENDENCY_MISSING: {
    message: text('{message}', '{message}'),
    remedy: text('Put the subchart into charts/ of the package.', '请将子 Chart 放入包的 charts/ 目录。'),
    exit: 1,
    http: 422,
  },
  HELM_KUBE_VERSION: {
    message: text('{message}', '{message}'),
    remedy: text(
      'Choose a cluster version that the chart allows, or widen kubeVersion in Chart.yaml.',
      '请选择 Chart 允许的集群版本,或放宽 Chart.yaml 中的 kubeVersion。',
    ),
    exit: 1,
    http: 422,
  },
  HELM_NOT_INSTALLABLE: {
    message: text('{message}', '{message}'),
    remedy: text('Install a chart of type application.', '请安装类型为 application 的 Chart。'),
    exit: 1,
    http: 422,
  },
  HELM_LIMIT_STEPS: {
    message: text('Rendering took more than {limit} steps.', '渲染超过了 {limit} 步。'),
    remedy: smaller,
    exit: 1,
    http: 422,
  },
  HELM_LIMIT_OUTPUT: {
    message: text('Rendering made more than {limit} characters of text.', '渲染输出超过了 {limit} 个字符。'),
    remedy: smaller,
    exit: 1,
    http: 422,
  },
  HELM_LIMIT_DEPTH: {
    message: text('Templates are nested deeper than {limit}.', '模板嵌套超过了 {limit} 层。'),
    remedy: smaller,
    exit: 1,
    http: 422,
  },
  HELM_LIMIT_TIME: {
    message: text('Rendering took longer than {limit} ms.', '渲染时间超过了 {limit} 毫秒。'),
    remedy: smaller,
    exit: 1,
    http: 422,
  },
  HELM_LIMIT_ARCHIVE: {
    message: text(
      'A packed subchart exceeds a limit: {what} {limit}.',
      '打包的子 Chart 超出限制:{what} {limit}。',
    ),
    remedy: text(
      'total and file are bytes, ratio is unpacked to packed, entries counts files. Unpack the subchart into a folder.',
      'total 和 file 以字节计,ratio 为解压后与压缩前之比,entries 为文件数。请将子 Chart 解压为目录。',
    ),
    exit: 1,
    http: 422,
  },
  KUBERNETES_VERSION_UNKNOWN: {
    message: text('{version} is no version of Kubernetes.', '{version} 不是 Kubernetes 版本号。'),
    remedy: text('Name one as 1.28 or v1.28.3.', '请写成 1.28 或 v1.28.3 的形式。'),
    exit: 2,
    http: 422,
  },
});
