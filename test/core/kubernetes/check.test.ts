import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { checkObjects, loadKubernetesFacts, minorOf } from '../../../src/core/kubernetes/index.ts';

const facts = await loadKubernetesFacts();

function check(yaml: string, minor = 29): string[] {
  const object = parse(yaml) as JsonObject;
  const { name = '' } = (object.metadata ?? {}) as { name?: string };
  const given = {
    source: 'web/templates/a.yaml',
    apiVersion: String(object.apiVersion),
    kind: String(object.kind),
    name,
    object,
  };
  return checkObjects([given], minor, facts).map(({ code, severity, path }) => `${severity} ${code} ${path}`);
}

const DEPLOYMENT = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {app: web}}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      volumes: [{name: data, emptyDir: {sizeLimit: 1Gi}}]
      containers:
        - name: web
          image: web:1
          ports: [{name: http, containerPort: 80}]
          resources: {requests: {cpu: 1, memory: 64Mi}, limits: {cpu: "2", memory: 1Gi}}
          volumeMounts: [{name: data, mountPath: /data}]
`;

describe('an object as the API server sees it', () => {
  it('is taken when nothing is wrong with it', () => {
    for (const minor of [19, 23, 26, 29, 34, 36]) expect(check(DEPLOYMENT, minor)).toEqual([]);
  });

  it.each([
    ['replicas: 2', 'replicas: "2"', 'error KUB103 spec.replicas'],
    ['replicas: 2', 'replicas: 1.5', 'error KUB103 spec.replicas'],
    ['replicas: 2', 'replica: 2', 'warning KUB106 spec.replica'],
    ['  selector: {matchLabels: {app: web}}\n', '', 'error KUB105 spec.selector'],
    ['{matchLabels: {app: web}}', '{matchLabels: {app: api}}', 'error KUB112 spec.template.metadata.labels'],
    ['labels: {app: web}}\nspec', 'labels: {app: 1}}\nspec', 'error KUB103 metadata.labels.app'],
    ['labels: {app: web}}\nspec', 'labels: {app: "a+b"}}\nspec', 'error KUB108 metadata.labels.app'],
    ['name: web, labels', 'name: Web, labels', 'error KUB108 metadata.name'],
    ['image: web:1', 'image: ""', 'error KUB105 spec.template.spec.containers[0].image'],
    [
      'image: web:1',
      'image: web:1\n          imagePullPolicy: Sometimes',
      'error KUB104 spec.template.spec.containers[0].imagePullPolicy',
    ],
    [
      'containerPort: 80',
      'containerPort: 80000',
      'error KUB104 spec.template.spec.containers[0].ports[0].containerPort',
    ],
    ['name: http,', 'name: http_port,', 'error KUB108 spec.template.spec.containers[0].ports[0].name'],
    [
      '{name: data, mountPath',
      '{name: date, mountPath',
      'error KUB109 spec.template.spec.containers[0].volumeMounts[0].name',
    ],
    ['cpu: 1,', 'cpu: 4,', 'error KUB111 spec.template.spec.containers[0].resources.requests.cpu'],
    ['memory: 1Gi', 'memory: 1GB', 'error KUB104 spec.template.spec.containers[0].resources.limits.memory'],
    ['sizeLimit: 1Gi', 'sizeLimit: lots', 'error KUB104 spec.template.spec.volumes[0].emptyDir.sizeLimit'],
    [
      'containers:\n',
      'restartPolicy: Never\n      containers:\n',
      'error KUB104 spec.template.spec.restartPolicy',
    ],
    [
      '        - name: web\n',
      '        - {name: web, image: x}\n        - name: web\n',
      'error KUB110 spec.template.spec.containers[1].name',
    ],
    [
      'emptyDir: {sizeLimit: 1Gi}',
      'emptyDir: {sizeLimit: 1Gi}}, {name: data, emptyDir: {}',
      'error KUB110 spec.template.spec.volumes[1].name',
    ],
  ])('finds %j turned into %j', (from, to, finding) => {
    expect(DEPLOYMENT).toContain(from);
    expect(check(DEPLOYMENT.replace(from, to))).toEqual([finding]);
  });

  it('knows fields by version', () => {
    const hostUsers = DEPLOYMENT.replace('containers:\n', 'hostUsers: false\n      containers:\n');
    expect(check(hostUsers, 24)).toEqual(['warning KUB107 spec.template.spec.hostUsers']);
    expect(check(hostUsers, 25)).toEqual([]);
  });

  it('takes null for an absent field, and what the status says for nothing', () => {
    expect(check(`${DEPLOYMENT}status: {replicas: many}\n`)).toEqual([]);
    expect(check(DEPLOYMENT.replace('replicas: 2', 'replicas: null'))).toEqual([]);
    expect(check(DEPLOYMENT.replace('image: web:1', 'image: null'))).toContain(
      'error KUB105 spec.template.spec.containers[0].image',
    );
  });

  it('takes claims of a StatefulSet for volumes', () => {
    const set = `
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: db, volumeMounts: [{name: data, mountPath: /d}]}]}
  volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}]
