import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/core/json.ts';
import {
  answerData,
  type DataAccount,
  defaultWorld,
  LISTED_RESOURCES,
  loadWorld,
  type MadeObject,
} from '../../../../src/core/world/index.ts';

const REGION = 'ap-guangzhou';
const closed = { ...defaultWorld(), closed: true };

function ask(type: string, args: JsonObject = {}, account: Partial<DataAccount> = {}, region = REGION) {
  const { world = closed, made = [] } = account;
  return answerData({ type: `tencentcloud_${type}`, args, region }, { world, made });
}

/** The only list in an answer. */
function rows(answer: ReturnType<typeof ask>): JsonObject[] {
  if (!answer || 'error' in answer) throw new Error(JSON.stringify(answer));
  const [list] = Object.values(answer.attributes).filter((each) => Array.isArray(each));
  return list as JsonObject[];
}

/** One field of each row that is found. */
const found = (type: string, args: JsonObject, field: string, region = REGION): unknown[] =>
  rows(ask(type, args, {}, region)).map((each) => each[field]);

describe('CAM', () => {
  it.each<[JsonObject, unknown[]]>([
    [{}, ['alex', 'robin', 'pipeline']],
    [{ name: 'alex' }, ['alex']],
    [{ name: 'ale' }, []],
    [{ uin: 100030002002 }, ['robin']],
    [{ remark: 'Deployment' }, ['pipeline']],
    [{ email: 'alex@example.com', name: 'robin' }, []],
    [{ console_login: true }, ['alex', 'robin']],
    [{ console_login: false }, ['pipeline']],
  ])('finds users by %j', (args, names) => expect(found('cam_users', args, 'name')).toEqual(names));

  it.each<[JsonObject, unknown[]]>([
    [{ type: 1 }, ['company-deploy']],
    [{ scope: 'Local' }, ['company-deploy']],
    [{ name: 'QcloudCVMReadOnlyAccess' }, ['QcloudCVMReadOnlyAccess']],
    [{ key_word: 'CVM' }, ['QcloudCVMReadOnlyAccess']],
    [{ policy_id: '219188' }, ['QcloudTKEFullAccess']],
    [{ name: 'CVM' }, []],
    [{ create_mode: 1 }, []],
  ])('finds policies by %j', (args, names) => expect(found('cam_policies', args, 'name')).toEqual(names));

  it('counts what a policy is bound to', () => {
    expect(rows(ask('cam_policies', { name: 'QcloudCVMReadOnlyAccess' }))).toMatchObject([
      { attachments: 1, type: 2 },
    ]);
  });

  it('finds roles, their document as text and their policies', () => {
    const [role] = rows(ask('cam_roles', { name: 'TKE_QCSRole' }));
    expect(JSON.parse(String(role?.document))).toMatchObject({ version: '2.0' });
    expect(found('cam_role_policy_attachments', { role_id: String(role?.role_id) }, 'policy_name')).toEqual([
      'QcloudTKEFullAccess',
    ]);
    expect(
      found('cam_role_policy_attachments', { role_id: String(role?.role_id), policy_type: 'User' }, 'x'),
    ).toEqual([]);
    expect(ask('cam_role_detail', { role_name: 'TKE_QCSRole' })).toMatchObject({
      attributes: { id: role?.role_id, role_info: [{ role_name: 'TKE_QCSRole' }] },
    });
    expect(ask('cam_role_detail', { role_name: 'nobody' })).toMatchObject({
      error: expect.stringContaining('RoleNotExist'),
    });
    expect(ask('cam_role_detail', { role_name: 'nobody' }, { world: defaultWorld() })).toBeUndefined();
  });

  it('finds groups, who is in them and what they may do', () => {
    expect(found('cam_groups', { name: 'operators' }, 'group_id')).toEqual(['300101']);
    expect(rows(ask('cam_group_memberships', { group_id: '300101' }))).toMatchObject([
      { user_names: ['alex'] },
    ]);
    expect(found('cam_group_policy_attachments', { group_id: '300102' }, 'policy_name')).toEqual([
      'ReadOnlyAccess',
    ]);
    expect(found('cam_user_policy_attachments', { user_name: 'robin' }, 'policy_name')).toEqual([
      'QcloudCVMReadOnlyAccess',
    ]);
  });
});

