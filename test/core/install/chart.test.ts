import { describe, expect, it } from 'vitest';
import { DrydockError } from '../../../src/core/errors/index.ts';
import type { RenderedObject } from '../../../src/core/helm/types.ts';
import type { FaultSpec } from '../../../src/core/install/index.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import type { ImageLookup, Platform } from '../../../src/core/registry/types.ts';
import { chartPackage, type FakeChart, ofType, run, type Setup } from './fakes.ts';

const APP = 'cloudapp.tencentcloudcr.com/pkg-abcd1234/app:1';
const NGINX = 'nginx:1.27';
const web: FakeChart = {
  objects: [{ name: 'web', object: { spec: { replicas: 2 } } }],
  images: { 'Deployment/web': [APP] },
};

const found =
  (...architectures: string[]) =>
  (reference: string): ImageLookup => ({
    found: true,
    reference,
    repository: 'pkg-abcd1234/app',
    digest: `sha256:${'a'.repeat(64)}`,
    mediaType: 'application/vnd.oci.image.index.v1+json',
    size: 60_000_000,
    platforms: architectures.map((architecture): Platform => ({ os: 'linux', architecture })),
  });

const hook = (part: Partial<RenderedObject> & { command?: string } = {}): Partial<RenderedObject> => ({
  kind: 'Job',
  name: 'setup',
  source: 'chart/templates/job.yaml',
  hook: { events: ['post-install'], weight: -5, deletePolicies: ['hook-succeeded'] },
  object: {
    spec: { template: { spec: { containers: [{ command: ['sh', '-c', part.command ?? 'true'] }] } } },
  },
  ...part,
});

async function failureOf(chart: FakeChart, setup: Setup = {}, cluster: JsonObject = {}, region?: string) {
  const { record, events } = await run(chartPackage(chart, cluster, region), setup);
  return { failure: record.failures[0], record, events };
}

