import { envFn, type FuncMap, GoError } from '../go/func.ts';
import { type GoInt, int } from '../go/value.ts';
import { type SprigEnv, spend } from './env.ts';

const DIGITS = '0123456789';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ASCII = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('');

/** A whole number below `bound`, without bias. */
function below(env: SprigEnv, bound: number): number {
  const limit = Math.floor(0x1_0000_0000 / bound) * bound;
  for (;;) {
    const [a = 0, b = 0, c = 0, d = 0] = env.program.random.bytes(4);
    const value = a * 0x100_0000 + b * 0x1_0000 + c * 0x100 + d;
    if (value < limit) return value % bound;
  }
}

const pick = (alphabet: string) =>
  envFn('int', (env: SprigEnv, n: GoInt) => {
    const count = Math.max(0, Number(n.value));
    spend(env, count);
    env.program.fuel.step(Math.min(count, Number.MAX_SAFE_INTEGER));
    let out = '';
    for (let i = 0; i < count; i++) out += alphabet[below(env, alphabet.length)] ?? '';
    return out;
  });

export const randomFuncs: FuncMap = {
  randAlphaNum: pick(LETTERS + DIGITS),
  randAlpha: pick(LETTERS),
  randAscii: pick(ASCII),
  randNumeric: pick(DIGITS),
  randBytes: envFn('int', (env: SprigEnv, n: GoInt) => {
    const count = Math.max(0, Number(n.value));
    spend(env, count);
    return Buffer.from(env.program.random.bytes(count)).toString('base64');
  }),
  randInt: envFn('int int', (env: SprigEnv, min: GoInt, max: GoInt) => {
    const span = Number(max.value - min.value);
    if (span <= 0) throw new GoError('invalid argument to Intn');
    return int(min.value + BigInt(below(env, Math.min(span, 0xffff_ffff))));
  }),
  shuffle: envFn('string', (env: SprigEnv, text: string) => {
    const chars = [...text];
    for (let i = chars.length - 1; i > 0; i--) {
      const j = below(env, i + 1);
      [chars[i], chars[j]] = [chars[j] ?? '', chars[i] ?? ''];
    }
    return chars.join('');
  }),
  uuidv4: envFn('', (env: SprigEnv) => {
    const bytes = Buffer.from(env.program.random.bytes(16));
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    const hex = bytes.toString('hex');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  }),
};