describe('what runs', () => {
  it.each<[JsonObject, unknown[]]>([
    [{}, ['ins-gzweb001', 'ins-gzweb002', 'ins-gzjump01']],
    [{ instance_name: 'web' }, ['ins-gzweb001', 'ins-gzweb002']],
    [{ instance_name: 'web', availability_zone: 'ap-guangzhou-7' }, ['ins-gzweb002']],
    [{ tags: { team: 'shop', stage: 'production' } }, ['ins-gzweb001', 'ins-gzweb002']],
    [{ tags: { team: 'operations' } }, ['ins-gzjump01']],
    [{ instance_set_ids: ['ins-gzjump01', 'ins-gzweb002'] }, ['ins-gzweb002', 'ins-gzjump01']],
    [{ subnet_id: 'subnet-gzprod7a' }, ['ins-gzweb002']],
    [{ project_id: 7 }, []],
  ])('finds machines by %j', (args, ids) => expect(found('instances', args, 'instance_id')).toEqual(ids));

  it('knows a machine’s size, system and place', () => {
    expect(rows(ask('instances', { instance_id: 'ins-gzweb001' }))).toMatchObject([
      {
        cpu: 4,
        memory: 8,
        os_name: 'TencentOS Server 3.1 (TK4)',
        availability_zone: 'ap-guangzhou-6',
        vpc_id: 'vpc-gzprod01',
        private_ip: '10.0.0.11',
        cam_role_name: 'CVM_QcsRole',
        status: 'RUNNING',
      },
    ]);
    expect(found('instances', {}, 'instance_id', 'ap-shanghai')).toEqual(['ins-shapp001']);
  });

  it('finds load balancers and their listeners', () => {
    expect(found('clb_instances', { network_type: 'INTERNAL' }, 'clb_id')).toEqual(['lb-gzintern']);
    expect(found('clb_instances', { clb_name: 'shop' }, 'clb_vips')).toEqual([['192.0.2.80']]);
    expect(found('clb_instances', { master_zone: 'ap-guangzhou-6' }, 'clb_id')).toEqual([
      'lb-gzpublic',
      'lb-gzintern',
    ]);
    const listeners = (args: JsonObject) =>
      found('clb_listeners', { clb_id: 'lb-gzpublic', ...args }, 'listener_id');
    expect(listeners({})).toEqual(['lbl-gzhttp01', 'lbl-gzhttps1']);
    expect(listeners({ port: 443 })).toEqual(['lbl-gzhttps1']);
    expect(listeners({ protocol: 'TCP' })).toEqual([]);
  });

  it('finds clusters and their node pools', () => {
    expect(found('kubernetes_clusters', { cluster_name: 'production' }, 'cluster_id')).toEqual([
      'cls-gzprod01',
    ]);
    expect(found('kubernetes_clusters', { tags: { team: 'other' } }, 'cluster_id')).toEqual([]);
    const pools = (filters: JsonObject[]) =>
      found('kubernetes_cluster_node_pools', { cluster_id: 'cls-gzprod01', filters }, 'name');
    expect(pools([])).toEqual(['main', 'batch']);
    expect(pools([{ name: 'NodePoolsName', values: ['batch'] }])).toEqual(['batch']);
    const strange = { cluster_id: 'cls-gzprod01', filters: [{ name: 'Weather', values: ['fine'] }] };
    expect(ask('kubernetes_cluster_node_pools', strange)).toBeUndefined();
    const [batch] = rows(
      ask('kubernetes_cluster_node_pools', {
        cluster_id: 'cls-gzprod01',
        filters: [{ name: 'NodePoolsId', values: ['np-gzbatch1'] }],
      }),
    );
    expect(batch).toMatchObject({
      max_nodes_num: 4,
      taints: [{ key: 'batch', value: 'true', effect: 'NoSchedule' }],
    });
  });
});

