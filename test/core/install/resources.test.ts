import { describe, expect, it } from 'vitest';
import type { FaultSpec } from '../../../src/core/install/index.ts';
import { behaviourOf, knownTypes } from '../../../src/core/install/index.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { defaultWorld, type World } from '../../../src/core/world/index.ts';
import { type FakePackage, ofType, run, type Setup } from './fakes.ts';

const cvm: JsonObject = {
  availability_zone: 'ap-guangzhou-6',
  instance_type: 'S5.MEDIUM4',
  image_id: 'img-tlinux4x',
  vpc_id: 'vpc-gzprod01',
  subnet_id: 'subnet-gzprod6a',
  security_groups: ['sg-gzweb001'],
};

const one = (address: string, args: JsonObject): FakePackage => ({ resources: [{ address, args }] });
const machine = (more: JsonObject): FakePackage => one('tencentcloud_instance.web', { ...cvm, ...more });

async function failureOf(pkg: FakePackage, setup: Setup = {}) {
  const { record } = await run(pkg, setup);
  return record.failures[0];
}

const worldWith = (part: Partial<World>): World => ({ ...defaultWorld(), ...part });

describe('a machine', () => {
  it('is created with what the cloud gives it', async () => {
    const { record } = await run(machine({ internet_max_bandwidth_out: 5, allocate_public_ip: true }));
    expect(record.failures).toEqual([]);
    expect(record.assumptions).toEqual([]);
    expect(record.resources[0]).toMatchObject({
      id: expect.stringMatching(/^ins-[0-9a-z]{8}$/),
      region: 'ap-guangzhou',
    });
    const { private_ip, public_ip, cpu, memory } = record.resources[0]?.attributes ?? {};
    expect(private_ip).toMatch(/^10\.0\.\d+\.\d+$/);
    expect(public_ip).toMatch(/^(203\.0\.113|198\.51\.100)\./);
    expect([cpu, memory]).toEqual([2, 4]);
  });

  it.each([
    ['no bandwidth', {}],
    ['bandwidth and no address wanted', { internet_max_bandwidth_out: 5, allocate_public_ip: false }],
  ])('has no public address with %s', async (_, more) => {
    const { record } = await run(machine(more));
    expect(record.resources[0]?.attributes.public_ip).toBe('');
  });

  it.each<[string, string, JsonObject, Setup]>([
    [
      'sold out in its zone',
      'SIM_STOCK_SOLD_OUT',
      { availability_zone: 'ap-guangzhou-4', subnet_id: 'subnet-gzprod4a' },
      {},
    ],
    [
      'not offered in its zone',
      'SIM_MACHINE_TYPE_UNKNOWN',
      { instance_type: 'SR1.MEDIUM8', availability_zone: 'ap-guangzhou-4', subnet_id: 'subnet-gzprod4a' },
      {},
    ],
    [
      'a type that a closed world does not list',
      'SIM_MACHINE_TYPE_UNKNOWN',
      { instance_type: 'Z1.HUGE9' },
      { closed: true },
    ],
    [
      'a zone of another region',
      'SIM_ZONE_UNKNOWN',
      { availability_zone: 'ap-shanghai-5', subnet_id: null },
      {},
    ],
    ['a subnet of another zone', 'SIM_SUBNET_MISMATCH', { subnet_id: 'subnet-gzprod7a' }, {}],
    ['a subnet of another network', 'SIM_SUBNET_MISMATCH', { subnet_id: 'subnet-gzintr6a' }, {}],
    [
      'a full subnet',
      'SIM_SUBNET_FULL',
      { subnet_id: 'subnet-gzprod3a', availability_zone: 'ap-guangzhou-3' },
      {},
    ],
    ['a network of another region', 'SIM_WRONG_REGION', { vpc_id: 'vpc-shprod01', subnet_id: null }, {}],
    ['a group of another region', 'SIM_WRONG_REGION', { security_groups: ['sg-shweb001'] }, {}],
    ['a subnet where a group is wanted', 'SIM_ID_WRONG_KIND', { security_groups: ['subnet-gzprod6a'] }, {}],
    ['an image for other machines', 'SIM_MACHINE_IMAGE_ARCH', { image_id: 'img-tlinux4a' }, {}],
    ['no image', 'SIM_ARGUMENT_NULL', { image_id: null }, {}],
    ['no machine type', 'SIM_ARGUMENT_NULL', { instance_type: '' }, {}],
    [
      'an image that a closed world lacks',
      'SIM_ID_NOT_FOUND',
      { image_id: 'img-eb30mz89' },
      { closed: true },
    ],
    [
      'a group that a closed world lacks',
      'SIM_ID_NOT_FOUND',
      { security_groups: ['sg-1d007a95'] },
      { closed: true },
    ],
  ])('fails with %s', async (_, code, more, setup) => {
    const failure = await failureOf(machine(more), setup);
    expect(failure?.code).toBe(code);
    expect(failure?.address).toBe('tencentcloud_instance.web');
    expect(failure?.causes.map((cause) => cause.kind)).toEqual(
      expect.arrayContaining(['source', 'value', 'rule']),
    );
    for (const said of [
      failure?.message,
      failure?.remedy,
      ...(failure?.causes.map((cause) => cause.text) ?? []),
    ]) {
      expect(said?.en).not.toMatch(/\{\w+\}/);
      expect(said?.['zh-CN']).not.toMatch(/\{\w+\}/);
    }
  });

  it('has a cure that works: the named type is in stock', async () => {
    const more = { availability_zone: 'ap-guangzhou-4', subnet_id: 'subnet-gzprod4a' };
    const failure = await failureOf(machine(more));
    const cure = /Choose (\S+) \(/.exec(failure?.remedy.en ?? '')?.[1];
    expect(cure).toBeDefined();
    expect(await failureOf(machine({ ...more, instance_type: cure ?? '' }))).toBeUndefined();
  });

  it('is assumed, aloud and once, where an open world knows less', async () => {
    const pkg: FakePackage = {
      resources: ['a', 'b'].map((name) => ({
        address: `tencentcloud_instance.${name}`,
        args: { ...cvm, image_id: 'img-eb30mz89', instance_type: 'Z1.HUGE9' },
      })),
    };
    const { record } = await run(pkg);
    expect(record.status).toBe('succeeded');
    expect(record.assumptions.map((each) => each.code)).toEqual(['ASSUMED_ID', 'ASSUMED_MACHINE_TYPE']);
  });

  it('takes from the stock, so the last one cannot be had twice', async () => {
    const types = defaultWorld().instanceTypes.map((each) =>
      each.type === 'S5.MEDIUM4' ? { ...each, stock: { 'ap-guangzhou-6': 1 } } : each,
    );
    const pkg: FakePackage = {
      resources: [0, 1].map((i) => ({ address: `tencentcloud_instance.web[${i}]`, args: cvm })),
    };
    const { record } = await run(pkg, { world: worldWith({ instanceTypes: types }) });
    expect(record.resources.map((each) => each.state).sort()).toEqual(['created', 'failed']);
    expect(record.failures[0]?.code).toBe('SIM_STOCK_SOLD_OUT');
  });

  it('takes from the quota', async () => {
    const quotas = { 'cvm.instances': { limit: 15, used: 14 } };
    const pkg: FakePackage = {
      resources: [0, 1].map((i) => ({ address: `tencentcloud_instance.web[${i}]`, args: cvm })),
    };
    const { record } = await run(pkg, { world: worldWith({ quotas }) });
    expect(record.failures.map((each) => each.code)).toEqual(['SIM_QUOTA_EXCEEDED']);
    expect(record.failures[0]?.remedy.en).toContain('needs 2 in all');
  });
});

describe('faults', () => {
  it.each<[FaultSpec, string]>([
    [{ kind: 'sold-out' }, 'SIM_STOCK_SOLD_OUT'],
    [{ kind: 'sold-out', target: 'S5.MEDIUM4' }, 'SIM_STOCK_SOLD_OUT'],
    [{ kind: 'sold-out', target: 'ap-guangzhou-6' }, 'SIM_STOCK_SOLD_OUT'],
    [{ kind: 'quota', target: 'cvm.instances' }, 'SIM_QUOTA_EXCEEDED'],
    [{ kind: 'network-missing' }, 'SIM_ID_NOT_FOUND'],
    [{ kind: 'subnet-missing', target: 'subnet-gzprod6a' }, 'SIM_ID_NOT_FOUND'],
    [{ kind: 'security-group-missing' }, 'SIM_ID_NOT_FOUND'],
    [{ kind: 'machine-image-missing' }, 'SIM_ID_NOT_FOUND'],
    [{ kind: 'argument-null', target: 'tencentcloud_instance.web.image_id' }, 'SIM_ARGUMENT_NULL'],
    [{ kind: 'cloud-error' }, 'SIM_CLOUD_ERROR'],
  ])('%o strikes', async (fault, code) => {
    const failure = await failureOf(machine({}), { faults: [fault] });
    expect(failure?.code).toBe(code);
    expect(failure?.causes.map((cause) => cause.text.en)).not.toContain(' is null');
  });

  it('let the engine try again after an interruption', async () => {
    const calm = await run(machine({}));
    const { record, events } = await run(machine({}), { faults: [{ kind: 'network-interruption' }] });
    expect(record.status).toBe('succeeded');
    expect(record.finishedAt - calm.record.finishedAt).toBe(15_000);
    expect(ofType(events, 'log').filter((each) => each.text.en.includes('retrying in'))).toHaveLength(2);
  });

  it('miss what they do not name', async () => {
    const faults: FaultSpec[] = [
      { kind: 'sold-out', target: 'SA5.MEDIUM2' },
      { kind: 'subnet-missing', target: 'subnet-gzprod7a' },
    ];
    expect(await failureOf(machine({}), { faults })).toBeUndefined();
  });
});

describe('a load balancer', () => {
  const clb = (certificate: string | null, domain: string | null): FakePackage => ({
    resources: [
      { address: 'tencentcloud_clb_instance.clb', args: { network_type: 'OPEN', vpc_id: 'vpc-gzprod01' } },
      {
        address: 'tencentcloud_clb_listener.https',
        dependsOn: ['tencentcloud_clb_instance.clb'],
        args: (done) => ({
          clb_id: done['tencentcloud_clb_instance.clb']?.id ?? '',
          protocol: 'HTTPS',
          port: 443,
          certificate_id: certificate,
        }),
        written: ['clb_id', 'certificate_id'],
      },
      {
        address: 'tencentcloud_clb_listener_rule.rule',
        dependsOn: ['tencentcloud_clb_listener.https'],
        args: (done) => ({
          clb_id: done['tencentcloud_clb_instance.clb']?.id ?? '',
          listener_id: done['tencentcloud_clb_listener.https']?.id ?? '',
          url: '/',
          domain,
        }),
        written: ['clb_id', 'listener_id', 'url', 'domain'],
      },
    ],
    outputs: (done) => ({ main: done['tencentcloud_clb_instance.clb']?.clb_vips ?? null }),
  });

  it('comes up when the certificate covers the domain', async () => {
    const { record } = await run(clb('cWildEx2', 'app.example.net'));
    expect(record.failures).toEqual([]);
    expect(record.assumptions).toEqual([]);
    expect(record.outputs[0]?.value).toEqual([expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/)]);
  });

  it.each<[string, string, string | null, string | null, Setup]>([
    [
      'a certificate for another of the account’s domains',
      'SIM_CERTIFICATE_DOMAIN',
      'cWildEx2',
      'www.example.com',
      {},
    ],
    [
      'a certificate for another domain in a closed world',
      'SIM_CERTIFICATE_DOMAIN',
      'cWildEx2',
      'api.other.org',
      { closed: true },
    ],
    ['an expired certificate', 'SIM_CERTIFICATE_INVALID', 'cOldEx04', 'old.example.com', {}],
    ['a certificate that is not issued', 'SIM_CERTIFICATE_INVALID', 'cWaitEx5', 'new.example.org', {}],
    ['no certificate', 'SIM_ARGUMENT_NULL', null, 'app.example.net', {}],
    ['no domain', 'SIM_ARGUMENT_NULL', 'cWildEx2', null, {}],
    [
      'a mismatch that was asked for',
      'SIM_CERTIFICATE_DOMAIN',
      'cWildEx2',
      'app.example.net',
      { faults: [{ kind: 'certificate-mismatch' }] },
    ],
    [
      'an expiry that was asked for',
      'SIM_CERTIFICATE_INVALID',
      'cWildEx2',
      'app.example.net',
      { faults: [{ kind: 'certificate-expired' }] },
    ],
  ])('fails with %s', async (_, code, certificate, domain, setup) => {
    expect((await failureOf(clb(certificate, domain), setup))?.code).toBe(code);
  });

  it('assumes a certificate for a domain that is not the account’s', async () => {
    const { record } = await run(clb('cWildEx2', 'api.cloudapp.com'));
    expect(record.status).toBe('succeeded');
    expect(record.assumptions.map((each) => each.code)).toEqual(['ASSUMED_CERTIFICATE_DOMAIN']);
  });

  it('needs a subnet for an internal address, and takes a list where one id is wanted', async () => {
    const internal = { network_type: 'INTERNAL', vpc_id: 'vpc-gzprod01' };
    expect((await failureOf(one('tencentcloud_clb_instance.x', internal)))?.code).toBe('SIM_ARGUMENT_NULL');
    const { record } = await run(
      one('tencentcloud_clb_instance.x', { ...internal, subnet_id: ['subnet-gzprod6a'] }),
    );
    expect(record.resources[0]?.attributes.clb_vips).toEqual([expect.stringMatching(/^10\.0\./)]);
  });
});