`;
    expect(check(set)).toEqual([]);
    expect(
      check(
        set.replace(
          'volumeClaimTemplates: [{metadata: {name: data}',
          'volumeClaimTemplates: [{metadata: {name: other}',
        ),
      ),
    ).toEqual(['error KUB109 spec.template.spec.containers[0].volumeMounts[0].name']);
  });

  it('checks services, secrets and jobs', () => {
    const service =
      'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80}, {port: 81}]}';
    expect(check(service)).toEqual(['error KUB105 spec.ports[0].name', 'error KUB105 spec.ports[1].name']);
    expect(
      check('apiVersion: v1\nkind: Service\nmetadata: {name: 1web}\nspec: {ports: [{port: 80}]}'),
    ).toEqual(['error KUB108 metadata.name']);
    expect(
      check('apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {a: plain text, b: cGxhaW4=}'),
    ).toEqual(['error KUB104 data.a']);
    const job =
      'apiVersion: batch/v1\nkind: Job\nmetadata: {name: j}\nspec: {template: {spec: {containers: [{name: j, image: j}]}}}';
    expect(check(job)).toEqual(['error KUB105 spec.template.spec.restartPolicy']);
  });
});

describe('API versions', () => {
  const cronJob = (version: string) =>
    `apiVersion: ${version}\nkind: CronJob\nmetadata: {name: c}\nspec: {schedule: "* * * * *", jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: c}]}}}}}`;

  it('are named when they are deprecated, and refused when they are gone', () => {
    expect(check(cronJob('batch/v1beta1'), 20)).toEqual([]);
    expect(check(cronJob('batch/v1beta1'), 23)).toEqual(['warning KUB102 apiVersion']);
    expect(check(cronJob('batch/v1beta1'), 25)).toEqual(['error KUB101 apiVersion']);
    expect(check(cronJob('batch/v1'), 25)).toEqual([]);
    // Before it came.
    expect(check(cronJob('batch/v1'), 20)).toEqual(['error KUB101 apiVersion']);
  });

  it('that were gone before our oldest schema are named with what replaced them', () => {
    const old = DEPLOYMENT.replace('apps/v1', 'extensions/v1beta1');
    expect(check(old, 19)).toEqual(['error KUB101 apiVersion']);
  });

  it('of kinds that do not exist are errors, custom resources are said to be unchecked', () => {
    expect(check('apiVersion: apps/v1\nkind: Deploymnet\nmetadata: {name: x}')).toEqual([
      'error KUB101 kind',
    ]);
    expect(check('apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: {name: x}')).toEqual([
      'info KUB113 ',
    ]);
  });

  it('custom resources whose definition the release brings are fine', () => {
    const crd = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'widgets.x.io' },
      spec: {
        group: 'x.io',
        names: { kind: 'Widget', plural: 'widgets' },
        scope: 'Namespaced',
        versions: [{ name: 'v1', served: true, storage: true }],
      },
    };
    const widget = { apiVersion: 'x.io/v1', kind: 'Widget', metadata: { name: 'w' } };
    const given = [crd, widget].map((object) => ({
      source: 'a',
      apiVersion: object.apiVersion,
      kind: object.kind,
      name: object.metadata.name,
      object: object as JsonObject,
    }));
    expect(checkObjects(given, 29, facts)).toEqual([]);
  });

  it('reads versions as clusters write them', () => {
    expect(['1.29', 'v1.29.3', '1.28.3-tke.2', '2.0', 'new'].map(minorOf)).toEqual([
      29,
      29,
      28,
      undefined,
      undefined,
    ]);
  });
});

it('never throws and stays bounded, whatever the object is', () => {
  const kinds = [
    'Deployment',
    'Service',
    'Secret',
    'StatefulSet',
    'CronJob',
    'Job',
    'Ingress',
    'Pod',
    'ConfigMap',
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...kinds),
      fc.jsonValue({ maxDepth: 6 }),
      fc.jsonValue(),
      (kind, spec, metadata) => {
        const object = {
          apiVersion: 'v1',
          kind,
          metadata: metadata as Json,
          spec: spec as Json,
          data: spec as Json,
        };
        const apiVersion = ['Deployment', 'StatefulSet'].includes(kind)
          ? 'apps/v1'
          : ['CronJob', 'Job'].includes(kind)
            ? 'batch/v1'
            : 'v1';
        expect(
          checkObjects([{ source: '', apiVersion, kind, name: '', object }], 29, facts).length,
        ).toBeLessThanOrEqual(50);
      },
    ),
    { numRuns: 300 },
  );
});

it('docs/guide/kubernetes.md has a row for every code, and no other', () => {
  const folder = resolve(import.meta.dirname, '../../../src/core/kubernetes');
  const codes = new Set(
    readdirSync(folder).flatMap(
      (name) => readFileSync(resolve(folder, name), 'utf8').match(/KUB\d{3}(?=',)/g) ?? [],
    ),
  );
  const page = readFileSync(resolve(folder, '../../../docs/guide/kubernetes.md'), 'utf8');
  expect([...page.matchAll(/^\| (KUB\d{3}) /gm)].map((match) => match[1]).sort()).toEqual([...codes].sort());
});
