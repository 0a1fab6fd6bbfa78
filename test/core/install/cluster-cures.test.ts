import { describe, expect, it } from 'vitest';
import { type Cure, editSource } from '../../../src/core/install/index.ts';
import { type ChartPackage, packageOf, rehearseChart, rehearseCured, web } from '../closure/packages.ts';

const env = (field: string, rest: string): string =>
  web(`containers:
  - name: main
    image: nginx:1.27
    env:
      - name: A
        valueFrom:
          ${field}: ${rest}
`);
const settings = `apiVersion: v1
kind: ConfigMap
metadata:
  name: other
data:
  level: "1"
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  log-level: debug
  region: x
`;
const changed = (cure: Cure | undefined): readonly string[] =>
  (cure?.changes ?? []).map((each) => (each.on === 'package' ? `${each.file}: ${each.text}` : each.on));

interface Case {
  readonly what: string;
  readonly templates: Readonly<Record<string, string>>;
  readonly code: string;
  readonly title: string;
  readonly change: readonly string[];
  readonly cluster?: string;
}

const cases: readonly Case[] = [
  {
    what: 'a key that is spelt otherwise',
    templates: {
      'web.yaml': env('configMapKeyRef', '{ name: settings, key: log_level }'),
      'settings.yaml': settings,
    },
    code: 'SIM_REFERENCE_MISSING',
    title: 'Read the key log-level of ConfigMap settings in software/chart/templates/web.yaml.',
    change: ['software/chart/templates/web.yaml: log-level'],
  },
  {
    what: 'a key that nobody wrote',
    templates: {
      'web.yaml': env('configMapKeyRef', '\n            name: "settings"\n            key: password'),
      'settings.yaml': settings,
    },
    code: 'SIM_REFERENCE_MISSING',
    title:
      'Give ConfigMap settings the key password in software/chart/templates/settings.yaml (empty: put its value there).',
    change: ['software/chart/templates/settings.yaml:   password: ""\n'],
  },
  {
    what: 'a secret that is spelt otherwise',
    templates: {
      'web.yaml': web(
        'containers:\n  - name: main\n    image: nginx:1.27\n    envFrom:\n      - secretRef:\n          name: databse\n',
      ),
      'secret.yaml': 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: database\nstringData:\n  A: b\n',
    },
    code: 'SIM_REFERENCE_MISSING',
    title: 'Read Secret database in software/chart/templates/web.yaml.',
    change: ['software/chart/templates/web.yaml: database'],
  },
  {
    what: 'a secret that nobody wrote, mounted',
    templates: {
      'web.yaml': web(
        'containers:\n  - name: main\n    image: nginx:1.27\nvolumes:\n  - name: tls\n    secret:\n      secretName: web-tls\n      items:\n        - { key: tls.crt, path: c }\n        - { key: tls.key, path: k }\n',
      ),
    },
    code: 'SIM_REFERENCE_MISSING',
    title:
      'Create Secret web-tls in software/chart/templates/secret-web-tls.yaml with tls.crt, tls.key (empty: put their values there).',
    change: [
      'software/chart/templates/secret-web-tls.yaml: apiVersion: v1\nkind: Secret\nmetadata:\n  name: web-tls\nstringData:\n  tls.crt: ""\n  tls.key: ""\n',
    ],
  },
  {
    what: 'a service account',
    templates: {
      'web.yaml': web('serviceAccountName: runner\ncontainers:\n  - name: main\n    image: nginx:1.27\n'),
    },
    code: 'SIM_POD_FORBIDDEN',
    title: 'Create ServiceAccount runner in software/chart/templates/serviceaccount-runner.yaml.',
    change: [
      'software/chart/templates/serviceaccount-runner.yaml: apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: runner\n',
    ],
  },
  {
    what: 'an API version that the cluster serves no more',
    templates: {
      'pdb.yaml':
        'apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata:\n  name: web\nspec:\n  minAvailable: 1\n  selector:\n    matchLabels: { app: web }\n',
      'web.yaml': web('containers:\n  - name: main\n    image: nginx:1.27\n'),
    },
    code: 'SIM_API_MISSING',
    title: 'Write apiVersion: policy/v1 instead of policy/v1beta1 in software/chart/templates/pdb.yaml.',
    change: ['software/chart/templates/pdb.yaml: policy/v1'],
  },
  {
    what: 'an autoscaler, by the version that takes it as it is',
    templates: {
      'hpa.yaml':
        'apiVersion: autoscaling/v2beta2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: web\nspec:\n  maxReplicas: 2\n  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }\n  metrics:\n    - type: Resource\n      resource: { name: cpu, target: { type: Utilization, averageUtilization: 80 } }\n',
      'web.yaml': web('containers:\n  - name: main\n    image: nginx:1.27\n'),
    },
    code: 'SIM_API_MISSING',
    title:
      'Write apiVersion: autoscaling/v2 instead of autoscaling/v2beta2 in software/chart/templates/hpa.yaml.',
    change: ['software/chart/templates/hpa.yaml: autoscaling/v2'],
  },
];

