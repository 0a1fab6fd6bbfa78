import { publicIp } from './addresses.ts';
import type { Behaviour } from './behaviour.ts';
import { checkCidr, checkCidrPlace, checkPlacement } from './network-checks.ts';

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';

const vpc: Behaviour = {
  types: ['tencentcloud_vpc'],
  fidelity: 'full',
  idPrefix: 'vpc',
  seconds: [2, 5],
  quota: 'vpc.vpcs',
  needs: ['cidr_block'],
  check: (subject) => checkCidr(subject, 'cidr_block'),
  attributes: (subject, random) => ({
    name: subject.nameOr('name'),
    default_route_table_id: `rtb-${random.chars(8, ALPHABET)}`,
    is_default: false,
  }),
};

const subnet: Behaviour = {
  types: ['tencentcloud_subnet'],
  fidelity: 'full',
  idPrefix: 'subnet',
  seconds: [2, 4],
  quota: 'vpc.subnets',
  needs: ['cidr_block', 'vpc_id', 'availability_zone'],
  refers: { vpc_id: 'vpc' },
  check: (subject) => {
    const network = subject.text('vpc_id') ?? '';
    return (
      checkCidr(subject, 'cidr_block') ??
      checkCidrPlace(
        subject,
        'cidr_block',
        subject.view.vpc(network)?.cidr,
        subject.view.subnetsOf(network).map(({ id, cidr }) => ({ name: id, cidr })),
      )
    );
  },
  attributes: (subject, random) => {
    const length = Number((subject.text('cidr_block') ?? '').split('/')[1] ?? 24);
    return {
      name: subject.nameOr('name'),
      route_table_id: subject.text('route_table_id') ?? `rtb-${random.chars(8, ALPHABET)}`,
      available_ip_count: Math.max(0, 2 ** (32 - length) - 3),
      is_default: false,
    };
  },
};

const eip: Behaviour = {
  types: ['tencentcloud_eip'],
  fidelity: 'partial',
  idPrefix: 'eip',
  seconds: [3, 8],
  quota: 'vpc.eips',
  attributes: (subject, random) => ({
    name: subject.nameOr('name'),
    public_ip: publicIp(random),
    status: 'UNBIND',
  }),
};

const eipAssociation: Behaviour = {
  types: ['tencentcloud_eip_association'],
  fidelity: 'partial',
  idPrefix: 'eipasc',
  seconds: [3, 8],
  needs: ['eip_id'],
};

const natGateway: Behaviour = {
  types: ['tencentcloud_nat_gateway'],
  fidelity: 'partial',
  idPrefix: 'nat',
  seconds: [10, 25],
  quota: 'vpc.natGateways',
  needs: ['vpc_id'],
  refers: { vpc_id: 'vpc', subnet_id: 'subnet' },
  check: (subject) => checkPlacement(subject, { vpc: 'vpc_id', subnet: 'subnet_id' }, 0),
  attributes: (subject) => ({ name: subject.nameOr('name') }),
};

const route: Behaviour = {
  types: ['tencentcloud_route_table', 'tencentcloud_route_table_entry'],
  fidelity: 'partial',
  idPrefix: 'rtb',
  seconds: [1, 3],
  refers: { vpc_id: 'vpc' },
};

export const network: readonly Behaviour[] = [vpc, subnet, eip, eipAssociation, natGateway, route];
