import type { Json } from '../../../json.ts';
import type { Database } from '../../things/types.ts';
import type { Account } from '../types.ts';
import { inRegion, of, place, text, texts, whole } from './read.ts';

const charge = (value: Json | undefined): Database['chargeType'] =>
  value === 'PREPAID' ? 'PREPAID' : 'POSTPAID';

const madeDatabases = (account: Account): readonly Database[] => [
  ...of(account, 'mysql_instance', (each): Database => {
    const { attributes: at } = each;
    return {
      ...place(each, 'instance_name'),
      engine: 'mysql',
      version: text(at.engine_version),
      ip: text(at.intranet_ip),
      port: whole(at.intranet_port) || 3306,
      cpu: whole(at.cpu),
      memory: whole(at.mem_size) / 1000,
      storage: whole(at.volume_size),
      chargeType: charge(at.charge_type),
      securityGroups: texts(at.security_groups),
      charset: '',
      user: 'root',
    };
  }),
  ...of(account, 'postgresql_instance', (each): Database => {
    const { attributes: at } = each;
    return {
      ...place(each, 'name'),
      engine: 'postgresql',
      version: text(at.engine_version),
      ip: text(at.private_access_ip),
      port: whole(at.private_access_port) || 5432,
      cpu: whole(at.cpu),
      memory: whole(at.memory),
      storage: whole(at.storage),
      chargeType: at.charge_type === 'PREPAID' ? 'PREPAID' : 'POSTPAID',
      securityGroups: texts(at.security_groups),
      charset: text(at.charset),
      user: text(at.root_user),
    };
  }),
  ...of(account, 'redis_instance', (each): Database => {
    const { attributes: at } = each;
    return {
      ...place(each, 'name'),
      engine: 'redis',
      version: '',
      ip: text(at.ip),
      port: whole(at.port) || 6379,
      cpu: 0,
      memory: whole(at.mem_size) / 1024,
      storage: 0,
      chargeType: charge(at.charge_type),
      securityGroups: texts(at.security_groups),
      charset: '',
      user: '',
    };
  }),
  ...of(account, 'mongodb_instance', (each): Database => {
    const { attributes: at } = each;
    return {
      ...place(each, 'instance_name', 'available_zone'),
      engine: 'mongodb',
      version: text(at.engine_version),
      ip: text(at.vip),
      port: whole(at.vport) || 27017,
      cpu: whole(at.cpu),
      memory: whole(at.memory),
      storage: whole(at.volume),
      chargeType: charge(at.charge_type),
      securityGroups: texts(at.security_groups),
      charset: '',
      user: '',
    };
  }),
];

export const databasesOf = (
  account: Account,
  region: string,
  engine: Database['engine'],
): readonly Database[] =>
  inRegion([...account.world.databases, ...madeDatabases(account)], region).filter(
    (each) => each.engine === engine,
  );
