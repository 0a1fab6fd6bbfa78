import { privateIp } from './addresses.ts';
import type { Behaviour } from './behaviour.ts';

const uuid = (chars: (count: number, alphabet: string) => string): string =>
  [8, 4, 4, 4, 12].map((count) => chars(count, '0123456789abcdef')).join('-');

const logs: Behaviour = {
  types: ['tencentcloud_cls_logset', 'tencentcloud_cls_topic'],
  fidelity: 'partial',
  idPrefix: '',
  seconds: [2, 6],
  attributes: (_, random) => ({ id: uuid((count, alphabet) => random.chars(count, alphabet)) }),
};

const prometheus: Behaviour = {
  types: ['tencentcloud_monitor_tmp_instance'],
  fidelity: 'partial',
  idPrefix: 'prom',
  seconds: [60, 150],
  refers: { vpc_id: 'vpc', subnet_id: 'subnet' },
  attributes: (subject, random) => {
    const ip = privateIp(subject, random);
    return {
      instance_name: subject.nameOr('instance_name'),
      ipv4_address: ip,
      api_root_path: `http://${ip}:9090`,
      proxy_address: `${ip}:9090`,
      remote_write: `http://${ip}:9090/api/v1/prom/write`,
    };
  },
};

export const observability: readonly Behaviour[] = [logs, prometheus];
