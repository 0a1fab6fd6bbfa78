import { describe, expect, it } from 'vitest';
import { type ChartPackage, rehearseChart, web } from '../closure/packages.ts';
import { ofType } from '../install/fakes.ts';

const IMAGE = 'nginx:1.27';
const main = (rest = ''): string =>
  `containers:\n  - name: main\n    image: ${IMAGE}${rest.replace(/^/gm, '    ').replace(/^\s+/, '\n    ')}`;
const tke = (worker: string, more = ''): string => `resource "tencentcloud_kubernetes_cluster" "tke" {
  vpc_id = var.app_target.vpc.id
  cluster_cidr = "172.20.0.0/16"
  cluster_version = "1.30.0"
  cluster_max_pod_num = 64
${worker}
}
${more}`;
const workers = (type: string, count = 1): string => `  worker_config {
    count = ${count}
    instance_type = "${type}"
    subnet_id = var.app_target.subnet.id
    availability_zone = var.app_target.subnet.zone
  }`;

async function outcome(parts: ChartPackage) {
  const { record, events } = await rehearseChart(parts);
  const [failure] = record.failures;
  return { failure, record, events, words: failure?.message.en ?? '' };
}

describe('a chart in the cluster that the package creates', () => {
  it('comes up, says what it waits for, and what the verdict rests on', async () => {
    const pod = `initContainers:\n  - name: prepare\n    image: ${IMAGE}\n${main('readinessProbe: { tcpSocket: { port: 80 }, initialDelaySeconds: 12 }')}`;
    const { record, events } = await outcome({
      templates: { 'web.yaml': web(pod) },
      cluster: tke(workers('S5.LARGE8')),
    });
    expect(record.failures).toEqual([]);
    const waits = ofType(events, 'workload').flatMap((each) => each.waitsFor?.en ?? []);
    expect(waits[0]).toBe('a node');
    expect(waits.join('\n')).toMatch(/init container prepare \(1\/1\)[\s\S]*readiness probe \(13 s\)/);
    expect(ofType(events, 'workload').at(-1)).not.toHaveProperty('waitsFor');
    expect(record.counts.fidelity?.full).toEqual(
      expect.arrayContaining(['Deployment', 'tencentcloud_kubernetes_cluster']),
    );
    expect(ofType(events, 'chart')[0]?.objects[0]).toMatchObject({ fidelity: 'full' });
  });

  it('fails over a missing key, at the line that reads it', async () => {
    const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\ndata: { a: "1" }\n';
    const pod = main(
      'env:\n  - name: X\n    valueFrom:\n      configMapKeyRef:\n        name: settings\n        key: colour',
    );
    const { failure, words } = await outcome({ templates: { 'web.yaml': web(pod), 'c.yaml': config } });
    expect(failure?.code).toBe('SIM_REFERENCE_MISSING');
    expect(words).toBe(
      "Deployment/web cannot start: Error: couldn't find key colour in ConfigMap default/settings",
    );
    expect(
      failure?.causes.find((cause) => cause.kind === 'source' && cause.place?.file.endsWith('web.yaml'))
        ?.place?.range?.start.line,
    ).toBe(20);
    expect(failure?.remedy.en).toContain('(a)');
  });

  it('fails over nodes that are too small, and not over those that are large enough', async () => {
    const pod = main('resources: { requests: { cpu: "3", memory: 4Gi } }');
    const small = await outcome({
      templates: { 'web.yaml': web(pod) },
      cluster: tke(workers('S5.MEDIUM4', 2)),
    });
    expect(small.failure?.code).toBe('SIM_POD_UNSCHEDULABLE');
    expect(small.words).toContain('0/2 nodes are available: 2 Insufficient cpu, 2 Insufficient memory.');
    const large = await outcome({ templates: { 'web.yaml': web(pod) }, cluster: tke(workers('S5.LARGE8')) });
    expect(large.record.failures).toEqual([]);
  });

  it('waits for node pools, knows their taints, and lets them grow', async () => {
    const pool = (taint: string, most = 1): string => `resource "tencentcloud_kubernetes_node_pool" "np" {
  name = "np"
  cluster_id = tencentcloud_kubernetes_cluster.tke.id
  min_size = 1
  max_size = ${most}
  desired_capacity = 1
  enable_auto_scale = true
  vpc_id = var.app_target.vpc.id
  subnet_ids = [var.app_target.subnet.id]
  auto_scaling_config { instance_type = "S5.MEDIUM4" }
  ${taint}
}
`;
    const plain = await outcome({ templates: { 'web.yaml': web(main()) }, cluster: tke('', pool('')) });
    expect(plain.record.failures).toEqual([]);
    const tainted = await outcome({
      templates: { 'web.yaml': web(main()) },
      cluster: tke('', pool('taints {\n key = "only"\n value = "gpu"\n effect = "NoSchedule"\n }')),
    });
    expect(tainted.words).toContain('1 node(s) had untolerated taint {only: gpu}');
    const big = web(main('resources: { requests: { cpu: "1500m" } }')).replace(
      'spec:\n',
      'spec:\n  replicas: 2\n',
    );
    const grown = await outcome({ templates: { 'web.yaml': big }, cluster: tke('', pool('', 3)) });
    expect(grown.record.failures).toEqual([]);
    expect(JSON.stringify(grown.events)).toContain('pod triggered scale-up');
    const none = await outcome({ templates: { 'web.yaml': web(main()) }, cluster: tke('') });
    expect(none.words).toContain('no nodes available to schedule pods');
  });

  it('answers lookup from the cluster, another release’s objects included', async () => {
    const template = `{{ if lookup "v1" "Namespace" "" "kube-system" }}\n${web(main())}\n{{ end }}\n{{ if lookup "v1" "Secret" "default" "nope" }}\n---\napiVersion: v1\nkind: Wrong\nmetadata: { name: x }\n{{ end }}`;
    const { events } = await outcome({ templates: { 'web.yaml': template } });
    expect(ofType(events, 'chart')[0]?.objects.map((each) => each.kind)).toEqual(['Deployment']);
  });

  it('refuses kinds that nobody defines, takes those of crds/, and says that it does not know them', async () => {
    const widget = 'apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: w }\n';
    const crd =
      'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: widgets.example.com }\nspec: { group: example.com, names: { kind: Widget }, versions: [{ name: v1 }] }\n';
    expect((await outcome({ templates: { 'w.yaml': widget } })).failure?.code).toBe('SIM_API_MISSING');
    expect((await outcome({ templates: { 'w.yaml': widget, 'crd.yaml': crd } })).failure?.code).toBe(
      'SIM_API_MISSING',
    );
    const known = await outcome({
      templates: { 'w.yaml': widget },
      files: { 'software/chart/crds/w.yaml': crd },
    });
    expect(known.record.failures).toEqual([]);
    expect(known.record.counts.fidelity?.opaque).toEqual(['Widget']);
    expect(known.record.assumptions.map((each) => each.code)).toContain('ASSUMED_OPAQUE');
  });

  it('wants a pull secret of the right host for the CloudApp registry', async () => {
    const secret = (host: string): string =>
      `apiVersion: v1\nkind: Secret\nmetadata: { name: key }\ntype: kubernetes.io/dockerconfigjson\nstringData:\n  .dockerconfigjson: '{"auths":{"${host}":{"username":"a","password":"b"}}}'\n`;
    const pod =
      'imagePullSecrets: [{ name: key }]\ncontainers:\n  - name: main\n    image: cloudapp.tencentcloudcr.com/app/web:1';
    const run = (files: Record<string, string>) => outcome({ templates: { 'web.yaml': web(pod), ...files } });
    expect((await run({ 's.yaml': secret('cloudapp.tencentcloudcr.com') })).record.failures).toEqual([]);
    expect((await run({ 's.yaml': secret('ccr.ccs.tencentyun.com') })).failure?.code).toBe('SIM_PULL_DENIED');
    expect((await run({})).failure?.code).toBe('SIM_PULL_DENIED');
    const bare = await outcome({ templates: { 'web.yaml': web(pod.replace(/^.*\n/, '')) } });
    expect(bare.record.failures).toEqual([]);
    expect(bare.record.findings.map((each) => each.message.en).join()).toContain('without a pull secret');
  });

  it('says what a pull from an enterprise instance of the provider hangs on', async () => {
    const pod = (host: string): string => `containers:\n  - name: main\n    image: ${host}/app/web:1`;
    const said = async (host: string): Promise<string> =>
      (await outcome({ templates: { 'web.yaml': web(pod(host)) } })).record.findings
        .map((each) => each.message.en)
        .join('\n');
    const own = await said('acme.tencentcloudcr.com');
    expect(own).toContain('pulls from acme.tencentcloudcr.com, an enterprise registry of its own');
    expect(own).toContain('without a pull secret, which private namespaces refuse');
    for (const host of [
      'cloudapp.tencentcloudcr.com',
      'cloudapp-tcr.tencentcloudcr.com',
      'ccr.ccs.tencentyun.com',
    ])
      expect(await said(host)).not.toContain('enterprise registry');
  });

  it('runs hooks as Helm does: what one deletes is gone for the pods', async () => {
    const hook = (policy: string): string =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  annotations: { "helm.sh/hook": pre-install, "helm.sh/hook-delete-policy": ${policy} }\ndata: { a: "1" }\n`;
    const pod = main('envFrom:\n  - configMapRef: { name: settings }');
    const run = (policy: string) => outcome({ templates: { 'web.yaml': web(pod), 'h.yaml': hook(policy) } });
    expect((await run('before-hook-creation')).record.failures).toEqual([]);
    expect((await run('hook-succeeded')).failure?.code).toBe('SIM_REFERENCE_MISSING');
  });

  it.each([
    ['activeDeadlineSeconds: 30', 'sleep 60', 'SIM_JOB_FAILED', 'DeadlineExceeded'],
    ['backoffLimit: 1', 'exit 1', 'SIM_JOB_FAILED', 'BackoffLimitExceeded'],
    ['backoffLimit: 6', 'exit 1', 'SIM_HOOK_TIMEOUT', ''],
    ['backoffLimit: 0', 'sleep infinity', 'SIM_HOOK_TIMEOUT', ''],
  ])('a hook job with %s that runs %s: %s', async (spec, command, code, reason) => {
    const job = `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: j\n  annotations: { "helm.sh/hook": post-install }\nspec:\n  ${spec}\n  template:\n    spec:\n      restartPolicy: Never\n      containers:\n        - { name: a, image: "${IMAGE}", command: ["sh", "-c", "${command}"] }\n`;
    const { failure, words } = await outcome({ templates: { 'j.yaml': job } });
    expect(failure?.code).toBe(code);
    expect(words).toContain(reason);
  });

  it('is the same every time', async () => {
    const parts = { templates: { 'web.yaml': web(main()) }, cluster: tke(workers('S5.LARGE8', 2)) };
    expect((await outcome(parts)).events).toEqual((await outcome(parts)).events);
  });
});
