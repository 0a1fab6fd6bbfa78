import { createCipheriv, createDecipheriv, createHmac, scryptSync } from 'node:crypto';
import { fromBytes, toBytes } from '../go/bytes.ts';
import { envFn, type FuncMap, fn, GoError } from '../go/func.ts';
import type { GoInt } from '../go/value.ts';
import type { SprigEnv } from './env.ts';

const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  maximum: ['anoxxxxxxxxxxxxxxxxx', 'axxxxxxxxxxxxxxxxxno'],
  long: [
    'CvcvnoCvcvCvcv',
    'CvcvCvcvnoCvcv',
    'CvcvCvcvCvcvno',
    'CvccnoCvcvCvcv',
    'CvccCvcvnoCvcv',
    'CvccCvcvCvcvno',
    'CvcvnoCvccCvcv',
    'CvcvCvccnoCvcv',
    'CvcvCvccCvcvno',
    'CvcvnoCvcvCvcc',
    'CvcvCvcvnoCvcc',
    'CvcvCvcvCvccno',
    'CvccnoCvccCvcv',
    'CvccCvccnoCvcv',
    'CvccCvccCvcvno',
    'CvcvnoCvccCvcc',
    'CvcvCvccnoCvcc',
    'CvcvCvccCvccno',
    'CvccnoCvcvCvcc',
    'CvccCvcvnoCvcc',
    'CvccCvcvCvccno',
  ],
  medium: ['CvcnoCvc', 'CvcCvcno'],
  short: ['Cvcn'],
  basic: ['aaanaaan', 'aannaaan', 'aaannaaa'],
  pin: ['nnnn'],
};

const CLASSES: Readonly<Record<string, string>> = {
  V: 'AEIOU',
  C: 'BCDFGHJKLMNPQRSTVWXYZ',
  v: 'aeiou',
  c: 'bcdfghjklmnpqrstvwxyz',
  A: 'AEIOUBCDFGHJKLMNPQRSTVWXYZ',
  a: 'AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz',
  n: '0123456789',
  o: "@&%?,=[]_:-+*$#!'^~;()/.",
  x: 'AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz0123456789!@#$%^&*()',
};

const SCOPE = 'com.lyndir.masterpassword';

const counted = (text: string): Buffer => {
  const bytes = toBytes(text);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};

/** The Master Password algorithm. */
function derivePassword(counter: number, type: string, password: string, user: string, site: string): string {
  const templates = Object.hasOwn(TEMPLATES, type) ? TEMPLATES[type] : undefined;
  if (templates === undefined) return `cannot find password template ${type}`;
  const salt = Buffer.concat([Buffer.from(SCOPE), counted(user)]);
  const key = scryptSync(toBytes(password), salt, 64, { N: 32768, r: 8, p: 2, maxmem: 128 * 1024 * 1024 });
  const number = Buffer.alloc(4);
  number.writeUInt32BE(counter >>> 0);
  const seed = createHmac('sha256', key)
    .update(Buffer.concat([Buffer.from(SCOPE), counted(site), number]))
    .digest();
  const template = templates[(seed[0] ?? 0) % templates.length] ?? '';
  return [...template]
    .map((kind, i) => {
      const chars = CLASSES[kind] ?? ' ';
      return chars[(seed[i + 1] ?? 0) % chars.length] ?? '';
    })
    .join('');
}

const keyOf = (password: string): Buffer => {
  const key = Buffer.alloc(32);
  toBytes(password).copy(key);
  return key;
};

function decryptAes(password: string, encoded: string): string {
  const data = Buffer.from(encoded, 'base64');
  if (data.length < 32 || data.length % 16 !== 0) throw new GoError('crypto/cipher: input not full blocks');
  const decipher = createDecipheriv('aes-256-cbc', keyOf(password), data.subarray(0, 16)).setAutoPadding(
    false,
  );
  const plain = Buffer.concat([decipher.update(data.subarray(16)), decipher.final()]);
  const padding = plain.at(-1) ?? 0;
  return fromBytes(plain.subarray(0, Math.max(0, plain.length - padding)));
}

export const passwordFuncs: FuncMap = {
  derivePassword: fn(
    'int string string string string',
    (n: GoInt, type: string, pw: string, user: string, site: string) =>
      derivePassword(Number(BigInt.asUintN(32, n.value)), type, pw, user, site),
  ),
  encryptAES: envFn('string string', (env: SprigEnv, password: string, text: string) => {
    const iv = Buffer.from(env.program.random.bytes(16));
    const cipher = createCipheriv('aes-256-cbc', keyOf(password), iv);
    return Buffer.concat([iv, cipher.update(toBytes(text)), cipher.final()]).toString('base64');
  }),
  decryptAES: fn('string string', decryptAes),
};
