import { isJsonObject, type JsonObject } from '../json.ts';
import { text } from '../text.ts';
import { at, type Report } from './finding.ts';
import {
  isLabel,
  isLabel1035,
  isLabelValue,
  isPathSegment,
  isPortName,
  isQualifiedName,
  isSubdomain,
} from './names.ts';
import { badPortName, checkPod, checkPortNumber, duplicates } from './pod.ts';
import { isBase64 } from './structure.ts';

const PATH_NAMED = new Set(['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding']);
const TEMPLATED = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'Job',
  'ReplicationController',
]);

const child = (value: JsonObject, ...keys: readonly string[]): JsonObject | undefined => {
  let found: JsonObject = value;
  for (const key of keys) {
    const next = found[key];
    if (!isJsonObject(next)) return undefined;
    found = next;
  }
  return found;
};

/**
 * What the API server checks beyond types, for the kinds that charts make: names, labels, selectors, pods, services,
 * secrets. Source: Kubernetes, pkg/apis/(core|apps|batch)/validation.
 */
export function checkSemantics(kind: string, object: JsonObject, report: Report): void {
  checkMetadata(kind, object, report);
  const pod = podOf(kind, object);
  if (pod) {
    checkLabels(pod.metadata, `${pod.path}.metadata`, report);
    if (pod.spec) checkPod(pod.spec, pod.path === '' ? 'spec' : `${pod.path}.spec`, report, claimsOf(object));
    checkSelector(kind, object, pod.metadata, report);
    checkRestart(kind, pod, report);
  }
  if (kind === 'Service') checkService(object, report);
  if (kind === 'Secret') checkSecret(object, report);
}

function checkMetadata(kind: string, object: JsonObject, report: Report): void {
  const metadata = child(object, 'metadata');
  const name = metadata?.name;
  if (typeof name === 'string' && name !== '') {
    const [fits, words] = nameRule(kind);
    if (!fits(name)) {
      report(
        'KUB108',
        'error',
        'metadata.name',
        text(
          `${JSON.stringify(name)} is no name for a ${kind}: ${words.en}`,
          `${JSON.stringify(name)} 不能作为 ${kind} 的名称:${words['zh-CN']}`,
        ),
      );
    }
  } else if (typeof metadata?.generateName !== 'string') {
    report('KUB105', 'error', 'metadata.name', text('Required value is missing', '缺少必填项'));
  }
  if (metadata) checkLabels(metadata, 'metadata', report);
}

const WORDS = {
  label: text('at most 63 lower-case letters, digits and hyphens', '最多 63 个小写字母、数字和连字符'),
  label1035: text(
    'at most 63 lower-case letters, digits and hyphens, a letter first',
    '最多 63 个小写字母、数字和连字符,且以字母开头',
  ),
  subdomain: text(
    'at most 253 lower-case letters, digits, hyphens and dots',
    '最多 253 个小写字母、数字、连字符和点',
  ),
  path: text('it may stand in a path: no / and no %', '须可用于路径:不含 / 和 %'),
};

function nameRule(kind: string) {
  if (PATH_NAMED.has(kind)) return [isPathSegment, WORDS.path] as const;
  if (kind === 'Namespace') return [isLabel, WORDS.label] as const;
  if (kind === 'Service') return [isLabel1035, WORDS.label1035] as const;
  return [isSubdomain, WORDS.subdomain] as const;
}

function checkLabels(metadata: JsonObject | undefined, path: string, report: Report): void {
  for (const field of ['labels', 'annotations'] as const) {
    const map = metadata?.[field];
    if (!isJsonObject(map)) continue;
    for (const [key, value] of Object.entries(map)) {
      const place = at(at(path, field), key);
      if (!isQualifiedName(key)) {
        report(
          'KUB108',
          'error',
          place,
          text(
            `${JSON.stringify(key)} is no key: [prefix/]name`,
            `${JSON.stringify(key)} 不是合法的键:[前缀/]名称`,
          ),
        );
      }
      if (field === 'labels' && typeof value === 'string' && !isLabelValue(value)) {
        report(
          'KUB108',
          'error',
          place,
          text(
            `${JSON.stringify(value)} is no label value: at most 63 of A-Z a-z 0-9 - _ . with a letter or digit at both ends`,
            `${JSON.stringify(value)} 不是合法的标签值:最多 63 个 A-Z a-z 0-9 - _ . 字符,首尾为字母或数字`,
          ),
        );
      }
    }
  }
}

