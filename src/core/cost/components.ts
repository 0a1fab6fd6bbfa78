import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { Charge, Component } from './types.ts';

type Facts = Record<string, string | number | boolean>;

/** Arguments of a resource that prices can be matched with: plain values only. */
const plain = (attributes: JsonObject): Facts =>
  Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? [[name, value] as const]
        : [],
    ),
  );

const blocks = (value: Json | undefined): readonly JsonObject[] =>
  (Array.isArray(value) ? value : [value]).filter((each): each is JsonObject => isJsonObject(each));

const chargeOf = (attributes: JsonObject): Charge =>
  ['instance_charge_type', 'charge_type', 'pay_type', 'lb_charge_type'].some(
    (name) => attributes[name] === 'PREPAID' || (name === 'pay_type' && attributes[name] === 0),
  )
    ? 'prepaid'
    : 'postpaid';

const positive = (value: Json | undefined): boolean => typeof value === 'number' && value > 0;

/** What is billed of a resource, as far as its arguments say. Anything without parts of its own counts as one `instance`. */
export function componentsOf(type: string, attributes: JsonObject): readonly Component[] {
  const charge = chargeOf(attributes);
  const facts = plain(attributes);
  const one = (component: string, more: Facts = facts, count = 1): Component => ({
    component,
    facts: more,
    count,
    charge,
  });
  switch (type) {
    case 'tencentcloud_instance': {
      const disks = blocks(attributes.data_disks).map((disk) => one('data-disk', plain(disk)));
      const system = attributes.system_disk_type === undefined ? [] : [one('system-disk')];
      const line = positive(attributes.internet_max_bandwidth_out) ? [one('bandwidth')] : [];
      return [one('machine'), ...system, ...disks, ...line];
    }
    case 'tencentcloud_kubernetes_cluster': {
      const workers = blocks(attributes.worker_config).map((each) =>
        one('worker', plain(each), typeof each.count === 'number' ? each.count : 1),
      );
      return [one('cluster'), ...workers];
    }
    case 'tencentcloud_cbs_storage':
      return [one('disk')];
    default:
      return [one('instance')];
  }
}

const OWN = new Set(['random', 'tls', 'null', 'time', 'local', 'terraform']);

/** False for what is made without asking the cloud: there is nothing to bill. */
export const isBillable = (type: string): boolean => !OWN.has(type.split('_')[0] ?? '');
