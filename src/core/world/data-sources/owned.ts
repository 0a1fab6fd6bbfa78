import { certificateFault } from '../lookup.ts';
import type { Certificate, World } from '../types.ts';
import { listed, oneOf, same, within } from './ask.ts';
import type { Account, Asked, DataAnswer, DataSource } from './types.ts';

/** 1: issued, 3: expired, 0: under review, as the certificate service counts. */
const statusOf = (world: World, certificate: Certificate): number => {
  const fault = certificateFault(world, certificate);
  return fault === undefined ? 1 : fault === 'expired' ? 3 : 0;
};

const endOf = (certificate: Certificate): string => `${certificate.expires} 23:59:59`;

function certificates(asked: Asked, { world }: Account): DataAnswer | undefined {
  const [id, name] = [asked.text('id'), asked.text('name')];
  const named = (each: Certificate): boolean =>
    name === undefined || each.domains.some((domain) => within(name, domain)) || within(name, each.id);
  const found = world.certificates.filter((each) => same(id, each.id) && named(each));
  if (found.length === 0 && (id ?? name) !== undefined && !world.closed) return undefined;
  const items = found.map((each) => ({
    id: each.id,
    domain: each.domains[0] ?? '',
    subject_names: [...each.domains],
    status: statusOf(world, each),
    type: 'SVR',
    end_time: endOf(each),
    owner_uin: world.account.ownerUin,
  }));
  return listed(
    'certificates',
    found.map((each) => each.id),
    items,
  );
}

function certificate(asked: Asked, { world }: Account): DataAnswer | undefined {
  const id = asked.text('certificate_id') ?? '';
  const found = world.certificates.find((each) => each.id === id);
  if (!found)
    return world.closed
      ? {
          error: `[TencentCloudSDKError] Code=FailedOperation.CertificateNotFound, Message=certificate ${id} not found`,
        }
      : undefined;
  const result = {
    domain: found.domains[0] ?? '',
    subject_alt_name: [...found.domains],
    status: statusOf(world, found),
    certificate_type: 'SVR',
    cert_end_time: endOf(found),
    owner_uin: world.account.ownerUin,
    is_wildcard: found.domains.some((domain) => domain.startsWith('*.')),
  };
  return { attributes: { id, result: [result] }, notes: [] };
}

function privateZones(asked: Asked, { world }: Account): DataAnswer | undefined {
  const filters = asked.filters('filters');
  if ([...filters.keys()].some((name) => !['Domain', 'ZoneId', 'Vpc'].includes(name))) return undefined;
  const vpcs = filters.get('Vpc') ?? [];
  const found = world.privateZones.filter(
    (zone) =>
      oneOf(filters.get('Domain'), zone.domain) &&
      oneOf(filters.get('ZoneId'), zone.id) &&
      (vpcs.length === 0 || zone.vpcs.some((vpc) => vpcs.includes(vpc))),
  );
  const items = found.map((zone) => ({
    zone_id: zone.id,
    domain: zone.domain,
    status: 'ENABLED',
    vpc_set: zone.vpcs.map((id) => ({
      uniq_vpc_id: id,
      region: world.vpcs.find((vpc) => vpc.id === id)?.region ?? '',
    })),
  }));
  return listed(
    'private_zone_set',
    found.map((zone) => zone.id),
    items,
  );
}

export const owned: readonly DataSource[] = [
  {
    type: 'tencentcloud_user_info',
    by: [],
    answer: (_asked, { world: { account } }) => ({
      attributes: {
        id: `user-${account.uin}-${account.appId}`,
        app_id: account.appId,
        uin: account.uin,
        owner_uin: account.ownerUin,
      },
      notes: [],
    }),
  },
  { type: 'tencentcloud_ssl_certificates', owned: true, by: ['id', 'name', 'type'], answer: certificates },
  { type: 'tencentcloud_ssl_describe_certificate', by: ['certificate_id'], answer: certificate },
  { type: 'tencentcloud_private_dns_private_zone_list', owned: true, by: ['filters'], answer: privateZones },
];