describe('a chart', () => {
  it('comes up: objects, images, workloads', async () => {
    const { events, record } = await run(chartPackage(web), { lookupImage: found('amd64', 'arm64') });
    expect(record.failures).toEqual([]);
    expect(ofType(events, 'chart')[0]).toMatchObject({
      address: 'cloudapp_helm_app.app',
      objects: [{ kind: 'Deployment', name: 'web', hook: false }],
    });
    expect(ofType(events, 'image')).toMatchObject([
      {
        image: APP,
        object: 'Deployment/web',
        status: 'found',
        wanted: { os: 'linux', architecture: 'amd64' },
      },
    ]);
    expect(ofType(events, 'workload').map((each) => [each.state, each.ready, each.wanted])).toEqual([
      ['pending', 0, 2],
      ['pulling', 0, 2],
      ['ready', 2, 2],
    ]);
    expect(record.workloads).toEqual([{ object: 'Deployment/web', state: 'ready', ready: 2, wanted: 2 }]);
    expect(record.counts).toMatchObject({ objects: 1, images: 1 });
  });

  it('assumes an image that the registry lacks, or fails where images are required', async () => {
    const open = await failureOf(web);
    expect(open.failure).toBeUndefined();
    expect(open.record.assumptions).toMatchObject([
      { code: 'ASSUMED_IMAGE', place: { file: 'chart/templates/app.yaml' } },
    ]);
    const strict = await failureOf(web, { images: 'require' });
    expect(strict.failure).toMatchObject({ code: 'SIM_IMAGE_MISSING', address: 'cloudapp_helm_app.app' });
    expect(strict.failure?.remedy.en).toContain(`drydock image import FILE --name ${APP}`);
    // The image's own host is the platform's real registry: nothing may be pushed there.
    expect(strict.failure?.remedy.en).not.toContain(`docker push ${APP}`);
    expect(ofType(strict.events, 'image')[0]?.status).toBe('missing');
    expect(strict.record.workloads[0]?.state).toBe('failed');
  });

  it('reads ${packageId} in an image as the package’s id', async () => {
    const looked: string[] = [];
    const chart = {
      ...web,
      images: { 'Deployment/web': ['cloudapp.tencentcloudcr.com/${packageId}/app:1'] },
    };
    const { failure } = await failureOf(chart, {
      lookupImage: (reference) => {
        looked.push(reference);
        return found('amd64')(reference);
      },
    });
    expect(failure).toBeUndefined();
    expect(looked).toEqual([APP]);
  });

  it('fails over a name that is no image', async () => {
    const lookupImage = (reference: string): ImageLookup => ({ found: false, reference, reason: 'invalid' });
    expect((await failureOf(web, { lookupImage })).failure?.code).toBe('SIM_IMAGE_INVALID');
  });

  it('fails with exec format error where the image is for other machines', async () => {
    const { failure, events } = await failureOf(web, { lookupImage: found('arm64') });
    expect(failure?.code).toBe('SIM_IMAGE_PLATFORM');
    expect(failure?.remedy.en).toContain('--platform linux/amd64');
    expect(ofType(events, 'image')[0]?.status).toBe('wrong-platform');
    expect(ofType(events, 'log').some((each) => each.text.en.includes('exec format error'))).toBe(true);
  });

  it('takes the wanted platform from the machine type of the nodes', async () => {
    const worker_config = [
      { instance_type: 'SR1.MEDIUM8', subnet_id: 'subnet-gzprod6a', availability_zone: 'ap-guangzhou-6' },
    ];
    const pkg = chartPackage(web);
    const tke = {
      ...pkg,
      resources: [
        { address: 'tencentcloud_kubernetes_cluster.eks', args: { vpc_id: 'vpc-gzprod01', worker_config } },
        {
          address: 'cloudapp_helm_app.app',
          dependsOn: ['tencentcloud_kubernetes_cluster.eks'],
          args: (done: Readonly<Record<string, JsonObject>>): JsonObject => ({
            cluster_id: done['tencentcloud_kubernetes_cluster.eks']?.id ?? '',
            chart_src: '../software/chart',
          }),
        },
      ],
    };
    const arm = await run(tke, { lookupImage: found('arm64') });
    expect(arm.record.failures).toEqual([]);
    const amd = await run(tke, { lookupImage: found('amd64') });
    expect(amd.record.failures[0]?.code).toBe('SIM_IMAGE_PLATFORM');
    expect(JSON.stringify(amd.record.failures[0]?.causes)).toContain('SR1.MEDIUM8');
  });
});

describe('pulling', () => {
  it('needs no way out in the five regions for the platform’s registry, and one for others', async () => {
    const inside = { vpc_id: 'vpc-gzintr01', subnet_ids: ['subnet-gzintr6a'] };
    expect((await failureOf(web, {}, inside)).failure).toBeUndefined();
    const nginx: FakeChart = { ...web, images: { 'Deployment/web': [NGINX] } };
    const { failure } = await failureOf(nginx, {}, inside);
    expect(failure?.code).toBe('SIM_NO_EGRESS');
    expect(failure?.remedy.en).toContain('NAT gateway');
    expect((await failureOf(nginx)).failure).toBeUndefined();
    const own: FakeChart = { ...web, images: { 'Deployment/web': ['acme.tencentcloudcr.com/app/web:1'] } };
    const closed = await failureOf(own, {}, inside);
    expect(closed.failure?.code).toBe('SIM_NO_EGRESS');
    expect(closed.failure?.remedy.en).toContain('push web:1 to the CloudApp registry');
  });

  it('knows the region of a cluster by its network where no provider says one', async () => {
    const inside = { vpc_id: 'vpc-gzintr01', subnet_ids: ['subnet-gzintr6a'] };
    const { failure, record } = await failureOf(web, {}, inside, '');
    expect(failure).toBeUndefined();
    expect(record.region).toBe('ap-guangzhou');
    const elsewhere = { vpc_id: 'vpc-sgintr01', subnet_ids: ['subnet-sgintr3a'] };
    expect((await failureOf(web, {}, elsewhere, '')).failure?.code).toBe('SIM_NO_EGRESS');
  });

  it('needs one for every registry elsewhere', async () => {
    const inside = { vpc_id: 'vpc-sgintr01', subnet_ids: ['subnet-sgintr3a'] };
    const { failure } = await failureOf(web, {}, inside, 'ap-singapore');
    expect(failure?.code).toBe('SIM_NO_EGRESS');
    expect((await failureOf(web, {}, {}, 'ap-singapore')).failure).toBeUndefined();
  });

  it('pulls an image once for objects that share it', async () => {
    const chart: FakeChart = {
      objects: [{ name: 'a' }],
      hooks: [hook()],
      images: { 'Deployment/a': [APP], 'Job/setup': [APP] },
    };
    const { events } = await failureOf(chart);
    const logs = ofType(events, 'log').map((each) => each.text.en);
    expect(logs.filter((line) => line.includes(`Pulling image "${APP}"`))).toHaveLength(1);
    expect(logs.some((line) => line.includes('already present on machine'))).toBe(true);
  });
});

