/** An address as a number and how many bits it has; undefined when it is none. IPv4 and IPv6. */
function readAddress(text: string): { readonly value: bigint; readonly bits: 32 | 128 } | undefined {
  const four = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (four) {
    const parts = four.slice(1).map(Number);
    if (parts.some((part) => part > 255)) return undefined;
    return { value: parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n), bits: 32 };
  }
  if (!text.includes(':') || !/^[0-9a-fA-F:]{2,39}$/.test(text)) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const words = (half: string | undefined): string[] => (half ? half.split(':') : []);
  const [head, tail] = [words(halves[0]), words(halves[1])];
  const left = 8 - head.length - tail.length;
  if (halves.length === 2 ? left < 1 : left !== 0) return undefined;
  const all = [...head, ...Array.from({ length: left }, () => '0'), ...tail];
  if (all.some((word) => !/^[0-9a-fA-F]{1,4}$/.test(word))) return undefined;
  return {
    value: all.reduce((sum, word) => sum * 65536n + BigInt(Number.parseInt(word, 16)), 0n),
    bits: 128,
  };
}

/** True when an address is another, or lies in a range (`10.0.0.0/8`). */
export function addressIn(actual: string, wanted: string): boolean {
  const [base = '', length] = wanted.trim().split('/');
  const [address, range] = [readAddress(actual.trim()), readAddress(base)];
  if (!address || !range || address.bits !== range.bits) return false;
  if (length !== undefined && !/^\d{1,3}$/.test(length)) return false;
  const prefix = length === undefined ? range.bits : Number(length);
  if (prefix > range.bits) return false;
  const shift = BigInt(range.bits - prefix);
  return address.value >> shift === range.value >> shift;
}