describe('networks', () => {
  const two = (first: string, second: string, vpc = '10.50.0.0/16'): FakePackage => ({
    resources: [
      { address: 'tencentcloud_vpc.v', args: { cidr_block: vpc } },
      ...[first, second].map((cidr, i) => ({
        address: `tencentcloud_subnet.s${i}`,
        dependsOn: ['tencentcloud_vpc.v', ...(i === 1 ? ['tencentcloud_subnet.s0'] : [])],
        args: (done: Readonly<Record<string, JsonObject>>): JsonObject => ({
          vpc_id: done['tencentcloud_vpc.v']?.id ?? '',
          cidr_block: cidr,
          availability_zone: 'ap-guangzhou-6',
        }),
        written: ['cidr_block'],
      })),
    ],
  });

  it.each([
    ['lies outside of its network', 'SIM_CIDR_CONFLICT', '10.50.1.0/24', '10.60.1.0/24'],
    ['overlaps another', 'SIM_CIDR_CONFLICT', '10.50.0.0/20', '10.50.1.0/24'],
    ['is no range', 'SIM_CIDR_INVALID', '10.50.1.0/24', '10.50.2.0'],
  ])('a subnet fails when it %s', async (_, code, first, second) => {
    expect((await failureOf(two(first, second)))?.code).toBe(code);
  });

  it('fit when they fit', async () => {
    expect(await failureOf(two('10.50.1.0/24', '10.50.2.0/24'))).toBeUndefined();
  });

  it('a cluster’s own range must not lie in its network', async () => {
    const cluster = (cidr: string): FakePackage =>
      one('tencentcloud_kubernetes_cluster.c', { vpc_id: 'vpc-gzprod01', cluster_cidr: cidr });
    expect((await failureOf(cluster('10.0.128.0/20')))?.code).toBe('SIM_CIDR_CONFLICT');
    expect(await failureOf(cluster('172.16.0.0/16'))).toBeUndefined();
  });
});