describe('hooks', () => {
  const withHook = (command: string): FakeChart => ({
    ...web,
    hooks: [hook({ command })],
    images: { ...web.images, 'Job/setup': [APP] },
  });

  it('run after the workloads are ready and complete', async () => {
    const { events, failure } = await failureOf(withHook('./setup.sh'));
    expect(failure).toBeUndefined();
    const states = ofType(events, 'workload').map((each) => `${each.object} ${each.state}`);
    expect(states.indexOf('Deployment/web ready')).toBeLessThan(states.indexOf('Job/setup pending'));
    expect(states.at(-1)).toBe('Job/setup completed');
  });

  it.each(['tail -f /dev/null', 'sleep infinity', 'sleep 900', 'while true; do echo; done'])(
    'time out over a command that does not end: %s',
    async (command) => {
      const { failure, record } = await failureOf(withHook(command));
      expect(failure).toMatchObject({
        code: 'SIM_HOOK_TIMEOUT',
        causes: expect.arrayContaining([
          expect.objectContaining({ place: { file: 'chart/templates/job.yaml' } }),
        ]),
      });
      expect(record.workloads.find((each) => each.object === 'Deployment/web')?.state).toBe('ready');
    },
  );

  it('are left alone when they are for other events', async () => {
    const upgrade = hook({ hook: { events: ['post-upgrade', 'test'], weight: 0, deletePolicies: [] } });
    const { events } = await failureOf({ ...web, hooks: [upgrade] });
    expect(ofType(events, 'workload').some((each) => each.object === 'Job/setup')).toBe(false);
  });
});

