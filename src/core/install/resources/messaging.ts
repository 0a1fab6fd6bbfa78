import { privateIp } from './addresses.ts';
import type { Behaviour } from './behaviour.ts';
import { checkPlacement } from './network-checks.ts';

const ckafka: Behaviour = {
  types: ['tencentcloud_ckafka_instance'],
  fidelity: 'partial',
  idPrefix: 'ckafka',
  seconds: [180, 420],
  quota: 'ckafka.instances',
  refers: { vpc_id: 'vpc', subnet_id: 'subnet' },
  check: (subject) => checkPlacement(subject, { vpc: 'vpc_id', subnet: 'subnet_id' }),
  attributes: (subject, random) => {
    const vip = privateIp(subject, random);
    return {
      instance_name: subject.nameOr('instance_name'),
      vip,
      vport: '9092',
    };
  },
};

const ckafkaParts: Behaviour = {
  types: [
    'tencentcloud_ckafka_topic',
    'tencentcloud_ckafka_user',
    'tencentcloud_ckafka_route',
    'tencentcloud_ckafka_acl',
    'tencentcloud_ckafka_consumer_group',
  ],
  fidelity: 'partial',
  idPrefix: '',
  seconds: [4, 15],
  needs: ['instance_id'],
  // The provider joins the instance's id and the part's name.
  attributes: (subject, random) => ({
    id: [
      subject.text('instance_id'),
      subject.text('topic_name') ??
        subject.text('account_name') ??
        subject.text('group_name') ??
        String(random.between(1000, 9999)),
    ].join('#'),
  }),
};

const rocketmq: Behaviour = {
  types: ['tencentcloud_trocket_rocketmq_instance'],
  fidelity: 'partial',
  idPrefix: 'rmq',
  seconds: [120, 300],
  attributes: (subject, random) => ({
    name: subject.nameOr('name'),
    vpc_endpoint: `${privateIp(subject, random)}:8080`,
  }),
};

const rabbitmq: Behaviour = {
  types: ['tencentcloud_tdmq_rabbitmq_vip_instance'],
  fidelity: 'partial',
  idPrefix: 'amqp',
  seconds: [180, 420],
  refers: { vpc_id: 'vpc', subnet_id: 'subnet' },
};

export const messaging: readonly Behaviour[] = [ckafka, ckafkaParts, rocketmq, rabbitmq];
