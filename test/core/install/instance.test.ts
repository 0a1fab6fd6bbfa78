import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RehearsalRecord } from '../../../src/core/install/record.ts';
import { ofType } from './fakes.ts';
import { diffIn, install, operate } from './instances.ts';

const sample = join(import.meta.dirname, '../../../data/sample');
const TF = 'infrastructure/deployment.tf';
const CLUSTER = 'tencentcloud_kubernetes_cluster.cluster';
const DB = 'tencentcloud_mysql_instance.db';
const CLB = 'tencentcloud_clb_instance.entry';
const APP = 'cloudapp_helm_app.app';

const replaced = (file: string, from: string | RegExp, to: string) => (files: Map<string, string>) => {
  const text = files.get(file) ?? '';
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`${file} has no ${String(from)}`);
  files.set(file, changed);
};

const at = (record: RehearsalRecord, address: string) =>
  record.resources.find((each) => each.address === address);

let base: RehearsalRecord;
beforeAll(async () => {
  base = (await install(sample)).record;
  expect(base.status).toBe('succeeded');
});

describe('an upgrade', () => {
  it('keeps what does not change, updates in place what can be, and says where the values come from', async () => {
    const outcome = await operate('upgrade', base, sample, {
      edit: replaced(TF, 'volume_size       = 50', 'volume_size       = 100'),
    });
    const diff = diffIn(outcome);
    const step = diff.steps.find((each) => each.address === DB);
    expect(step).toMatchObject({ action: 'update', risk: 'interrupts', loses: [] });
    expect(step?.changes).toMatchObject([
      { path: 'volume_size', before: 50, after: 100, known: true, forces: false, place: { file: TF } },
    ]);
    expect(step?.downtime?.most).toBeGreaterThan(0);
    expect(diff.counts).toMatchObject({ 'no-op': 5, update: 1, replace: 0, delete: 0, create: 0 });
    const { record, events } = outcome;
    expect(record).toMatchObject({ id: base.id, status: 'succeeded', revision: 2, operation: 'upgrade' });
    expect(at(record, DB)).toMatchObject({ id: at(base, DB)?.id, attributes: { volume_size: 100 } });
    expect(at(record, APP)?.id).toBe(at(base, APP)?.id);
    expect(record.outputs).toEqual(base.outputs);
    const states = ofType(events, 'resource').filter((each) => each.address === DB);
    expect(states.map((each) => each.state)).toEqual(['waiting', 'updating', 'updated']);
  });

  it('replaces what cannot change in place: deletes first, in the order of who needs whom, and names the loss', async () => {
    const outcome = await operate('upgrade', base, sample, {
      edit: replaced(
        TF,
        'cluster_cidr            = var.cluster_cidr',
        'cluster_cidr            = "172.30.0.0/16"',
      ),
    });
    const diff = diffIn(outcome);
    const step = diff.steps.find((each) => each.address === CLUSTER);
    expect(step).toMatchObject({ action: 'replace', risk: 'loses-data', createFirst: false });
    expect(step?.changes).toMatchObject([{ path: 'cluster_cidr', forces: true, place: { file: TF } }]);
    expect(diff.loses.map((each) => each.address)).toEqual([CLUSTER]);
    expect(diff.downtime?.most).toBeGreaterThan(step?.downtime?.most ?? 0);
    const order = ofType(outcome.events, 'resource')
      .filter((each) => ['deleted', 'created'].includes(each.state))
      .map((each) => `${each.state} ${each.address}`);
    expect(order).toEqual([`deleted ${APP}`, `deleted ${CLUSTER}`, `created ${CLUSTER}`, `created ${APP}`]);
    expect(outcome.record.status).toBe('succeeded');
    expect(at(outcome.record, CLUSTER)?.id).not.toBe(at(base, CLUSTER)?.id);
    expect(at(outcome.record, APP)?.attributes.cluster_id).toBe(at(outcome.record, CLUSTER)?.id);
    expect(outcome.record.loses).toEqual(diff.loses);
  });

  it('makes the new one first where the package says so', async () => {
    const edit = replaced(
      TF,
      /resource "tencentcloud_clb_instance" "entry" \{\n {2}network_type {4}= "OPEN"/,
      'resource "tencentcloud_clb_instance" "entry" {\n  lifecycle {\n    create_before_destroy = true\n  }\n  network_type    = "INTERNAL"',
    );
    const outcome = await operate('upgrade', base, sample, { edit });
    const step = diffIn(outcome).steps.find((each) => each.address === CLB);
    expect(step).toMatchObject({ action: 'replace', createFirst: true });
    expect(step?.downtime).toBeUndefined();
    const order = ofType(outcome.events, 'resource')
      .filter((each) => each.address === CLB)
      .map((each) => each.state);
    expect(order.filter((each) => each !== 'waiting')).toEqual([
      'creating',
      'created',
      'deleting',
      'deleted',
    ]);
  });

  it('upgrades the release when the chart changes: revision 2, hooks of upgrades, lookup sees what stands', async () => {
    const edit = (files: Map<string, string>): void => {
      files.set(
        'software/chart/templates/seen.yaml',
        [
          'apiVersion: v1',
          'kind: ConfigMap',
          'metadata:',
          '  name: seen',
          'data:',
          '  revision: {{ .Release.Revision | quote }}',
          '  upgrade: {{ .Release.IsUpgrade | quote }}',
          '  old: {{ (lookup "apps/v1" "Deployment" .Release.Namespace "web").metadata.name | quote }}',
          '',
        ].join('\n'),
      );
      files.set(
        'software/chart/templates/pre-upgrade.yaml',
        'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: before\n  annotations:\n    helm.sh/hook: pre-upgrade\n',
      );
    };
    const outcome = await operate('upgrade', base, sample, { edit });
    const diff = diffIn(outcome);
    expect(diff.steps.find((each) => each.address === APP)).toMatchObject({ action: 'update' });
    expect(diff.releases).toMatchObject([
      { address: APP, objects: [{ object: 'ConfigMap/seen', change: 'added' }] },
    ]);
    expect(outcome.record.failures).toEqual([]);
    const [release] = outcome.record.releases ?? [];
    expect(release).toMatchObject({ revision: 2, status: 'deployed' });
    expect(release?.objects.find((each) => each.name === 'seen')?.object.data).toEqual({
      revision: '2',
      upgrade: 'true',
      old: 'web',
    });
    const log = ofType(outcome.events, 'log').map((each) => each.text.en);
    expect(log.some((line) => line.includes('pre-upgrade hook ConfigMap/before created'))).toBe(true);
    expect(log.some((line) => line.startsWith('helm upgrade'))).toBe(true);
    // Deployments that are the same are not started again.
    expect(ofType(outcome.events, 'workload').map((each) => each.object)).not.toContain('Deployment/web');
  });

  it('is refused by Kubernetes over a field that is fixed', async () => {
    const edit = (files: Map<string, string>): void => {
      const path = 'software/chart/templates/web.yaml';
      const text = files.get(path) ?? '';
      const changed = text
        .replace(/matchLabels:\n(\s+)/, 'matchLabels:\n$1tier: front\n$1')
        .replace(/labels:\n(\s+)(?!tier)/g, 'labels:\n$1tier: front\n$1');
      expect(changed).not.toBe(text);
      files.set(path, changed);
    };
    const outcome = await operate('upgrade', base, sample, { edit });
    const [change] = diffIn(outcome).releases[0]?.objects.filter((each) => each.immutable.length > 0) ?? [];
    expect(change).toMatchObject({ object: 'Deployment/web', immutable: ['spec.selector'] });
    expect(outcome.record.status).toBe('failed');
    expect(outcome.record.failures[0]).toMatchObject({ code: 'SIM_IMMUTABLE_FIELD', address: APP });
    // The release stands as before; nothing else was lost.
    expect(at(outcome.record, APP)?.id).toBe(at(base, APP)?.id);
    expect(outcome.record.releases?.[0]?.objects.length).toBeGreaterThan(0);
  });

  it('needs neither quota nor free addresses for what stands already', async () => {
    const bigger = replaced(TF, 'volume_size       = 50', 'volume_size       = 100');
    const faults = [{ kind: 'quota' as const }, { kind: 'subnet-full' as const }];
    const { record } = await operate('upgrade', base, sample, { edit: bigger, faults });
    expect(record).toMatchObject({ status: 'succeeded', failures: [] });
    const slow = await operate('upgrade', base, sample, {
      edit: bigger,
      faults: [{ kind: 'cloud-error', target: DB }],
    });
    const lines = ofType(slow.events, 'log').map((each) =>
      typeof each.text === 'string' ? each.text : each.text.en,
    );
    expect(lines.filter((each) => each.startsWith(`${DB}: Still`)).join()).toContain('Still modifying...');
    expect(lines.join()).not.toContain(`${DB}: Still creating`);
  });

  it('says what the faults of the day do to it', async () => {
    const outcome = await operate('upgrade', base, sample, {
      edit: replaced(TF, 'volume_size       = 50', 'volume_size       = 100'),
      faults: [{ kind: 'cloud-error', target: DB }],
    });
    expect(outcome.record.status).toBe('failed');
    expect(outcome.record.failures[0]).toMatchObject({ code: 'SIM_CLOUD_ERROR', address: DB });
    expect(at(outcome.record, DB)).toMatchObject({ state: 'created', attributes: { volume_size: 50 } });
  });
});

describe('a failed install and its retry', () => {
  it('keeps what was made, marks the release as tainted, and makes it anew', async () => {
    const faults = [{ kind: 'hook-timeout' as const, target: 'migrate' }];
    const failed = (await install(sample, { faults })).record;
    expect(failed.status).toBe('failed');
    expect(at(failed, APP)).toMatchObject({ state: 'failed', tainted: true });
    const again = await operate('retry', failed, sample);
    const diff = diffIn(again);
    expect(diff.steps.find((each) => each.address === APP)).toMatchObject({ action: 'replace' });
    expect(diff.steps.find((each) => each.address === APP)?.why?.en).toMatch(/tainted/);
    expect(diff.counts).toMatchObject({ 'no-op': 5, replace: 1, create: 0 });
    expect(again.record.failures).toEqual([]);
    expect(again.record.status).toBe('succeeded');
    expect(at(again.record, CLUSTER)?.id).toBe(at(failed, CLUSTER)?.id);
    expect(at(again.record, APP)).toMatchObject({ state: 'created' });
    expect(at(again.record, APP)?.tainted).toBeUndefined();
    expect(again.record.outputs.map((each) => each.name)).toContain('main');
  });

  it('creates what was never begun', async () => {
    const failed = (await install(sample, { faults: [{ kind: 'cloud-error', target: CLUSTER }] })).record;
    expect(at(failed, CLUSTER)).toMatchObject({ state: 'failed', attributes: {} });
    const again = await operate('retry', failed, sample);
    expect(diffIn(again).counts).toMatchObject({ create: 2, replace: 0, 'no-op': 4 });
    expect(again.record.status).toBe('succeeded');
  });
});

describe('a repair', () => {
  it('finds what was deleted and altered outside, and mends it', async () => {
    const outcome = await operate('repair', base, sample, {
      drift: [
        { address: CLB, kind: 'deleted', values: {} },
        { address: DB, kind: 'altered', values: { volume_size: 200 } },
      ],
    });
    const diff = diffIn(outcome);
    expect(diff.steps.find((each) => each.address === CLB)).toMatchObject({ action: 'create' });
    expect(diff.steps.find((each) => each.address === CLB)?.why?.en).toMatch(/outside/);
    expect(diff.steps.find((each) => each.address === DB)?.changes).toMatchObject([
      { path: 'volume_size', before: 200, after: 50 },
    ]);
    expect(outcome.record.status).toBe('succeeded');
    expect(at(outcome.record, CLB)?.id).not.toBe(at(base, CLB)?.id);
    expect(at(outcome.record, DB)?.attributes.volume_size).toBe(50);
  });

  it('finds nothing where nothing drifted', async () => {
    const { counts } = diffIn(await operate('repair', base, sample));
    expect(counts).toMatchObject({ 'no-op': 6, create: 0, update: 0, replace: 0, delete: 0 });
  });
});

describe('an uninstall', () => {
  it('goes backwards through the graph and says what stays', async () => {
    const edit = (files: Map<string, string>): void => {
      files.set(
        'software/chart/templates/db.yaml',
        [
          'apiVersion: apps/v1',
          'kind: StatefulSet',
          'metadata: {name: store}',
          'spec:',
          '  replicas: 2',
          '  serviceName: store',
          '  selector: {matchLabels: {app: store}}',
          '  template:',
          '    metadata: {labels: {app: store}}',
          '    spec: {containers: [{name: main, image: "example.test/store:1.0"}]}',
          '  volumeClaimTemplates:',
          '    - metadata: {name: data}',
          '      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 10Gi}}}',
          '',
        ].join('\n'),
      );
    };
    const { record } = await install(sample, { edit });
    expect(record.failures).toEqual([]);
    const outcome = await operate('uninstall', record, sample, { edit });
    const order = ofType(outcome.events, 'resource')
      .filter((each) => each.state === 'deleted')
      .map((each) => each.address);
    expect(order.indexOf(APP)).toBeLessThan(order.indexOf(CLUSTER));
    expect(order.indexOf(CLUSTER)).toBeLessThan(order.indexOf('random_password.node'));
    const left = diffIn(outcome).leftBehind.map((each) => each.name);
    expect(left).toEqual([
      'PersistentVolumeClaim/default/data-store-0',
      'PersistentVolumeClaim/default/data-store-1',
    ]);
    expect(outcome.record.leftBehind?.map((each) => each.name)).toEqual(left);
    expect(outcome.record).toMatchObject({ status: 'succeeded', resources: [], outputs: [] });
  });

  const header = 'resource "tencentcloud_kubernetes_cluster" "cluster" {';

  it('is refused by the cloud over what is protected, and keeps what that needs', async () => {
    const edit = replaced(TF, header, `${header}\n  deletion_protection = true`);
    const { record } = await install(sample, { edit });
    const outcome = await operate('uninstall', record, sample, { edit });
    expect(outcome.record.failures[0]).toMatchObject({ code: 'SIM_DELETE_PROTECTED', address: CLUSTER });
    const left = outcome.record.resources.map((each) => each.address);
    expect(left).toContain(CLUSTER);
    expect(left).toContain('random_password.node');
    expect(left).not.toContain(APP);
    // An upgrade that switches it off, and then the rest goes.
    const off = await operate('upgrade', record, sample, {
      edit: replaced(TF, header, `${header}\n  deletion_protection = false`),
    });
    const done = await operate('uninstall', off.record, sample);
    expect(done.record).toMatchObject({ status: 'succeeded', resources: [] });
  });

  it('is refused by Terraform as a whole over prevent_destroy', async () => {
    const edit = replaced(TF, header, `${header}\n  lifecycle {\n    prevent_destroy = true\n  }`);
    const { record } = await install(sample, { edit });
    const outcome = await operate('uninstall', record, sample, { edit });
    expect(outcome.record.failures[0]).toMatchObject({ code: 'SIM_DELETE_PREVENTED', address: CLUSTER });
    expect(outcome.record.resources).toEqual(record.resources);
    expect(outcome.record.releases).toEqual(record.releases);
    expect(outcome.record.outputs).toEqual(record.outputs);
  });

  it('is refused over a security group that is used from outside', async () => {
    const outcome = await operate('uninstall', base, sample, {
      drift: [{ address: CLB, kind: 'used', values: { by: 'ins-elsewhere' } }],
    });
    expect(outcome.record.failures[0]).toMatchObject({ code: 'SIM_RESOURCE_IN_USE', address: CLB });
    expect(outcome.record.resources.map((each) => each.address)).toEqual([CLB]);
  });
});

it('tells the same story for the same seed', async () => {
  const edit = replaced(TF, 'volume_size       = 50', 'volume_size       = 100');
  const [one, other] = [
    await operate('upgrade', base, sample, { edit }),
    await operate('upgrade', base, sample, { edit }),
  ];
  expect(one.events).toEqual(other.events);
});
