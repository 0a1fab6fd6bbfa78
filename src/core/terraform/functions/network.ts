import {
  BOOL,
  boolValue,
  listOf,
  listValue,
  NUMBER,
  STRING,
  stringValue,
  type Value,
  ValueError,
} from '../values/index.ts';
import { arg, asInt, fail, failArg, fixed, param, quote, variadic } from './define.ts';
import type { FunctionSpec } from './spec.ts';

interface Network {
  readonly bits: 32 | 128;
  readonly prefix: number;
  /** Address with its host bits cleared. */
  readonly base: bigint;
}

/** An address as a number; leading zeros are read as decimal, as Terraform does. */
function parseAddress(text: string): { readonly bits: 32 | 128; readonly value: bigint } | undefined {
  const v4 = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})\.(\d{1,9})$/.exec(text);
  if (v4) {
    const parts = v4.slice(1).map(Number);
    if (parts.some((p) => p > 255)) return undefined;
    return { bits: 32, value: parts.reduce((n, p) => n * 256n + BigInt(p), 0n) };
  }
  const value = parseV6(text);
  return value === undefined ? undefined : { bits: 128, value };
}

function parseV6(text: string): bigint | undefined {
  if (!/^[0-9a-fA-F:.]+$/.test(text) || text.split('::').length > 2 || !text.includes(':')) return undefined;
  const groups = (part: string): number[] | undefined => {
    const found: number[] = [];
    for (const piece of part === '' ? [] : part.split(':')) {
      if (piece.includes('.')) {
        const v4 = parseAddress(piece);
        if (v4?.bits !== 32) return undefined;
        found.push(Number(v4.value >> 16n), Number(v4.value & 0xffffn));
      } else if (/^[0-9a-fA-F]{1,4}$/.test(piece)) found.push(Number.parseInt(piece, 16));
      else return undefined;
    }
    return found;
  };
  const [left = '', right] = text.split('::');
  const head = groups(left);
  const tail = right === undefined ? [] : groups(right);
  if (!head || !tail) return undefined;
  const missing = 8 - head.length - tail.length;
  if (right === undefined ? missing !== 0 : missing < 1) return undefined;
  return [...head, ...Array.from({ length: missing }, () => 0), ...tail].reduce(
    (n, g) => n * 65536n + BigInt(g),
    0n,
  );
}

function formatAddress(value: bigint, bits: 32 | 128): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((s) => (value >> s) & 255n).join('.');
  const groups = Array.from({ length: 8 }, (_, i) => Number((value >> BigInt(112 - 16 * i)) & 0xffffn));
  let best = { start: -1, length: 1 };
  for (let i = 0; i < 8; i += 1) {
    let length = 0;
    while (groups[i + length] === 0) length += 1;
    if (length > best.length) best = { start: i, length };
  }
  const hex = (part: number[]): string => part.map((g) => g.toString(16)).join(':');
  if (best.start < 0) return hex(groups);
  return `${hex(groups.slice(0, best.start))}::${hex(groups.slice(best.start + best.length))}`;
}

function parseNetwork(text: string): Network {
  const [address = '', length, ...rest] = text.split('/');
  const parsed = parseAddress(address);
  const prefix = Number(length);
  if (
    !parsed ||
    length === undefined ||
    rest.length > 0 ||
    !/^\d{1,3}$/.test(length) ||
    prefix > parsed.bits
  ) {
    fail(`invalid CIDR expression: invalid CIDR address: ${text}`);
  }
  const host = BigInt(parsed.bits - prefix);
  return { bits: parsed.bits, prefix, base: (parsed.value >> host) << host };
}

const whole = (args: readonly Value[], i: number): bigint => {
  const { num } = arg(args, i);
  if (!num.isInteger) fail('value must be a whole number');
  return num.trunc() ?? 0n;
};

/** Runs something and blames an argument for its failure. */
function blaming<T>(index: number, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    return failArg(index, error.message);
  }
}

