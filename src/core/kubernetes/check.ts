import type { JsonObject } from '../json.ts';
import { nearest } from '../nearest.ts';
import { text } from '../text.ts';
import type { KubernetesFacts } from './facts.ts';
import type { KubernetesFinding, Report } from './finding.ts';
import { historyOf } from './removed-apis.ts';
import { checkSemantics } from './semantics.ts';
import { checkStructure } from './structure.ts';

/** An object to check: what a chart renders. */
export interface CheckedObject {
  readonly source: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly object: JsonObject;
}

/** Findings per object: a chart with a thousand mistakes says the first ones. */
const MOST = 50;

/**
 * Checks rendered objects as the API server of Kubernetes 1.`minor` would: kinds that it serves, fields, types, values,
 * references inside an object. Kinds of custom resource definitions are not looked into; where the release brings no
 * definition either, a finding says so.
 * @param custom kinds that custom resource definitions of the release or of the cluster add
 */
export function checkObjects(
  objects: readonly CheckedObject[],
  minor: number,
  facts: KubernetesFacts,
  custom: ReadonlySet<string> = new Set(),
): KubernetesFinding[] {
  const known = new Set([...custom, ...definedKinds(objects)]);
  return objects.flatMap((object) => checkObject(object, minor, facts, known));
}

/** `group/Kind` of every CustomResourceDefinition among the objects. */
function definedKinds(objects: readonly CheckedObject[]): string[] {
  return objects.flatMap(({ kind, object }) => {
    if (kind !== 'CustomResourceDefinition') return [];
    const spec = object.spec as { group?: unknown; names?: { kind?: unknown } } | null | undefined;
    return [`${String(spec?.group)}/${String(spec?.names?.kind)}`];
  });
}

const groupOf = (apiVersion: string): string =>
  apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';

function checkObject(
  given: CheckedObject,
  minor: number,
  facts: KubernetesFacts,
  known: ReadonlySet<string>,
): KubernetesFinding[] {
  const { source, apiVersion, kind, name, object } = given;
  const found: KubernetesFinding[] = [];
  const report: Report = (code, severity, path, message) => {
    if (found.length < MOST) found.push({ code, severity, source, object: `${kind}/${name}`, path, message });
  };
  const served = facts.kinds(apiVersion, kind).find((each) => minor >= each.since && minor <= each.until);
  const history = historyOf(apiVersion, kind);
  if (served === undefined || (history?.removedIn !== undefined && minor >= history.removedIn)) {
    notServed(given, minor, facts, known, report);
    return found;
  }
  if (history && minor >= history.deprecatedIn) {
    const end = history.removedIn === undefined ? undefined : `1.${history.removedIn}`;
    report(
      'KUB102',
      'warning',
      'apiVersion',
      text(
        `${apiVersion} ${kind} is deprecated since 1.${history.deprecatedIn}${end ? ` and gone in ${end}` : ''}; use ${history.instead}`,
        `${apiVersion} ${kind} 自 1.${history.deprecatedIn} 起弃用${end ? `,${end} 起移除` : ''};请改用 ${history.instead}`,
      ),
    );
  }
  // What a chart says of the status is dropped at creation, whatever it is.
  const { status: _status, ...stated } = object;
  checkStructure(stated, served.model, '', { facts, minor, report });
  checkSemantics(kind, object, report);
  return found;
}

function notServed(
  { apiVersion, kind }: CheckedObject,
  minor: number,
  facts: KubernetesFacts,
  known: ReadonlySet<string>,
  report: Report,
): void {
  if (known.has(`${groupOf(apiVersion)}/${kind}`)) return;
  const history = historyOf(apiVersion, kind);
  if (history?.removedIn !== undefined && minor >= history.removedIn) {
    report(
      'KUB101',
      'error',
      'apiVersion',
      text(
        `Kubernetes 1.${minor} no longer serves ${apiVersion} ${kind} (removed in 1.${history.removedIn}); use ${history.instead}`,
        `Kubernetes 1.${minor} 已不提供 ${apiVersion} ${kind}(1.${history.removedIn} 移除);请改用 ${history.instead}`,
      ),
    );
    return;
  }
  const elsewhere = facts.servedAs(kind).filter((each) => minor >= each.since && minor <= each.until);
  const builtIn = builtInGroup(apiVersion);
  if (builtIn) {
    const [guess] = elsewhere.length > 0 ? [] : nearest(kind, kindNames(facts), 1);
    const instead = elsewhere.map((each) => each.apiVersion).join(', ') || guess;
    report(
      'KUB101',
      'error',
      elsewhere.length > 0 ? 'apiVersion' : 'kind',
      text(
        `Kubernetes 1.${minor} serves no ${kind} in ${apiVersion}${instead ? `; did you mean ${instead}?` : ''}`,
        `Kubernetes 1.${minor} 的 ${apiVersion} 中没有 ${kind}${instead ? `;是否应为 ${instead}?` : ''}`,
      ),
    );
    return;
  }
  report(
    'KUB113',
    'info',
    '',
    text(
      `${apiVersion} ${kind} is a custom resource: the cluster needs its definition, and its fields are not checked`,
      `${apiVersion} ${kind} 是自定义资源:集群须已有其定义,字段未经校验`,
    ),
  );
}

/** Groups that the API server itself serves: the core group, names without a dot, and names that end in .k8s.io of its own. */
function builtInGroup(apiVersion: string): boolean {
  const group = groupOf(apiVersion);
  return !group.includes('.') || OWN_GROUPS.has(group);
}

const OWN_GROUPS = new Set([
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'certificates.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'flowcontrol.apiserver.k8s.io',
  'networking.k8s.io',
  'node.k8s.io',
  'rbac.authorization.k8s.io',
  'resource.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
]);

const names = new WeakMap<KubernetesFacts, readonly string[]>();
function kindNames(facts: KubernetesFacts): readonly string[] {
  const known = names.get(facts) ?? [...facts.allKinds()];
  names.set(facts, known);
  return known;
}
