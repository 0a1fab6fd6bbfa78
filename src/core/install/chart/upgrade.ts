import type { RenderedObject } from '../../helm/types.ts';
import { diffRelease, type ReleaseDiff } from '../../lifecycle/index.ts';
import { sameText, text } from '../../text.ts';
import type { Failure } from '../events.ts';
import { failure, placeName } from '../failure.ts';
import type { Installation } from './installation.ts';

/** What the upgrade of a release changes; the release's own objects against those that are rendered now. */
export function releaseDiff({
  subject,
  rendered,
  chart,
  namespace,
  before,
}: Installation): ReleaseDiff | undefined {
  if (!before) return undefined;
  return diffRelease({ address: subject.address, release: before.release, chart }, before, {
    namespace,
    objects: rendered.objects,
  });
}

/** Plurals as kubectl has them, for what messages name. */
const GROUPS: Readonly<Record<string, string>> = {
  Deployment: 'Deployment.apps',
  StatefulSet: 'StatefulSet.apps',
  DaemonSet: 'DaemonSet.apps',
  Job: 'Job.batch',
};

/** Kubernetes refuses to change some fields of what stands; the first such change ends the upgrade. */
export function refusedChange(installation: Installation): Failure | undefined {
  const found = releaseDiff(installation)?.objects.find((each) => each.immutable.length > 0);
  if (!found) return undefined;
  const { run, subject, facts, before } = installation;
  const [kind = '', name = ''] = found.object.split('/');
  const fields = found.immutable.join(', ');
  run.log(
    subject.address,
    `Error: UPGRADE FAILED: cannot patch "${name}" with kind ${kind}: ${GROUPS[kind] ?? kind} "${name}" is invalid: ${found.immutable
      .map((field) => `${field}: Invalid value: field is immutable`)
      .join(', ')}`,
    'error',
  );
  const leaf = found.immutable[0]?.split('.').at(-1) ?? '';
  const [place = { file: found.source }] = facts.provenance.lines(
    found.source,
    new RegExp(`^[ \\t]*${leaf.replace(/[^\w]/g, '')}:.*$`),
  );
  const was = before?.objects.find((each) => each.kind === kind && each.name === name);
  return failure(
    'SIM_IMMUTABLE_FIELD',
    { object: found.object, fields, where: placeName(place) },
    {
      address: subject.address,
      causes: [
        { kind: 'source', text: sameText(`${found.object}: ${fields}`), place },
        {
          kind: 'value',
          text: text(
            `Revision ${before?.revision ?? 1} was made by ${was?.source ?? '–'}; these fields differ: ${found.paths.slice(0, 5).join(', ')}`,
            `第 ${before?.revision ?? 1} 版由 ${was?.source ?? '–'} 生成;以下字段不同:${found.paths.slice(0, 5).join('、')}`,
          ),
        },
      ],
    },
  );
}

/** True for an object that is the same in the release before. */
export function isAsBefore(installation: Installation, object: RenderedObject): boolean {
  const { before, namespace } = installation;
  if (!before) return false;
  const was = before.objects.find(
    (each) =>
      each.kind === object.kind &&
      each.name === object.name &&
      (each.namespace ?? before.namespace) === (object.namespace ?? namespace),
  );
  return was !== undefined && JSON.stringify(was.object) === JSON.stringify(object.object);
}

/** Takes the objects of the release before out of the cluster: what is rendered again comes back, the rest is gone. */
export function takeOver({ run, cluster, subject, before, rendered, namespace }: Installation): void {
  if (!before) return;
  const now = new Set(
    rendered.objects.map((each) => `${each.kind}/${each.namespace ?? namespace}/${each.name}`),
  );
  for (const object of before.objects) {
    cluster.remove({ ...object, text: '' }, before.namespace);
    const key = `${object.kind}/${object.namespace ?? before.namespace}/${object.name}`;
    if (!now.has(key))
      run.log(subject.address, `${object.kind}/${object.name} deleted (not in the new chart)`);
  }
}