describe('the workers of a cluster', () => {
  const cluster = (worker: JsonObject): FakePackage =>
    one('tencentcloud_kubernetes_cluster.c', {
      vpc_id: 'vpc-gzprod01',
      worker_config: [
        {
          count: 2,
          availability_zone: 'ap-guangzhou-6',
          subnet_id: 'subnet-gzprod6a',
          instance_type: 'S5.MEDIUM4',
          img_id: 'img-tlinux4x',
          security_group_ids: ['sg-gzweb001'],
          ...worker,
        },
      ],
    });

  it.each([
    ['sold out', 'SIM_STOCK_SOLD_OUT', { count: 500 }],
    ['of no type', 'SIM_ARGUMENT_NULL', { instance_type: null }],
    ['in a group that is a subnet', 'SIM_ID_WRONG_KIND', { security_group_ids: ['subnet-gzprod6a'] }],
    ['in another zone than their subnet', 'SIM_SUBNET_MISMATCH', { availability_zone: 'ap-guangzhou-7' }],
  ])('fail when they are %s', async (_, code, worker) => {
    const quotas = {};
    expect((await failureOf(cluster(worker), { world: worldWith({ quotas }) }))?.code).toBe(code);
  });

  it('come up', async () => {
    const { record } = await run(cluster({}));
    expect(record.failures).toEqual([]);
    expect(record.resources[0]?.attributes.cluster_node_num).toBe(2);
  });
});

