import { firstText, number, truth } from '../values.ts';
import { privateIp, publicIp } from './addresses.ts';
import type { Behaviour } from './behaviour.ts';
import { checkMachine } from './machines.ts';
import { checkPlacement } from './network-checks.ts';
import type { Subject } from './subject.ts';

/** A machine gets a public address when it has bandwidth to the internet (and the package does not say no to it). */
const hasPublicIp = (subject: Subject): boolean =>
  (number(subject.args.internet_max_bandwidth_out) ?? 0) > 0 &&
  (!subject.given('allocate_public_ip') || truth(subject.args.allocate_public_ip));

const instance: Behaviour = {
  types: ['tencentcloud_instance'],
  fidelity: 'full',
  idPrefix: 'ins',
  seconds: [18, 45],
  quota: 'cvm.instances',
  needs: ['instance_type|launch_template_id', 'image_id|launch_template_id', 'availability_zone|subnet_id'],
  refers: {
    vpc_id: 'vpc',
    subnet_id: 'subnet',
    security_groups: 'security-group',
    orderly_security_groups: 'security-group',
    image_id: 'machine-image',
    key_ids: 'key-pair',
    key_name: 'key-pair',
  },
  check: (subject) =>
    checkPlacement(subject, { vpc: 'vpc_id', subnet: 'subnet_id', zone: 'availability_zone' }) ??
    checkMachine(subject, { type: 'instance_type', image: 'image_id', zone: zoneOf(subject), count: 1 }),
  attributes: (subject, random) => {
    const type = subject.view.machineType(subject.text('instance_type') ?? '');
    return {
      private_ip: subject.text('private_ip') ?? privateIp(subject, random),
      public_ip: hasPublicIp(subject) ? publicIp(random) : '',
      instance_name: subject.nameOr('instance_name'),
      instance_status: 'RUNNING',
      system_disk_id: `disk-${random.chars(8, '0123456789abcdefghijklmnopqrstuvwxyz')}`,
      system_disk_type: firstText(subject.args.system_disk_type) ?? 'CLOUD_PREMIUM',
      system_disk_size: number(subject.args.system_disk_size) ?? 50,
      ...(type ? { cpu: type.cpu, memory: type.memory } : {}),
    };
  },
};

const zoneOf = (subject: Subject): string | undefined =>
  subject.zone ?? subject.view.subnet(subject.text('subnet_id') ?? '')?.zone;

const keyPair: Behaviour = {
  types: ['tencentcloud_key_pair'],
  fidelity: 'partial',
  idPrefix: 'skey',
  seconds: [1, 3],
};

export const cvm: readonly Behaviour[] = [instance, keyPair];
