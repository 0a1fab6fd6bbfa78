import type { Random } from '../kernel/index.ts';
import type { Subject } from './subject.ts';

/**
 * A made-up public address. Only the ranges that are set aside for documentation (RFC 5737), so that opening an
 * output never reaches a stranger's server.
 */
export const publicIp = (random: Random): string =>
  `${['203.0.113', '198.51.100'][random.between(0, 1)] ?? '203.0.113'}.${random.between(2, 254)}`;

/** An address of the subnet that an argument names, or of the network's range where the subnet is not known. */
export function privateIp(subject: Subject, random: Random, subnet = 'subnet_id', vpc = 'vpc_id'): string {
  const id = subject.text(subnet);
  const network = subject.text(vpc);
  const range =
    (id && subject.view.subnet(id)?.cidr) || (network && subject.view.vpc(network)?.cidr) || '10.0.0.0/16';
  return subject.view.privateIp(range, random);
}
