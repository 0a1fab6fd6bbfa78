import { describe, expect, it } from 'vitest';
import { endingOf, readyAfter } from '../../../src/core/cluster/index.ts';
import { cluster, deployment, problemsOf, rendered } from './clusters.ts';

const refusal = (target: ReturnType<typeof cluster>, ...objects: Parameters<typeof problemsOf>[1][]) => {
  for (const object of objects) {
    const found = target.create(object, 'default');
    if (found) return found.words.en;
  }
  return undefined;
};
const service = (name: string, nodePort: number, selector = { app: 'web' }) =>
  rendered('Service', name, { spec: { type: 'NodePort', selector, ports: [{ port: 80, nodePort }] } });
const warnings = (target: ReturnType<typeof cluster>) =>
  target.looseEnds().map((each) => `${each.object}: ${each.words.en}`);

describe('the API server', () => {
  it('takes a plain release', () => {
    expect(refusal(cluster(), deployment('web'), service('a', 30080))).toBeUndefined();
  });

  it('refuses what is there already, missing namespaces, taken ports', () => {
    expect(refusal(cluster(), deployment('web'), deployment('web'))).toContain(
      'exists and cannot be imported',
    );
    const elsewhere = {
      ...deployment('web'),
      namespace: 'other',
      object: { ...deployment('web').object, metadata: { name: 'web', namespace: 'other' } },
    };
    expect(refusal(cluster(), elsewhere)).toBe('namespaces "other" not found');
    expect(refusal(cluster(), rendered('Namespace', 'other'), elsewhere)).toBeUndefined();
    expect(refusal(cluster(), service('a', 30080), service('b', 30080))).toBe(
      'Service "b" is invalid: spec.ports[0].nodePort: Invalid value: 30080: provided port is already allocated',
    );
  });

  it('refuses mounts without volumes, selectors that miss their pods, requests above limits', () => {
    expect(
      refusal(cluster(), deployment('web', {}, { volumeMounts: [{ name: 'x', mountPath: '/x' }] })),
    ).toBe(
      'Deployment.apps "web" is invalid: spec.template.spec.containers[0].volumeMounts[0].name: Not found: "x"',
    );
    expect(
      refusal(cluster(), deployment('web', {}, {}, { selector: { matchLabels: { app: 'other' } } })),
    ).toContain('`selector` does not match template `labels`');
    const resources = { requests: { memory: '2Gi' }, limits: { memory: '1Gi' } };
    expect(refusal(cluster(), deployment('web', {}, { resources }))).toContain(
      'must be less than or equal to memory limit of 1Gi',
    );
  });

  it('knows which versions a release serves, and custom kinds by their definitions', () => {
    const old = rendered('Ingress', 'x', {}, 'networking.k8s.io/v1beta1');
    expect(cluster().buildProblem(old, 'default')?.cure.en).toContain('networking.k8s.io/v1,');
    expect(cluster({ version: 'v1.20.6' }).buildProblem(old, 'default')).toBeUndefined();
    const custom = rendered('Widget', 'w', {}, 'example.com/v1');
    const target = cluster();
    expect(target.buildProblem(custom, 'default')?.words.en).toContain(
      'no matches for kind "Widget" in version "example.com/v1"',
    );
    target.create(
      rendered(
        'CustomResourceDefinition',
        'widgets.example.com',
        { spec: { group: 'example.com', names: { kind: 'Widget' }, versions: [{ name: 'v1' }] } },
        'apiextensions.k8s.io/v1',
      ),
      'default',
    );
    expect(target.buildProblem(custom, 'default')).toBeUndefined();
    expect(target.apiVersions()).toContain('example.com/v1/Widget');
    expect(
      cluster().buildProblem(rendered('X', 'x', {}, 'tke.cloud.tencent.com/v1'), 'default'),
    ).toBeUndefined();
  });

  it('flattens lists and keeps quotas', () => {
    const list = rendered('List', '', {
      items: [rendered('ConfigMap', 'a').object, rendered('Secret', 'b').object],
    });
    const target = cluster();
    expect(refusal(target, list)).toBeUndefined();
    expect(target.lookup('v1', 'Secret', 'default', 'b')).toMatchObject({ kind: 'Secret' });
    const quota = rendered('ResourceQuota', 'q', { spec: { hard: { pods: '1' } } });
    const full = cluster();
    full.create(quota, 'default');
    const [workload] = full.workloads(deployment('web'), 'default');
    if (!workload) throw new Error('no workload');
    expect(full.admitPod(workload)).toBeUndefined();
    expect(full.admitPod(workload)?.words.en).toBe(
      'Error creating: pods "web-" is forbidden: exceeded quota: q, requested: pods=1, used: pods=1, limited: pods=1',
    );
  });
});

describe('lookup', () => {
  it('finds what a fresh cluster has, lists, and nothing else', () => {
    const target = cluster();
    expect(target.lookup('v1', 'Namespace', '', 'default')).toMatchObject({ metadata: { name: 'default' } });
    expect(target.lookup('v1', 'ServiceAccount', 'default', 'default')).toBeDefined();
    expect(target.lookup('v1', 'Node', '', '')).toMatchObject({ kind: 'NodeList', items: [{}, {}, {}] });
    expect(target.lookup('v1', 'Secret', 'default', 'x')).toBeUndefined();
    target.create(rendered('Secret', 'x', { stringData: { a: 'b' } }), 'default');
    expect(target.lookup('v1', 'Secret', 'default', 'x')).toMatchObject({ data: { a: 'Yg==' } });
    expect(target.lookup('v1', 'Secret', 'kube-system', 'x')).toBeUndefined();
  });
});

