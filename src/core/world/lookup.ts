import { instanceTypeByName } from './catalog.ts';
import type { Certificate, InstanceType, MachineImage, Region, Subnet, Vpc, World, Zone } from './types.ts';

export const findRegion = (world: World, id: string): Region | undefined =>
  world.regions.find((region) => region.id === id);

/** The region that has a zone. */
export const regionOf = (world: World, zone: string): Region | undefined =>
  world.regions.find((region) => region.zones.some((each) => each.id === zone));

export const findZone = (world: World, id: string): Zone | undefined =>
  regionOf(world, id)?.zones.find((zone) => zone.id === id);

export const findVpc = (world: World, id: string): Vpc | undefined => world.vpcs.find((vpc) => vpc.id === id);

export const subnetsOf = (world: World, vpc: string): readonly Subnet[] =>
  world.subnets.filter((subnet) => subnet.vpc === vpc);

export const findImage = (world: World, id: string): MachineImage | undefined =>
  world.images.find((image) => image.id === id);

/** True when the image exists, and in that region where one is given. */
export function hasImage(world: World, id: string, region?: string): boolean {
  const image = findImage(world, id);
  return (
    image !== undefined && (region === undefined || image.region === undefined || image.region === region)
  );
}

export const findCertificate = (world: World, id: string): Certificate | undefined =>
  world.certificates.find((certificate) => certificate.id === id);

/** Why a certificate cannot be used on the world's day; undefined when it can. */
export function certificateFault(
  world: World,
  certificate: Certificate,
): 'not-issued' | 'expired' | undefined {
  if (!certificate.issued) return 'not-issued';
  return certificate.expires < world.date ? 'expired' : undefined;
}

/** True when a certificate name (`*.example.com` covers exactly one label) covers a domain; case does not matter. */
export function nameCovers(name: string, domain: string): boolean {
  const [pattern, host] = [name.toLowerCase(), domain.toLowerCase()];
  if (!pattern.startsWith('*.')) return pattern === host;
  const dot = host.indexOf('.');
  return dot > 0 && host.slice(dot) === pattern.slice(1);
}

export const certificateCovers = (certificate: Certificate, domain: string): boolean =>
  certificate.domains.some((name) => nameCovers(name, domain));

/** A machine type; `assumed` when the world does not list it and its size is read from its name. */
export function findInstanceType(
  world: World,
  type: string,
): { readonly type: InstanceType; readonly assumed: boolean } | undefined {
  const listed = world.instanceTypes.find((each) => each.type === type);
  if (listed) return { type: listed, assumed: false };
  const byName = world.closed ? undefined : instanceTypeByName(type);
  return byName && { type: byName, assumed: true };
}

/** Stock of a type in a zone: a number where it is offered, `not-offered` where it is not, `unknown` for an unlisted type. */
export function stockOf(world: World, type: string, zone: string): number | 'not-offered' | 'unknown' {
  const listed = world.instanceTypes.find((each) => each.type === type);
  if (!listed) return world.closed ? 'not-offered' : 'unknown';
  if (findZone(world, zone) === undefined && !world.closed) return 'unknown';
  return listed.stock[zone] ?? 'not-offered';
}
