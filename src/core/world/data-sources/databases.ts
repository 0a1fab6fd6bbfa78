import type { JsonObject } from '../../json.ts';
import type { Database } from '../things/types.ts';
import { byProject, known, type Listing, plainTags, sourceOf } from './lister.ts';
import { databasesOf } from './made/index.ts';
import type { DataSource } from './types.ts';

const prepaid = ({ chargeType }: Database): boolean => chargeType === 'PREPAID';

const mysql: Listing<Database> = {
  type: 'tencentcloud_mysql_instance',
  list: 'instance_list',
  all: (account, region) => databasesOf(account, region, 'mysql'),
  id: (each) => each.id,
  by: {
    mysql_id: (each, asked) => each.id === asked,
    instance_name: (each, asked) => each.name === asked,
    engine_version: (each, asked) => each.version === asked,
    charge_type: (each, asked) => each.chargeType === asked,
    // 0: by the month, 1: by use. The provider takes 0 for "not given".
    pay_type: (each, asked) => asked === '0' || !prepaid(each),
    security_group_id: (each, asked) => each.securityGroups.includes(asked),
    // The world has masters that run and are set up, and no others.
    instance_role: (_, asked) => asked === 'master',
    status: (_, asked) => asked === '0' || asked === '1',
    init_flag: (_, asked) => asked === '0' || asked === '1',
  },
  besides: ['with_dr', 'with_ro', 'with_master'],
  page: { limit: 'limit', offset: 'offset' },
  row: (each) =>
    known({
      mysql_id: each.id,
      instance_name: each.name,
      instance_role: 'master',
      init_flag: 1,
      status: 1,
      zone: each.zone,
      engine_version: each.version,
      cpu_core_count: each.cpu,
      memory_size: Math.round(each.memory * 1000),
      volume_size: each.storage,
      internet_status: 0,
      intranet_ip: each.ip,
      intranet_port: each.port,
      project_id: each.project,
      vpc_id: each.vpc,
      subnet_id: each.subnet,
      pay_type: prepaid(each) ? 0 : 1,
      charge_type: each.chargeType,
    }),
};

const network = (each: Database): JsonObject =>
  known({
    net_type: 'private',
    status: 'opened',
    ip: each.ip,
    address: each.ip,
    port: each.port,
    vpc_id: each.vpc,
    subnet_id: each.subnet,
  });

const postgresql: Listing<Database> = {
  type: 'tencentcloud_postgresql_instances',
  list: 'instance_list',
  all: (account, region) => databasesOf(account, region, 'postgresql'),
  id: (each) => each.id,
  by: {
    id: (each, asked) => each.id === asked,
    name: (each, asked) => each.name === asked,
    project_id: byProject,
  },
  row: (each) =>
    known({
      id: each.id,
      name: each.name,
      availability_zone: each.zone,
      engine_version: each.version,
      db_major_version: each.version.split('.')[0] ?? '',
      memory: each.memory,
      storage: each.storage,
      charge_type: prepaid(each) ? 'PREPAID' : 'POSTPAID_BY_HOUR',
      charset: each.charset,
      root_user: each.user,
      project_id: each.project,
      vpc_id: each.vpc,
      subnet_id: each.subnet,
      private_access_ip: each.ip,
      private_access_port: each.port,
      public_access_switch: false,
      tags: plainTags(each.tags),
    }),
};

const postgresqlRow = (each: Database): JsonObject =>
  known({
    db_instance_id: each.id,
    db_instance_name: each.name,
    db_instance_status: 'running',
    db_instance_cpu: each.cpu,
    db_instance_memory: each.memory,
    db_instance_storage: each.storage,
    db_instance_type: 'primary',
    db_instance_net_info: [network(each)],
    db_charset: each.charset,
    db_engine: 'postgresql',
    db_version: each.version,
    db_major_version: each.version.split('.')[0] ?? '',
    pay_type: prepaid(each) ? 'prepaid' : 'postpaid',
    region: each.region,
    zone: each.zone,
    project_id: each.project,
    root_user: each.user,
    vpc_id: each.vpc,
    subnet_id: each.subnet,
    tag_list: Object.entries(each.tags).map(([key, value]) => ({ tag_key: key, tag_value: value })),
  });

const postgresqlSource = sourceOf(postgresql);

const redis: Listing<Database> = {
  type: 'tencentcloud_redis_instances',
  list: 'instance_list',
  all: (account, region) => databasesOf(account, region, 'redis'),
  id: (each) => each.id,
  by: {
    zone: (each, asked) => each.zone === asked,
    search_key: (each, asked) => each.name.includes(asked) || each.id.includes(asked),
    project_id: byProject,
  },
  tags: (each) => each.tags,
  page: { limit: 'limit' },
  row: (each) =>
    known({
      redis_id: each.id,
      name: each.name,
      zone: each.zone,
      project_id: each.project,
      mem_size: Math.round(each.memory * 1024),
      status: 'online',
      vpc_id: each.vpc,
      subnet_id: each.subnet,
      ip: each.ip,
      port: each.port,
      charge_type: each.chargeType,
      tags: plainTags(each.tags),
    }),
};

const mongodb: Listing<Database> = {
  type: 'tencentcloud_mongodb_instances',
  list: 'instance_list',
  all: (account, region) => databasesOf(account, region, 'mongodb'),
  id: (each) => each.id,
  by: {
    instance_id: (each, asked) => each.id === asked,
    instance_name_prefix: (each, asked) => each.name.startsWith(asked),
    cluster_type: (_, asked) => asked === 'REPLSET',
  },
  tags: (each) => each.tags,
  row: (each) =>
    known({
      instance_id: each.id,
      instance_name: each.name,
      cluster_type: 'REPLSET',
      available_zone: each.zone,
      engine_version: each.version,
      cpu: each.cpu,
      memory: each.memory,
      volume: each.storage,
      // 2: running.
      status: 2,
      project_id: each.project,
      vpc_id: each.vpc,
      subnet_id: each.subnet,
      vip: each.ip,
      vport: each.port,
      charge_type: prepaid(each) ? 'PREPAID' : 'POSTPAID_BY_HOUR',
      tags: plainTags(each.tags),
    }),
};

/** Databases of the account, by engine. */
export const databases: readonly DataSource[] = [
  sourceOf(mysql),
  {
    ...postgresqlSource,
    // The provider gives the same instances twice, in an older and a newer form.
    answer: (asked, account) => {
      const answer = postgresqlSource.answer(asked, account);
      if (!answer || 'error' in answer) return answer;
      const rows = answer.attributes.instance_list;
      const ids = Array.isArray(rows)
        ? rows.map((each) => (each !== null && typeof each === 'object' && 'id' in each ? each.id : null))
        : [];
      const whole = databasesOf(account, asked.region ?? '', 'postgresql').filter((each) =>
        ids.includes(each.id),
      );
      return { ...answer, attributes: { ...answer.attributes, db_instance_set: whole.map(postgresqlRow) } };
    },
  },
  sourceOf(redis),
  sourceOf(mongodb),
];