describe('volumes', () => {
  const claim = (spec: object) =>
    rendered('PersistentVolumeClaim', 'data', {
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '20Gi' } }, ...spec },
    });
  const uses = deployment('db', { volumes: [{ name: 'd', persistentVolumeClaim: { claimName: 'data' } }] });
  it('are bound by the default class, a named one, or a volume that fits', () => {
    expect(problemsOf(cluster(), claim({}), uses)).toEqual([]);
    expect(problemsOf(cluster(), claim({ storageClassName: 'cbs' }), uses)).toEqual([]);
    expect(problemsOf(cluster(), claim({ storageClassName: 'fast' }), uses)).toEqual([
      'storageclass.storage.k8s.io "fast" not found',
    ]);
    expect(problemsOf(cluster(), claim({ storageClassName: '' }), uses)).toHaveLength(1);
    const volume = rendered('PersistentVolume', 'v', {
      spec: { storageClassName: '', accessModes: ['ReadWriteOnce'], capacity: { storage: '20Gi' } },
    });
    expect(problemsOf(cluster(), volume, claim({ storageClassName: '' }), uses)).toEqual([]);
    expect(problemsOf(cluster(), uses)).toEqual(['persistentvolumeclaim "data" not found']);
  });
});

describe('probes', () => {
  it('that name a port nobody has never succeed; a liveness probe is only told', () => {
    const ports = [{ name: 'http', containerPort: 80 }];
    expect(
      problemsOf(cluster(), deployment('web', {}, { ports, readinessProbe: { httpGet: { port: 'htp' } } })),
    ).toEqual(["readiness probe errored: couldn't find port: htp in container main"]);
    const target = cluster();
    const live = deployment('web', {}, { ports, livenessProbe: { httpGet: { port: 8080 } } });
    target.create(live, 'default');
    const [workload] = target.workloads(live, 'default');
    const found = workload ? target.check(workload, target.sources([], 'default')).problems : [];
    expect(found.map((each) => each.severity)).toEqual(['warning']);
  });

  it('take their time', () => {
    const [workload] = cluster().workloads(
      deployment(
        'web',
        {},
        {
          startupProbe: { initialDelaySeconds: 5 },
          readinessProbe: { initialDelaySeconds: 10, successThreshold: 3, periodSeconds: 2 },
        },
      ),
      'default',
    );
    expect(workload?.containers.map(readyAfter)).toEqual([15_000]);
  });
});

describe('loose ends', () => {
  it('are told: Services without pods or ports, Ingresses without Services, scalers without targets', () => {
    const target = cluster();
    for (const object of [
      deployment('web', {}, { ports: [{ name: 'http', containerPort: 80 }] }),
      service('empty', 30081, { app: 'nobody' }),
      rendered('Service', 'web', {
        spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'https' }] },
      }),
      rendered(
        'Ingress',
        'i',
        {
          spec: {
            rules: [
              {
                http: {
                  paths: [
                    { backend: { service: { name: 'gone', port: { number: 80 } } } },
                    { backend: { service: { name: 'web', port: { number: 81 } } } },
                  ],
                },
              },
            ],
          },
        },
        'networking.k8s.io/v1',
      ),
      rendered(
        'HorizontalPodAutoscaler',
        'h',
        { spec: { scaleTargetRef: { kind: 'Deployment', name: 'wbe' } } },
        'autoscaling/v2',
      ),
      rendered('CronJob', 'c', { spec: { schedule: 'often' } }, 'batch/v1'),
    ])
      expect(target.create(object, 'default')).toBeUndefined();
    const words = warnings(target);
    expect(words).toHaveLength(6);
    expect(words.join('\n')).toMatch(/empty: The selector app=nobody matches no pods/);
    expect(words.join('\n')).toMatch(/"https"/);
    expect(words.join('\n')).toMatch(/service "gone" not found/);
    expect(words.join('\n')).toMatch(/Service web has no port 81/);
  });

  it('has none for a release that works', () => {
    const target = cluster();
    target.create(deployment('web', {}, { ports: [{ name: 'http', containerPort: 80 }] }), 'default');
    target.create(
      rendered('Service', 'web', {
        spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http' }] },
      }),
      'default',
    );
    expect(warnings(target)).toEqual([]);
  });
});

describe('commands of jobs', () => {
  const ending = (command: string) => {
    const [workload] = cluster().workloads(
      rendered(
        'Job',
        'j',
        { spec: { template: { spec: { containers: [{ name: 'x', command: ['sh', '-c', command] }] } } } },
        'batch/v1',
      ),
      'default',
    );
    return workload && endingOf(workload);
  };
  it.each([
    ['sleep infinity', 'endless'],
    ['tail -f /dev/null', 'endless'],
    ['while true; do date; sleep 1; done', 'endless'],
    ['while true; do nc -z db 3306 && break; sleep 1; done', 'ends'],
    ['until nc -z db 5432; do sleep 2; done', 'ends'],
    ['exit 3', 'fails'],
    ['test -f x || exit 1', 'ends'],
  ])('%s: %s', (command, kind) => expect(ending(command)?.kind).toBe(kind));
  it('adds plain sleeps', () =>
    expect(ending('sleep 2m; sleep 5')).toEqual({ kind: 'ends', after: 125_000 }));
});

describe('init containers', () => {
  it('that never end keep the pod from starting; those that wait for something do not', () => {
    const init = (command: string) => ({
      initContainers: [{ name: 'wait', image: 'x:1', command: ['sh', '-c', command] }],
    });
    expect(problemsOf(cluster(), deployment('web', init('tail -f /dev/null')))[0]).toMatch(
      /^init container wait never ends/,
    );
    expect(problemsOf(cluster(), deployment('web', init('until nc -z db 5432; do sleep 2; done')))).toEqual(
      [],
    );
  });
});
