import { type LocalText, text } from '../../text.ts';
import { cidrContains, cidrsOverlap, parseCidr } from '../../world/index.ts';
import type { Failure } from '../events.ts';
import type { Subject } from './subject.ts';

interface NetworkPaths {
  readonly vpc: string;
  readonly subnet: string;
  /** Set where the machine must stand in its subnet's zone. */
  readonly zone?: string;
}

/** Network, subnet and zone belong together, and the subnet has addresses left. Unlisted ids pass: they are assumed. */
export function checkPlacement(subject: Subject, paths: NetworkPaths, addresses = 1): Failure | undefined {
  const id = subject.text(paths.subnet);
  const subnet = id === undefined ? undefined : subject.view.subnet(id);
  if (id === undefined || subnet === undefined) return undefined;
  const vpc = subject.text(paths.vpc);
  if (vpc !== undefined && subnet.vpc !== vpc && subject.view.vpc(vpc)) {
    return subject.fail('SIM_SUBNET_MISMATCH', paths.subnet, { subnet: id, actual: subnet.vpc, wanted: vpc });
  }
  const zone = paths.zone === undefined ? undefined : subject.text(paths.zone);
  if (zone !== undefined && subnet.zone !== zone) {
    return subject.fail('SIM_SUBNET_MISMATCH', paths.subnet, {
      subnet: id,
      actual: subnet.zone,
      wanted: zone,
    });
  }
  if (subject.holds(paths.subnet)) return undefined;
  const free = subject.view.freeAddresses(subnet);
  if (free < addresses) return subject.fail('SIM_SUBNET_FULL', paths.subnet, { subnet: id, free });
  subject.view.takeAddresses(id, addresses);
  return undefined;
}

/** A range is well-formed. */
export function checkCidr(subject: Subject, path: string): Failure | undefined {
  const cidr = subject.text(path);
  if (cidr === undefined || parseCidr(cidr)) return undefined;
  return subject.fail('SIM_CIDR_INVALID', path, { cidr });
}

/** A range overlaps none of `others` (by name), and lies within `outer` where one is given. */
export function checkCidrPlace(
  subject: Subject,
  path: string,
  outer: string | undefined,
  others: readonly { readonly name: string; readonly cidr: string }[],
): Failure | undefined {
  const cidr = subject.text(path) ?? '';
  const own = parseCidr(cidr);
  if (!own) return undefined;
  const around = outer === undefined ? undefined : parseCidr(outer);
  const conflict = (relation: LocalText, other: string) =>
    subject.fail('SIM_CIDR_CONFLICT', path, { cidr, relation, other });
  if (around && outer !== undefined && !cidrContains(around, own)) {
    return conflict(text('does not lie within', '不在以下网段内:'), outer);
  }
  const struck = subject.view.cidrTaken(cidr);
  const clash = [...others, ...struck].find((other) => {
    const parsed = parseCidr(other.cidr);
    return parsed !== undefined && cidrsOverlap(parsed, own);
  });
  return clash && conflict(text('overlaps', '重叠于'), `${clash.cidr} (${clash.name})`);
}
