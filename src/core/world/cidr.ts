/** An IPv4 block: `size` addresses from `first`, both as unsigned numbers. */
export interface Cidr {
  readonly first: number;
  readonly size: number;
  readonly prefix: number;
}

const OCTETS = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

/** An IPv4 address as an unsigned number; undefined when it is none. */
export function parseIpv4(text: string): number | undefined {
  const match = OCTETS.exec(text);
  if (!match) return undefined;
  const octets = match.slice(1).map(Number);
  if (octets.some((octet) => octet > 255)) return undefined;
  return octets.reduce((sum, octet) => sum * 256 + octet, 0);
}

/** `10.0.0.0/16` as a block; undefined when it is malformed or has bits set behind its prefix. */
export function parseCidr(text: string): Cidr | undefined {
  const slash = text.indexOf('/');
  const first = slash === -1 ? undefined : parseIpv4(text.slice(0, slash));
  const bits = text.slice(slash + 1);
  if (first === undefined || !/^\d{1,2}$/.test(bits) || Number(bits) > 32) return undefined;
  const prefix = Number(bits);
  const size = 2 ** (32 - prefix);
  return first % size === 0 ? { first, size, prefix } : undefined;
}

export const cidrsOverlap = (a: Cidr, b: Cidr): boolean =>
  a.first < b.first + b.size && b.first < a.first + a.size;

export const cidrContains = (outer: Cidr, inner: Cidr): boolean =>
  outer.first <= inner.first && inner.first + inner.size <= outer.first + outer.size;
