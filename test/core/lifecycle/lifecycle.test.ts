import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import {
  diffRelease,
  immutableChanges,
  leftByRelease,
  leftByResource,
  lossOf,
  protectedBy,
  type Release,
  type ReleaseObject,
} from '../../../src/core/lifecycle/index.ts';

const object = (kind: string, spec: JsonObject, name = 'x', more: JsonObject = {}): ReleaseObject => ({
  source: 'chart/templates/x.yaml',
  apiVersion: kind === 'Service' || kind === 'Secret' || kind === 'PersistentVolumeClaim' ? 'v1' : 'apps/v1',
  kind,
  name,
  object: { kind, metadata: { name }, spec, ...more },
});

const changes = (
  kind: string,
  before: JsonObject,
  after: JsonObject,
  more: [JsonObject, JsonObject] = [{}, {}],
) => {
  const [one] = diffRelease(
    { address: 'a', release: 'r', chart: 'c' },
    { namespace: 'default', objects: [object(kind, before, 'x', more[0])] },
    { namespace: 'default', objects: [object(kind, after, 'x', more[1])] },
  ).objects;
  return one?.immutable;
};

describe('what Kubernetes refuses to change', () => {
  it.each([
    [
      'Deployment',
      { selector: { matchLabels: { a: '1' } } },
      { selector: { matchLabels: { a: '2' } } },
      ['spec.selector'],
    ],
    ['Deployment', { replicas: 1 }, { replicas: 2 }, []],
    ['StatefulSet', { serviceName: 'a' }, { serviceName: 'b' }, ['spec.serviceName']],
    [
      'StatefulSet',
      { volumeClaimTemplates: [{ metadata: { name: 'a' } }] },
      { volumeClaimTemplates: [{ metadata: { name: 'b' } }] },
      ['spec.volumeClaimTemplates'],
    ],
    ['StatefulSet', { replicas: 1, template: { a: 1 } }, { replicas: 2, template: { a: 2 } }, []],
    ['Service', { clusterIP: '10.0.0.1' }, { clusterIP: '10.0.0.2' }, ['spec.clusterIP']],
    ['Service', { clusterIP: '10.0.0.1' }, { ports: [] }, []],
    ['Service', { clusterIP: 'None' }, {}, ['spec.clusterIP']],
    ['Job', { template: { spec: { a: 1 } } }, { template: { spec: { a: 2 } } }, ['spec.template']],
    [
      'PersistentVolumeClaim',
      { storageClassName: 'a' },
      { storageClassName: 'b' },
      ['spec.storageClassName'],
    ],
    [
      'PersistentVolumeClaim',
      { resources: { requests: { storage: '1Gi' } } },
      { resources: { requests: { storage: '2Gi' } } },
      [],
    ],
  ] as const)('%s %j → %j: %j', (kind, before, after, fields) => {
    expect(changes(kind, before as unknown as JsonObject, after as unknown as JsonObject)).toEqual(fields);
  });

  it('a Secret that is immutable, and the type of any', () => {
    expect(
      changes('Secret', {}, {}, [
        { immutable: true, data: { a: '1' } },
        { immutable: true, data: { a: '2' } },
      ]),
    ).toEqual(['data']);
    expect(changes('Secret', {}, {}, [{ type: 'Opaque' }, { type: 'kubernetes.io/tls' }])).toEqual(['type']);
    expect(immutableChanges('ConfigMap', { data: { a: 1 } }, { data: { a: 2 } }, ['data.a'])).toEqual([]);
  });
});

describe('what a release leaves', () => {
  const release = (objects: readonly ReleaseObject[], hooks: readonly ReleaseObject[] = []): Release => ({
    address: 'cloudapp_helm_app.app',
    release: 'r',
    chart: 'c',
    digest: '',
    namespace: 'default',
    cluster: 'cls-1',
    revision: 1,
    status: 'deployed',
    objects,
    hooks,
    crds: ['widgets.example.test'],
  });
  const set = object(
    'StatefulSet',
    { replicas: 2, volumeClaimTemplates: [{ metadata: { name: 'data' } }] },
    'db',
  );

  it('claims, definitions, kept objects, hooks that nothing deletes', () => {
    const kept = object('Secret', {}, 'keys', {
      metadata: { name: 'keys', annotations: { 'helm.sh/resource-policy': 'keep' } },
    });
    const hook = {
      ...object('Job', {}, 'migrate'),
      hook: { events: ['post-install'], weight: 0, deletePolicies: [] },
    };
    const gone = { ...hook, name: 'once', hook: { ...hook.hook, deletePolicies: ['hook-succeeded'] } };
    expect(leftByRelease(release([set, kept], [hook, gone]), false).map((each) => each.name)).toEqual([
      'PersistentVolumeClaim/default/data-db-0',
      'PersistentVolumeClaim/default/data-db-1',
      'Secret/default/keys',
      'Job/default/migrate',
      'CustomResourceDefinition/widgets.example.test',
    ]);
  });

  it('only disks once the cluster is gone too, and none where the set deletes its claims', () => {
    expect(leftByRelease(release([set]), true)).toHaveLength(2);
    const tidy = object(
      'StatefulSet',
      { ...(set.object.spec as JsonObject), persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } },
      'db',
    );
    expect(leftByRelease(release([tidy]), true)).toEqual([]);
  });
});

describe('what a resource loses, leaves and refuses', () => {
  it('data goes with what holds it', () => {
    const attributes = { data_disks: [{ delete_with_instance: true }, { delete_with_instance: false }] };
    expect(lossOf('tencentcloud_instance', attributes, true)).toHaveLength(2);
    expect(lossOf('tencentcloud_security_group', {}, true)).toEqual([]);
    expect(lossOf('random_password', {}, true)).toEqual([]);
    expect(lossOf('random_password', {}, false)).toHaveLength(1);
    const left = leftByResource({ address: 'a', type: 'tencentcloud_instance', id: 'ins-1', attributes });
    expect(left.map((each) => each.name)).toEqual(['ins-1 data_disks[1]']);
  });

  it('what is prepaid goes to the recycle bin unless it is forced out', () => {
    const of = (attributes: JsonObject) =>
      leftByResource({ address: 'a', type: 'tencentcloud_mysql_instance', id: 'cdb-1', attributes });
    expect(of({ charge_type: 'PREPAID' })).toHaveLength(1);
    expect(of({ charge_type: 'PREPAID', force_delete: true })).toEqual([]);
    expect(of({ charge_type: 'POSTPAID' })).toEqual([]);
  });

  it('each product has its own switch against deletion', () => {
    expect(protectedBy('tencentcloud_clb_instance', { delete_protect: true })).toBe('delete_protect');
    expect(protectedBy('tencentcloud_mysql_instance', { destroy_protect: 'on' })).toBe('destroy_protect');
    expect(protectedBy('tencentcloud_instance', { disable_api_termination: false })).toBeUndefined();
    expect(protectedBy('tencentcloud_vpc', { delete_protect: true })).toBeUndefined();
  });
});