describe('databases', () => {
  it.each<[string, JsonObject, string, unknown[]]>([
    ['mysql_instance', {}, 'mysql_id', ['cdb-gzorders', 'cdb-gzusers1']],
    ['mysql_instance', { engine_version: '8.0' }, 'mysql_id', ['cdb-gzorders']],
    ['mysql_instance', { charge_type: 'POSTPAID' }, 'mysql_id', ['cdb-gzusers1']],
    ['mysql_instance', { instance_role: 'ro' }, 'mysql_id', []],
    ['mysql_instance', { limit: 1, offset: 1 }, 'mysql_id', ['cdb-gzusers1']],
    ['mysql_instance', { instance_name: 'orders' }, 'intranet_ip', ['10.0.0.33']],
    ['postgresql_instances', { name: 'billing' }, 'root_user', ['billing_admin']],
    ['postgresql_instances', { name: 'bill' }, 'id', []],
    ['redis_instances', { search_key: 'sess' }, 'redis_id', ['crs-gzsess01']],
    ['redis_instances', { zone: 'ap-guangzhou-6' }, 'redis_id', ['crs-gzcache1']],
    ['redis_instances', { tags: { team: 'shop' } }, 'port', [6379]],
    ['mongodb_instances', {}, 'instance_id', []],
  ])('%s by %j', (type, args, field, values) => expect(found(type, args, field)).toEqual(values));

  it('gives PostgreSQL in both of the provider’s forms', () => {
    const answer = ask('postgresql_instances', { id: 'postgres-gzbilln' });
    expect(answer).toMatchObject({
      attributes: {
        instance_list: [{ private_access_ip: '10.0.0.54' }],
        db_instance_set: [{ db_instance_net_info: [{ ip: '10.0.0.54', port: 5432 }] }],
      },
    });
  });
});

describe('networks and storage', () => {
  it.each<[string, JsonObject, string, unknown[]]>([
    ['eips', { eip_name: 'reserve' }, 'status', ['UNBIND']],
    ['eips', { public_ip: '192.0.2.11' }, 'instance_id', ['ins-gzweb001']],
    ['eips', { tags: { team: 'operations' } }, 'eip_id', ['eip-gzfree01']],
    ['nat_gateways', { vpc_id: 'vpc-gzprod01' }, 'assigned_eip_set', [['192.0.2.100']]],
    ['nats', {}, 'state', [0]],
    ['vpc_route_tables', { vpc_id: 'vpc-gzprod01' }, 'route_table_id', ['rtb-gzprod01', 'rtb-gzpeer01']],
    ['vpc_route_tables', { vpc_id: 'vpc-gzprod01', association_main: true }, 'name', ['default']],
    ['vpc_route_tables', { name: 'shanghai' }, 'subnet_ids', [['subnet-gzprod4a']]],
    ['cfs_file_systems', { vpc_id: 'vpc-gzprod01' }, 'mount_ip', ['10.0.0.90']],
    ['cbs_storages', { storage_state: ['UNATTACHED'] }, 'storage_id', ['disk-gzspare1']],
    ['cbs_storages_set', { storage_type: 'CLOUD_SSD' }, 'instance_id', ['ins-gzweb001', 'ins-gzweb002']],
  ])('%s by %j', (type, args, field, values) => expect(found(type, args, field)).toEqual(values));

  it('takes from a network’s own table the subnets that another one has', () => {
    const [main] = rows(ask('vpc_route_tables', { route_table_id: 'rtb-gzprod01' }));
    expect(main?.subnet_ids).not.toContain('subnet-gzprod4a');
    expect(main?.subnet_ids).toContain('subnet-gzprod6a');
    expect(ask('route_table', { route_table_id: 'rtb-gzprod01' })).toMatchObject({
      attributes: { vpc_id: 'vpc-gzprod01', routes: [{ next_type: 'NAT', next_hub: 'nat-gzprod01' }] },
    });
    expect(ask('route_table', { route_table_id: 'rtb-none' })).toEqual({
      error: 'route table route_table_id=rtb-none, name= not found',
    });
  });

  it('finds networks and buckets by their tags', () => {
    const { world } = loadWorld(
      `extends: default
closed: true
vpcs: [{ id: vpc-gzprod01, tags: { team: net } }]
buckets: [{ name: assets, region: ap-guangzhou, tags: { team: web } }]
`,
      'w.yaml',
    );
    if (!world) throw new Error('no world');
    const ids = (type: string, args: JsonObject, field: string) =>
      rows(ask(type, args, { world })).map((each) => each[field]);
    expect(ids('vpc_instances', { tags: { team: 'net' } }, 'vpc_id')).toEqual(['vpc-gzprod01']);
    expect(ids('vpc_instances', { tag_key: 'team' }, 'vpc_id')).toEqual(['vpc-gzprod01']);
    expect(ids('cos_buckets', { tags: { team: 'web' } }, 'bucket')).toEqual(['assets-1259990001']);
    expect(ids('vpc_subnets', { tags: { team: 'net' } }, 'subnet_id')).toEqual([]);
  });
});