const tke = (machine: string): string => `resource "tencentcloud_kubernetes_cluster" "tke" {
  vpc_id          = var.app_target.vpc.id
  cluster_version = "1.30.0"
  worker_config {
    count         = 2
    instance_type = ${machine}
    subnet_id     = var.app_target.subnet.id
    password      = "Drydock#2026"
  }
}
`;

describe('pods that no node has room for', () => {
  const hungry = web(
    'containers:\n  - name: main\n    image: nginx:1.27\n    resources:\n      requests: { cpu: "6", memory: 4Gi }\n',
  );

  it('are cured by the smallest machine type on which all find a place', async () => {
    const { failed, cured } = await rehearseCured({
      cluster: tke('"S5.LARGE8"'),
      templates: { 'web.yaml': hungry },
    });
    const [failure] = failed.record.failures;
    expect(failure?.code).toBe('SIM_POD_UNSCHEDULABLE');
    expect(failure?.cure?.title.en).toMatch(
      /^Write "S\w+\.2XLARGE\d+" instead of "S5.LARGE8" in infrastructure\/main.tf\.$/,
    );
    expect(cured.record.failures).toEqual([]);
  });

  it('have no such cure where no machine is large enough', async () => {
    const { record } = await rehearseChart({
      cluster: tke('"S5.LARGE8"'),
      templates: { 'web.yaml': hungry.replace('cpu: "6"', 'cpu: "6000"') },
    });
    expect(record.failures.map((each) => [each.code, each.cure])).toEqual([
      ['SIM_POD_UNSCHEDULABLE', undefined],
    ]);
  });
});

describe('what the simulated cluster misses is cured by an edit of the chart', () => {
  it.each(cases)('$what', async ({ templates, code, title, change }) => {
    const { failed, cured } = await rehearseCured({ templates });
    const [failure] = failed.record.failures;
    expect([failure?.code, failure?.cure?.title.en]).toEqual([code, title]);
    expect(failure?.cure?.title['zh-CN']).toMatch(/[一-鿿]/);
    expect(changed(failure?.cure)).toEqual(change);
    expect(cured.record.failures).toEqual([]);
    expect(cured.record.status).toBe('succeeded');
  });

  it.each([
    [
      'a name that the template makes of a variable is left to a person',
      `{{- $n := "nowhere" }}\n${env('configMapKeyRef', '{ name: {{ $n }}, key: a }')}`,
    ],
    [
      'what a hook before the install reads',
      'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: early\n  annotations: { helm.sh/hook: pre-install }\nspec:\n  template:\n    spec:\n      restartPolicy: Never\n      containers:\n        - name: main\n          image: nginx:1.27\n          envFrom: [{ secretRef: { name: nothing-like-it } }]\n',
    ],
  ])('%s', async (_, template) => {
    const { record } = await rehearseChart({ templates: { 'x.yaml': template } });
    expect(record.status).toBe('failed');
    expect(record.failures[0]?.cure).toBeUndefined();
    expect(record.failures[0]?.remedy.en).not.toBe('');
  });
});

