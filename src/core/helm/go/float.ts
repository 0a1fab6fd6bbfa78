/** Rounds half to even where JavaScript's toFixed rounds half up. */
function fixed(value: number, precision: number): string {
  if (Math.abs(value) >= 1e21) {
    const whole = BigInt(value).toString();
    return precision > 0 ? `${whole}.${'0'.repeat(precision)}` : whole;
  }
  const p = Math.min(precision, 100);
  const text = value.toFixed(p);
  if (p <= 22) {
    const scaled = Math.abs(value) * 10 ** p;
    const floor = Math.floor(scaled);
    if (scaled - floor === 0.5 && floor % 2 === 0 && scaled / 10 ** p === Math.abs(value)) {
      const down = (floor / 10 ** p).toFixed(p);
      return value < 0 ? `-${down}` : down;
    }
  }
  return text === '-0' || Object.is(value, -0) ? (text.startsWith('-') ? text : `-${text}`) : text;
}

/** Go writes at least two digits of exponent. */
function goExponent(text: string): string {
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}

/**
 * `strconv.FormatFloat`.
 * @param verb `e`, `f` or `g`
 * @param precision digits, -1 for the fewest that read back the same
 */
export function formatFloat(value: number, verb: 'e' | 'f' | 'g', precision: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (value === Infinity) return '+Inf';
  if (value === -Infinity) return '-Inf';
  const sign = Object.is(value, -0) ? '-' : '';
  if (verb === 'e') {
    return (
      sign + goExponent(precision < 0 ? value.toExponential() : value.toExponential(Math.min(precision, 100)))
    );
  }
  if (verb === 'f') return precision < 0 ? sign + plainDigits(value) : fixed(value, precision);
  return sign + general(value, precision);
}

function plainDigits(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  const negative = mantissa.startsWith('-');
  const digits = mantissa.replace(/[-.]/g, '');
  const point = 1 + Number(exponent);
  const body =
    point <= 0
      ? `0.${'0'.repeat(-point)}${digits}`
      : digits.length <= point
        ? digits + '0'.repeat(point - digits.length)
        : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return negative ? `-${body}` : body;
}

function general(value: number, precision: number): string {
  if (value === 0) return '0';
  const shortest = precision < 0;
  const wanted = precision === 0 ? 1 : precision;
  const text = shortest ? value.toExponential() : value.toExponential(Math.min(wanted, 101) - 1);
  const [mantissa = '', exponentText = '0'] = text.split('e');
  const exponent = Number(exponentText);
  const digits = mantissa.replace(/[-.]/g, '').replace(/0+$/, '');
  let threshold = shortest ? 6 : wanted;
  if (!shortest && threshold > digits.length && digits.length >= exponent + 1) threshold = digits.length;
  if (exponent < -4 || exponent >= threshold) return exponential(value < 0, digits, exponent);
  return plainDigits(shortest ? value : Number(`${mantissa}e${exponent}`));
}

function exponential(negative: boolean, digits: string, exponent: number): string {
  const head = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : (digits[0] ?? '0');
  const size = Math.abs(exponent);
  return `${negative ? '-' : ''}${head}e${exponent < 0 ? '-' : '+'}${size < 10 ? '0' : ''}${size}`;
}
