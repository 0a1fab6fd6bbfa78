/** Decimal digits without trailing zeros: the value is `0.digits * 10^point`. */
interface Decimal {
  readonly digits: string;
  readonly point: number;
}

function exactDecimal(mantissa: bigint, exponent: number): Decimal {
  let digits: string;
  let point: number;
  if (exponent >= 0) {
    digits = (mantissa << BigInt(exponent)).toString();
    point = digits.length;
  } else {
    digits = (mantissa * 5n ** BigInt(-exponent)).toString();
    point = digits.length + exponent;
  }
  let end = digits.length;
  while (end > 0 && digits.charCodeAt(end - 1) === 48) end -= 1;
  return { digits: digits.slice(0, end), point };
}

function cutDown(d: Decimal, length: number): Decimal {
  let end = length;
  while (end > 0 && d.digits.charCodeAt(end - 1) === 48) end -= 1;
  return end === 0 ? { digits: '', point: 0 } : { digits: d.digits.slice(0, end), point: d.point };
}

function cutUp(d: Decimal, length: number): Decimal {
  let end = length;
  while (end > 0 && d.digits.charAt(end - 1) === '9') end -= 1;
  if (end === 0) return { digits: '1', point: d.point + 1 };
  const last = String(Number(d.digits.charAt(end - 1)) + 1);
  return { digits: d.digits.slice(0, end - 1) + last, point: d.point };
}

function cutNearest(d: Decimal, length: number): Decimal {
  if (length >= d.digits.length) return d;
  const next = d.digits.charCodeAt(length) - 48;
  const exactHalf = next === 5 && length + 1 === d.digits.length;
  const up = exactHalf ? length > 0 && (d.digits.charCodeAt(length - 1) - 48) % 2 !== 0 : next >= 5;
  return up ? cutUp(d, length) : cutDown(d, length);
}

/** Shortens to the fewest digits that still lie nearer to this number than to its neighbours of that precision. */
function shorten(exact: Decimal, mantissa: bigint, exponent: number, precision: number): Decimal {
  const bits = mantissa.toString(2).length;
  const shift = precision + 1 - bits;
  const half = shift >= 0 ? mantissa << BigInt(shift) : mantissa >> BigInt(-shift);
  const e = exponent - shift;
  const lower = exactDecimal(half - 1n, e).digits;
  const upper = exactDecimal(half + 1n, e).digits;
  const inclusive = (half & 2n) === 0n;
  for (let i = 0; i < exact.digits.length; i += 1) {
    const m = exact.digits.charCodeAt(i);
    const l = i < lower.length ? lower.charCodeAt(i) : 48;
    const u = i < upper.length ? upper.charCodeAt(i) : 48;
    const down = l !== m || (inclusive && i + 1 === lower.length);
    const up = m !== u && (inclusive || m + 1 < u || i + 1 < upper.length);
    if (down && up) return cutNearest(exact, i + 1);
    if (down) return cutDown(exact, i + 1);
    if (up) return cutUp(exact, i + 1);
  }
  return exact;
}

function layOut(d: Decimal): string {
  if (d.digits === '') return '0';
  if (d.point <= 0) return `0.${'0'.repeat(-d.point)}${d.digits}`;
  if (d.point >= d.digits.length) return d.digits + '0'.repeat(d.point - d.digits.length);
  return `${d.digits.slice(0, d.point)}.${d.digits.slice(d.point)}`;
}

/** `mantissa * 2^exponent` as the shortest plain decimal that is unambiguous at `precision` bits. */
export function formatShortest(mantissa: bigint, exponent: number, precision: number): string {
  if (mantissa === 0n) return '0';
  if (exponent >= 0 && exponent <= 52 && mantissa < 9007199254740992n) {
    const whole = mantissa << BigInt(exponent);
    if (whole <= 1n << BigInt(Math.min(precision, 64))) return whole.toString();
  }
  const exact = exactDecimal(mantissa, exponent);
  return layOut(shorten(exact, mantissa, exponent, precision));
}

/** Exact decimal with `places` digits after the point, rounded half to even as Go's `%.nf` does. */
export function formatFixed(mantissa: bigint, exponent: number, places: number): string {
  const exact = mantissa === 0n ? { digits: '', point: 0 } : exactDecimal(mantissa, exponent);
  const keep = exact.point + places;
  let rounded: Decimal;
  if (keep < 0) rounded = { digits: '', point: 0 };
  else rounded = cutNearest(exact, keep);
  const text = layOut(rounded);
  if (places === 0) return text.split('.')[0] ?? text;
  const [whole = '0', fraction = ''] = text.split('.');
  return `${whole}.${fraction.padEnd(places, '0').slice(0, places)}`;
}

/** Scientific form with `places` digits after the point (`undefined`: as few as needed): `1.5e+03`. */
export function formatScientific(
  mantissa: bigint,
  exponent: number,
  precision: number,
  places: number | undefined,
): string {
  if (mantissa === 0n) return `0${places ? `.${'0'.repeat(places)}` : ''}e+00`;
  const exact = exactDecimal(mantissa, exponent);
  const d =
    places === undefined ? shorten(exact, mantissa, exponent, precision) : cutNearest(exact, places + 1);
  const digits = places === undefined ? d.digits : d.digits.padEnd(places + 1, '0');
  const power = d.point - 1;
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
  const sign = power < 0 ? '-' : '+';
  return `${digits.charAt(0)}${fraction}e${sign}${String(Math.abs(power)).padStart(2, '0')}`;
}