function subnet(args: readonly Value[]): Value {
  const extra = asInt(arg(args, 1).num);
  const number = whole(args, 2);
  const network = parseNetwork(arg(args, 0).text);
  const prefix = network.prefix + extra;
  if (extra < 0) fail('prefix extension must not be negative');
  if (network.bits === 32 && extra > 32)
    fail('not enough remaining address space for a subnet with a prefix of more than 32 bits');
  if (prefix > network.bits) {
    fail(`insufficient address space to extend prefix of ${network.prefix} by ${extra}`);
  }
  if (number < 0n || number >= 1n << BigInt(extra)) {
    fail(`prefix extension of ${extra} does not accommodate a subnet numbered ${number}`);
  }
  const base = network.base | (number << BigInt(network.bits - prefix));
  return stringValue(`${formatAddress(base, network.bits)}/${prefix}`);
}

function host(args: readonly Value[]): Value {
  const number = whole(args, 1);
  const network = parseNetwork(arg(args, 0).text);
  const size = 1n << BigInt(network.bits - network.prefix);
  if (number >= size || -number > size) {
    fail(`prefix of ${network.prefix} does not accommodate a host numbered ${number}`);
  }
  const offset = number < 0n ? size + number : number;
  return stringValue(formatAddress(network.base | offset, network.bits));
}

function netmask(args: readonly Value[]): Value {
  const text = arg(args, 0).text;
  const network = parseNetwork(text);
  if (network.bits === 128) fail(`IPv6 addresses cannot have a netmask: ${text}`);
  const mask = ((1n << 32n) - 1n) ^ ((1n << BigInt(32 - network.prefix)) - 1n);
  return stringValue(formatAddress(mask, 32));
}

function subnets(args: readonly Value[]): Value {
  const network = blaming(0, () => parseNetwork(arg(args, 0).text));
  const end = network.base + (1n << BigInt(network.bits - network.prefix));
  let next = network.base;
  const found = args.slice(1).map((_, i) => {
    const extra = Number(whole(args, i + 1));
    if (extra < 1) failArg(i + 1, 'must extend prefix by at least one bit');
    if (extra > 32) failArg(i + 1, 'may not extend prefix by more than 32 bits');
    const prefix = network.prefix + extra;
    if (prefix > network.bits) {
      failArg(
        i + 1,
        `would extend prefix to ${prefix} bits, which is too long for an IPv${network.bits === 32 ? 4 : 6} address`,
      );
    }
    const size = 1n << BigInt(network.bits - prefix);
    const base = ((next + size - 1n) / size) * size;
    if (base + size > end) {
      failArg(
        i + 1,
        `not enough remaining address space for a subnet with a prefix of ${prefix} bits after ${formatAddress(next - 1n, network.bits)}`,
      );
    }
    next = base + size;
    return stringValue(`${formatAddress(base, network.bits)}/${prefix}`);
  });
  return listValue(found, STRING);
}

function containsAddress(args: readonly Value[]): Value {
  const network = parseNetwork(arg(args, 0).text);
  const text = arg(args, 1).text;
  const single = parseAddress(text);
  const inner: Network = single
    ? { bits: single.bits, prefix: single.bits, base: single.value }
    : parseNetwork(text);
  if (inner.bits !== network.bits)
    fail(`address family mismatch: ${quote(arg(args, 0).text)} vs. ${quote(text)}`);
  const shift = BigInt(network.bits - network.prefix);
  return boolValue(inner.prefix >= network.prefix && inner.base >> shift === network.base >> shift);
}

const prefix = param('prefix', STRING);

/** Address arithmetic. */
export const NETWORK: Readonly<Record<string, FunctionSpec>> = {
  cidrsubnet: fixed([prefix, param('newbits', NUMBER), param('netnum', NUMBER)], STRING, subnet),
  cidrhost: fixed([prefix, param('hostnum', NUMBER)], STRING, host),
  cidrnetmask: fixed([prefix], STRING, netmask),
  cidrsubnets: variadic([prefix], param('newbits', NUMBER), listOf(STRING), subnets),
  cidrcontains: fixed(
    [param('containing_prefix', STRING), param('contained_ip_or_prefix', STRING)],
    BOOL,
    containsAddress,
  ),
};