const text = (source: { files: ReadonlyMap<string, Uint8Array> }, file: string): string =>
  new TextDecoder().decode(source.files.get(`software/chart/templates/${file}`));

/** The template of a package after its first failure's cure, which was rehearsed. */
async function migrated(parts: ChartPackage, file: string): Promise<string> {
  const { failed, cured } = await rehearseCured(parts);
  expect(failed.record.failures[0]?.code).toBe('SIM_API_MISSING');
  expect(failed.record.failures[0]?.cure?.title.en).toMatch(/^Write apiVersion: /);
  expect(cured.record.failures).toEqual([]);
  const edits = failed.record.failures[0]?.cure?.changes.filter((each) => each.on === 'package') ?? [];
  return text(editSource(packageOf(parts), edits), file);
}

const service = `apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  selector: { app: web }
  ports: [{ name: http, port: 80 }]
---
${web('containers:\n  - name: main\n    image: nginx:1.27\n')}`;

describe('API versions whose shape changed', () => {
  it('an Ingress of extensions/v1beta1, its names and ports made by values', async () => {
    const ingress = `# front door
apiVersion: extensions/v1beta1
kind: Ingress
metadata:
  name: web
spec:
  rules:
    - host: {{ .Values.host }}
      http:
        paths:
          - path: / # all of it
            backend:
              serviceName: {{ .Values.service }}
              servicePort: {{ .Values.port }}
          - path: /named
            backend:
              servicePort: http
              serviceName: web
`;
    const parts = {
      templates: { 'ingress.yaml': ingress, 'web.yaml': service },
      defaults: 'host: a.example\nservice: web\nport: 80\n',
    };
    expect(await migrated(parts, 'ingress.yaml')).toBe(`# front door
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  rules:
    - host: {{ .Values.host }}
      http:
        paths:
          - path: / # all of it
            pathType: ImplementationSpecific
            backend:
              service:
                name: {{ .Values.service }}
                port:
                  number: {{ .Values.port }}
          - path: /named
            pathType: ImplementationSpecific
            backend:
              service:
                name: web
                port:
                  name: http
`);
  });

  it('an Ingress in flow style, with a backend for everything else', async () => {
    const ingress =
      'kind: Ingress\napiVersion: networking.k8s.io/v1beta1\nmetadata: { name: web }\nspec:\n  backend: { serviceName: web, servicePort: 80 }\n  rules:\n    - http:\n        paths:\n          - backend: { serviceName: web, servicePort: http }\n';
    expect(
      await migrated({ templates: { 'ingress.yaml': ingress, 'web.yaml': service } }, 'ingress.yaml'),
    ).toBe(
      'kind: Ingress\napiVersion: networking.k8s.io/v1\nmetadata: { name: web }\nspec:\n  defaultBackend: { service: { name: web, port: { number: 80 } } }\n  rules:\n    - http:\n        paths:\n          - pathType: ImplementationSpecific\n            backend: { service: { name: web, port: { name: http } } }\n',
    );
  });

  it('an autoscaler of autoscaling/v2beta1', async () => {
    const hpa =
      'apiVersion: autoscaling/v2beta1\nkind: HorizontalPodAutoscaler\nmetadata: { name: web }\nspec:\n  maxReplicas: 3\n  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }\n  metrics:\n    - type: Resource\n      resource:\n        name: cpu\n        targetAverageUtilization: {{ .Values.cpu }}\n';
    const parts = { templates: { 'hpa.yaml': hpa, 'web.yaml': service }, defaults: 'cpu: 80\n' };
    expect(await migrated(parts, 'hpa.yaml')).toContain(
      '        name: cpu\n        target:\n          type: Utilization\n          averageUtilization: {{ .Values.cpu }}\n',
    );
  });

  it('a Deployment of extensions/v1beta1, which had no selector', async () => {
    const deployment =
      'apiVersion: extensions/v1beta1\nkind: Deployment\nmetadata: { name: old }\nspec:\n  replicas: 1\n  template:\n    metadata:\n      labels:\n        app: {{ .Chart.Name }}\n        tier: web\n    spec:\n      containers:\n        - name: main\n          image: nginx:1.27\n';
    expect(await migrated({ templates: { 'old.yaml': deployment } }, 'old.yaml')).toContain(
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: old }\nspec:\n  replicas: 1\n  selector:\n    matchLabels:\n      app: {{ .Chart.Name }}\n      tier: web\n  template:\n',
    );
  });

  it('a CronJob of batch/v1beta1, as it is', async () => {
    const cron =
      'apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: { name: tick }\nspec:\n  schedule: "0 * * * *"\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          restartPolicy: Never\n          containers: [{ name: main, image: "busybox:1.36" }]\n';
    expect(await migrated({ templates: { 'cron.yaml': cron } }, 'cron.yaml')).toBe(
      cron.replace('batch/v1beta1', 'batch/v1'),
    );
  });
});