describe('a chart that cannot be installed', () => {
  it('names the template that does not render', async () => {
    const place = {
      file: 'software/chart/templates/x.yaml',
      range: { start: { line: 3, column: 1, offset: 9 }, end: { line: 3, column: 5, offset: 13 } },
    };
    const error = new DrydockError('INPUT_INVALID', { field: 'x', detail: 'nil pointer' }, { place });
    const { failure } = await failureOf({ ...web, error });
    expect(failure?.code).toBe('SIM_CHART_RENDER');
    expect(failure?.remedy.en).toContain('software/chart/templates/x.yaml:3');
    expect(failure?.causes[0]?.place).toEqual(place);
  });

  it.each([
    ['../../outside', 'SIM_CHART_OUTSIDE'],
    ['/etc', 'SIM_CHART_OUTSIDE'],
    ['../software/other', 'SIM_CHART_MISSING'],
  ])('chart_src %s', async (chart_src, code) => {
    const pkg = chartPackage(web);
    const resources = pkg.resources.map((each) =>
      each.address.startsWith('cloudapp_helm_app')
        ? { ...each, args: { cluster_id: 'cls-12345678', chart_src }, dependsOn: [] }
        : each,
    );
    expect((await run({ ...pkg, resources })).record.failures[0]?.code).toBe(code);
  });

  it.each<[FaultSpec, string]>([
    [{ kind: 'image-missing' }, 'SIM_IMAGE_MISSING'],
    [{ kind: 'image-missing', target: APP }, 'SIM_IMAGE_MISSING'],
    [{ kind: 'image-arch' }, 'SIM_IMAGE_PLATFORM'],
    [{ kind: 'no-egress' }, 'SIM_NO_EGRESS'],
    [{ kind: 'chart-render' }, 'SIM_CHART_RENDER'],
    [{ kind: 'hook-timeout', target: 'setup' }, 'SIM_HOOK_TIMEOUT'],
  ])('by a fault: %o', async (fault, code) => {
    const chart: FakeChart = { ...web, hooks: [hook()], images: { ...web.images, 'Job/setup': [APP] } };
    const { failure } = await failureOf(chart, { faults: [fault] });
    expect(failure?.code).toBe(code);
    expect(failure?.causes.length).toBeGreaterThanOrEqual(2);
    expect(JSON.stringify(failure)).not.toMatch(/\{[a-zA-Z]+\}/);
  });
});

describe('a Service of a chart', () => {
  const service = (annotations: JsonObject, type = 'LoadBalancer'): FakeChart => ({
    objects: [{ kind: 'Service', name: 'api', object: { metadata: { annotations }, spec: { type } } }],
  });
  const INTERNAL = { 'service.kubernetes.io/qcloud-loadbalancer-internal-subnetid': 'subnet-gzprod6a' };

  const behind = (chart: FakeChart, name = 'api') => {
    const pkg = chartPackage(chart);
    return {
      ...pkg,
      resources: [
        ...pkg.resources,
        {
          address: 'cloudapp_tke_service.api',
          dependsOn: ['cloudapp_helm_app.app'],
          args: (done: Readonly<Record<string, JsonObject>>): JsonObject => ({
            chart_config: {
              cluster_id: done['tencentcloud_eks_cluster.eks']?.id ?? '',
              chart_id: done['cloudapp_helm_app.app']?.id ?? '',
              service_name: name,
            },
          }),
          written: ['chart_config'],
        },
      ],
    };
  };

  it('gives its internal address to cloudapp_tke_service', async () => {
    const { record } = await run(behind(service(INTERNAL)));
    expect(record.failures).toEqual([]);
    expect(record.resources.find((each) => each.type === 'cloudapp_tke_service')?.attributes.host).toMatch(
      /^10\.0\./,
    );
  });

  it.each<[string, FakeChart, string, string]>([
    ['it is not there', service(INTERNAL), 'other', 'SIM_SERVICE_MISSING'],
    ['it is open to the internet', service({}), 'api', 'SIM_SERVICE_UNREACHABLE'],
    ['it has no load balancer', service({}, 'ClusterIP'), 'api', 'SIM_SERVICE_UNREACHABLE'],
    [
      'its subnet is elsewhere',
      service({ 'service.kubernetes.io/qcloud-loadbalancer-internal-subnetid': 'subnet-shprod5a' }),
      'api',
      'SIM_WRONG_REGION',
    ],
  ])('fails when %s', async (_, chart, name, code) => {
    expect((await run(behind(chart, name))).record.failures[0]?.code).toBe(code);
  });

  it('assumes the ids in its annotations, or fails in a closed world', async () => {
    const chart = service({ ...INTERNAL, 'service.cloud.tencent.com/security-groups': 'sg-nlka01dx' });
    expect((await run(behind(chart))).record.assumptions.map((each) => each.code)).toContain('ASSUMED_ID');
    expect((await run(behind(chart), { closed: true })).record.failures[0]?.code).toBe('SIM_ID_NOT_FOUND');
  });
});