describe('what the install has made', () => {
  it('is found beside what was there', () => {
    const made: MadeObject[] = [
      {
        type: 'tencentcloud_kubernetes_cluster',
        region: REGION,
        attributes: { id: 'cls-new', cluster_name: 'new' },
      },
      {
        type: 'tencentcloud_kubernetes_node_pool',
        region: REGION,
        attributes: { id: 'cls-new#np-new', cluster_id: 'cls-new', name: 'p', max_size: 3, min_size: 1 },
      },
      {
        type: 'tencentcloud_mysql_instance',
        region: REGION,
        attributes: { id: 'cdb-new', instance_name: 'new', mem_size: 4000 },
      },
      { type: 'tencentcloud_cam_role', region: '', attributes: { id: '77', name: 'made', document: '{}' } },
      {
        type: 'tencentcloud_cam_role_policy_attachment',
        region: '',
        attributes: { id: '77#1', role_id: '77', policy_id: '1' },
      },
    ];
    const first = (type: string, args: JsonObject) => rows(ask(type, args, { made }))[0];
    expect(first('kubernetes_cluster_node_pools', { cluster_id: 'cls-new' })).toMatchObject({
      node_pool_id: 'np-new',
      max_nodes_num: 3,
    });
    expect(first('mysql_instance', { mysql_id: 'cdb-new' })).toMatchObject({ memory_size: 4000 });
    expect(first('cam_role_policy_attachments', { role_id: '77' })).toMatchObject({
      policy_name: 'AdministratorAccess',
    });
    for (const { type } of made) expect(LISTED_RESOURCES).toContain(type);
  });
});

describe('an open world', () => {
  it('cannot tell of something in particular that it does not list', () => {
    const open = { world: defaultWorld() };
    for (const [type, args] of [
      ['instances', { instance_name: 'elsewhere' }],
      ['cam_roles', { name: 'elsewhere' }],
      ['mysql_instance', { mysql_id: 'cdb-elsewhere' }],
      ['mongodb_instances', {}],
      ['vpc_instances', { tags: { team: 'elsewhere' } }],
    ] as const)
      expect(ask(type, args, open)).toBeUndefined();
  });

  it('says that it may list less than there is', () => {
    const answer = ask('instances', {}, { world: defaultWorld() });
    expect(answer && 'notes' in answer ? answer.notes.length : 0).toBe(1);
    const one = ask('instances', { instance_id: 'ins-gzweb001' }, { world: defaultWorld() });
    expect(one && 'notes' in one ? one.notes.length : 1).toBe(0);
  });
});