describe('names that a template makes', () => {
  it('a Secret that nobody made gets the same expression for its name', async () => {
    const { failed, cured } = await rehearseCured({
      templates: {
        'web.yaml': web(
          'containers:\n  - name: main\n    image: nginx:1.27\n    envFrom:\n      - secretRef:\n          name: {{ .Release.Name }}-keys\n',
        ),
      },
    });
    const [failure] = failed.record.failures;
    expect(failure?.code).toBe('SIM_REFERENCE_MISSING');
    expect(changed(failure?.cure)).toEqual([
      'software/chart/templates/secret-keys.yaml: apiVersion: v1\nkind: Secret\nmetadata:\n  name: {{ .Release.Name }}-keys\n',
    ]);
    expect(cured.record.failures).toEqual([]);
  });

  it('a ConfigMap that is known by being the only one gets the key', async () => {
    const { failed, cured } = await rehearseCured({
      templates: {
        'web.yaml': env('configMapKeyRef', '{ name: {{ .Release.Name }}-settings, key: password }'),
        'settings.yaml':
          'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}-settings\ndata:\n  region: x\n',
      },
    });
    expect(changed(failed.record.failures[0]?.cure)).toEqual([
      'software/chart/templates/settings.yaml:   password: ""\n',
    ]);
    expect(cured.record.failures).toEqual([]);
  });
});

describe('a pull secret that is not there', () => {
  const pod = (name: string): string =>
    web(
      `imagePullSecrets:\n  - name: ${name}\ncontainers:\n  - name: main\n    image: cloudapp.tencentcloudcr.com/a/b:1\n`,
    );

  it.each([
    ['written out, no values given', 'registry', {}],
    ['made by the release', '{{ .Release.Name }}-pull', { values: '{\n    a = 1\n  }' }],
    ['with values on one line', 'registry', { values: '{ a = 1 }' }],
  ])('%s: is created from what the platform gives', async (_, name, more) => {
    const { failed, cured } = await rehearseCured({
      cluster: tke('"S5.LARGE8"'),
      templates: { 'web.yaml': pod(name) },
      ...more,
    });
    const [failure] = failed.record.failures;
    expect(failure?.code).toBe('SIM_PULL_DENIED');
    expect(failure?.cure?.title.en).toMatch(
      /^Create Secret \S+ in software\/chart\/templates\/secret-\w+\.yaml/,
    );
    expect(cured.record.failures).toEqual([]);
  });

  it('nearly called like one that is there: that is read', async () => {
    const { failed, cured } = await rehearseCured({
      cluster: tke('"S5.LARGE8"'),
      templates: {
        'web.yaml': pod('registry-kee'),
        'secret.yaml': `apiVersion: v1\nkind: Secret\nmetadata: { name: registry-key }\ntype: kubernetes.io/dockerconfigjson\nstringData:\n  .dockerconfigjson: '{"auths": {"cloudapp.tencentcloudcr.com": {"username": "a", "password": "b"}}}'\n`,
      },
    });
    expect(failed.record.failures[0]?.cure?.title.en).toBe(
      'Read Secret registry-key in software/chart/templates/web.yaml.',
    );
    expect(cured.record.failures).toEqual([]);
  });
});
