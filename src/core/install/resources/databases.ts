import { text } from '../../text.ts';
import type { Failure } from '../events.ts';
import { either } from '../template.ts';
import { number, truth } from '../values.ts';
import { privateIp } from './addresses.ts';
import type { Behaviour } from './behaviour.ts';
import { checkPlacement } from './network-checks.ts';
import type { Subject } from './subject.ts';

/** Networks of a database: the subnet may lie in another zone than the database. */
const refers = { vpc_id: 'vpc', subnet_id: 'subnet', security_groups: 'security-group' } as const;
const place = (subject: Subject) => checkPlacement(subject, { vpc: 'vpc_id', subnet: 'subnet_id' });

const VERSIONS = ['5.5', '5.6', '5.7', '8.0', '8.4'];

function checkMysql(subject: Subject): Failure | undefined {
  const port = number(subject.args.intranet_port) ?? 3306;
  if (port < 1024 || port > 65535) {
    return subject.fail('SIM_VALUE_REFUSED', 'intranet_port', {
      detail: text(`port ${port} is out of range`, `端口 ${port} 超出范围`),
      wanted: '1024–65535',
    });
  }
  const version = number(subject.args.engine_version);
  if (version !== undefined && !VERSIONS.some((each) => Number(each) === version)) {
    return subject.fail('SIM_VALUE_REFUSED', 'engine_version', {
      detail: text(`there is no MySQL ${version}`, `不存在 MySQL ${version}`),
      wanted: either(VERSIONS),
    });
  }
  return place(subject);
}

const mysql: Behaviour = {
  types: ['tencentcloud_mysql_instance'],
  fidelity: 'full',
  idPrefix: 'cdb',
  seconds: [180, 300],
  quota: 'cdb.instances',
  needs: ['mem_size', 'volume_size'],
  refers,
  check: checkMysql,
  attributes: (subject, random) => ({
    instance_name: subject.nameOr('instance_name'),
    intranet_ip: privateIp(subject, random),
    intranet_port: number(subject.args.intranet_port) ?? 3306,
    internet_host: truth(subject.args.internet_service)
      ? `cdb-${random.chars(8, 'abcdefghijklmnopqrstuvwxyz')}.sql.example.net`
      : '',
    internet_port: truth(subject.args.internet_service) ? random.between(20000, 29999) : 0,
    status: 1,
    locked: 0,
    task_status: 0,
    gtid: 1,
  }),
};

const redis: Behaviour = {
  types: ['tencentcloud_redis_instance'],
  fidelity: 'full',
  idPrefix: 'crs',
  seconds: [60, 150],
  quota: 'redis.instances',
  needs: ['mem_size', 'availability_zone'],
  refers,
  check: place,
  attributes: (subject, random) => ({
    name: subject.nameOr('name'),
    ip: privateIp(subject, random),
    port: number(subject.args.port) ?? 6379,
    status: 'online',
  }),
};

const postgresql: Behaviour = {
  types: ['tencentcloud_postgresql_instance'],
  fidelity: 'partial',
  idPrefix: 'postgres',
  seconds: [150, 280],
  quota: 'postgres.instances',
  refers,
  check: place,
  attributes: (subject, random) => ({
    name: subject.nameOr('name'),
    private_access_ip: privateIp(subject, random),
    private_access_port: 5432,
  }),
};

const mongodb: Behaviour = {
  types: ['tencentcloud_mongodb_instance', 'tencentcloud_mongodb_standby_instance'],
  fidelity: 'partial',
  idPrefix: 'cmgo',
  seconds: [200, 360],
  quota: 'mongodb.instances',
  refers,
  check: place,
  attributes: (subject, random) => ({
    instance_name: subject.nameOr('instance_name'),
    vip: privateIp(subject, random),
    vport: 27017,
    status: 2,
  }),
};

const sqlserver: Behaviour = {
  types: [
    'tencentcloud_sqlserver_instance',
    'tencentcloud_sqlserver_basic_instance',
    'tencentcloud_sqlserver_readonly_instance',
  ],
  fidelity: 'partial',
  idPrefix: 'mssql',
  seconds: [240, 420],
  refers,
  check: place,
  attributes: (subject, random) => ({
    name: subject.nameOr('name'),
    vip: privateIp(subject, random),
    vport: 1433,
  }),
};

const elasticsearch: Behaviour = {
  types: ['tencentcloud_elasticsearch_instance'],
  fidelity: 'partial',
  idPrefix: 'es',
  seconds: [480, 900],
  quota: 'es.instances',
  refers,
  check: place,
  attributes: (subject, random) => {
    const ip = privateIp(subject, random);
    return {
      instance_name: subject.nameOr('instance_name'),
      elasticsearch_vip: ip,
      elasticsearch_port: 9200,
      kibana_url: `https://es-${random.chars(8, 'abcdefghijklmnopqrstuvwxyz')}.kibana.example.net:5601`,
    };
  },
};

export const databases: readonly Behaviour[] = [mysql, redis, postgresql, mongodb, sqlserver, elasticsearch];