interface PodPlace {
  readonly metadata: JsonObject | undefined;
  readonly spec: JsonObject | undefined;
  readonly path: string;
}

function podOf(kind: string, object: JsonObject): PodPlace | undefined {
  if (kind === 'Pod') return { metadata: undefined, spec: child(object, 'spec'), path: '' };
  if (kind === 'CronJob') return templateAt(object, ['spec', 'jobTemplate', 'spec', 'template']);
  return TEMPLATED.has(kind) ? templateAt(object, ['spec', 'template']) : undefined;
}

function templateAt(object: JsonObject, keys: readonly string[]): PodPlace | undefined {
  const template = child(object, ...keys);
  return (
    template && { metadata: child(template, 'metadata'), spec: child(template, 'spec'), path: keys.join('.') }
  );
}

function claimsOf(object: JsonObject): readonly string[] {
  const templates = child(object, 'spec')?.volumeClaimTemplates;
  if (!Array.isArray(templates)) return [];
  return templates.flatMap((each) => {
    const name = isJsonObject(each) ? child(each, 'metadata')?.name : undefined;
    return typeof name === 'string' ? [name] : [];
  });
}

function checkSelector(
  kind: string,
  object: JsonObject,
  metadata: JsonObject | undefined,
  report: Report,
): void {
  if (!['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].includes(kind)) return;
  const wanted = child(object, 'spec', 'selector', 'matchLabels');
  if (!wanted) return;
  const labels = metadata?.labels;
  const given = isJsonObject(labels) ? labels : {};
  const missing = Object.keys(wanted).filter((key) => wanted[key] !== given[key]);
  if (missing.length === 0) return;
  report(
    'KUB112',
    'error',
    'spec.template.metadata.labels',
    text(
      `selector does not match template labels: ${missing.join(', ')}`,
      `选择器与模板标签不匹配:${missing.join('、')}`,
    ),
  );
}

function checkRestart(kind: string, pod: PodPlace, report: Report): void {
  const policy = pod.spec?.restartPolicy;
  const job = kind === 'Job' || kind === 'CronJob';
  if (job && policy !== 'OnFailure' && policy !== 'Never') {
    const message = text(
      'A job restarts OnFailure or Never: say which',
      '任务的重启策略须写明 OnFailure 或 Never',
    );
    report('KUB105', 'error', `${pod.path}.spec.restartPolicy`, message);
  }
  if (
    !job &&
    kind !== 'Pod' &&
    policy !== undefined &&
    policy !== null &&
    policy !== '' &&
    policy !== 'Always'
  ) {
    const message = text(`Pods of a ${kind} restart Always`, `${kind} 的 Pod 重启策略只能是 Always`);
    report('KUB104', 'error', `${pod.path}.spec.restartPolicy`, message);
  }
}

function checkService(object: JsonObject, report: Report): void {
  const spec = child(object, 'spec');
  const ports = Array.isArray(spec?.ports) ? spec.ports.filter(isJsonObject) : [];
  duplicates(ports, 'name', 'spec.ports', report);
  if (ports.length === 0 && spec?.type !== 'ExternalName' && spec?.clusterIP !== 'None') {
    report('KUB105', 'error', 'spec.ports', text('Required value is missing', '缺少必填项'));
  }
  ports.forEach((port, index) => {
    const path = `spec.ports[${index}]`;
    checkPortNumber(port.port, `${path}.port`, report);
    checkPortNumber(port.targetPort, `${path}.targetPort`, report);
    if (typeof port.name === 'string' && port.name !== '') {
      if (!isLabel(port.name)) report('KUB108', 'error', `${path}.name`, badPortName(port.name));
    } else if (ports.length > 1) {
      const message = text('With more than one port, each needs a name', '有多个端口时,每个端口都必须命名');
      report('KUB105', 'error', `${path}.name`, message);
    }
    if (typeof port.targetPort === 'string' && !isPortName(port.targetPort)) {
      report('KUB108', 'error', `${path}.targetPort`, badPortName(port.targetPort));
    }
  });
}

function checkSecret(object: JsonObject, report: Report): void {
  const { data } = object;
  if (!isJsonObject(data)) return;
  for (const [key, value] of Object.entries(data)) {
    if (typeof value !== 'string' || isBase64(value)) continue;
    const message = text(
      'A secret’s data is base64: use b64enc, or stringData for plain text',
      'Secret 的 data 须为 base64:请使用 b64enc,或用 stringData 填写明文',
    );
    report('KUB104', 'error', at('data', key), message);
  }
}