describe('the types of real packages', () => {
  /** Facts section 7.1. */
  const USED =
    `random_password tencentcloud_clb_attachment tencentcloud_instance tencentcloud_clb_listener_rule
    tencentcloud_mysql_instance tencentcloud_clb_listener tencentcloud_security_group_rule tencentcloud_clb_instance
    cloudapp_helm_app tencentcloud_kubernetes_cluster tencentcloud_vpc tencentcloud_subnet cloudapp_api
    tencentcloud_redis_instance tencentcloud_security_group cloudapp_tke_service cloudapp_api_handler
    tencentcloud_eks_cluster tencentcloud_ckafka_instance tencentcloud_ckafka_topic tencentcloud_ckafka_user
    tencentcloud_ckafka_route tencentcloud_ckafka_acl tencentcloud_ckafka_consumer_group tencentcloud_cfs_access_group
    tencentcloud_cfs_access_rule tencentcloud_cfs_file_system tencentcloud_cfs_auto_snapshot_policy
    tencentcloud_cfs_auto_snapshot_policy_attachment tencentcloud_cfs_snapshot tencentcloud_cbs_storage
    tencentcloud_cbs_storage_attachment tencentcloud_cls_logset tencentcloud_cls_topic tencentcloud_postgresql_instance
    tencentcloud_mongodb_instance tencentcloud_eip tencentcloud_nat_gateway tencentcloud_monitor_tmp_instance
    tencentcloud_trocket_rocketmq_instance tencentcloud_elasticsearch_instance tencentcloud_wedata_model
    tencentcloud_tdmq_rabbitmq_vip_instance tencentcloud_sqlserver_basic_instance tencentcloud_sqlserver_instance
    tencentcloud_sqlserver_readonly_instance tencentcloud_mongodb_standby_instance tencentcloud_tse_instance`.split(
      /\s+/,
    );

  it('are all known', () => {
    expect(USED.filter((type) => behaviourOf(type).fidelity === 'opaque')).toEqual([]);
    expect(knownTypes()).toEqual(expect.arrayContaining(USED));
  });

  it('belong to one family each', () => {
    expect(new Set(knownTypes()).size).toBe(knownTypes().length);
  });
});
