import { toBytes } from './go/bytes.ts';
import { GoTime } from './go/time.ts';
import { GoInt, GoMap, type Value } from './go/value.ts';
import { strval } from './sprig/cast.ts';
import type { RandomSource, SpecialFunctions } from './sprig/index.ts';

/** 2024-01-01T00:00:00Z, the moment at which reproducible renderings happen. */
export const STAND_IN_TIME = new Date(Date.UTC(2024, 0, 1));

export const standInRandom: RandomSource = { bytes: (count) => new Uint8Array(count).fill(7) };

const cycle = (text: string) => (n: Value) =>
  n instanceof GoInt
    ? text.repeat(Math.ceil(Number(n.value) / text.length)).slice(0, Math.max(0, Number(n.value)))
    : '';

const base64 = (text: string): string => toBytes(text).toString('base64');
const pem = (kind: string, what: string): string =>
  `-----BEGIN ${kind}-----\n${base64(what)}\n-----END ${kind}-----\n`;

const certificate = (name: string) => (first: Value) =>
  new GoMap([
    ['Cert', pem('CERTIFICATE', `${name}:${strval(first)}`)],
    ['Key', pem('RSA PRIVATE KEY', `${name}:${strval(first)}`)],
  ]);

/** Fixed answers of functions that depend on time, randomness and keys, so that two renderings can be compared. */
export const standIns: SpecialFunctions = {
  randAlphaNum: cycle('aB3dE6gH9j'),
  randAlpha: cycle('aBcDeFgHiJ'),
  randAscii: cycle('aB3!'),
  randNumeric: cycle('1234567890'),
  randBytes: (n) => (n instanceof GoInt ? Buffer.alloc(Number(n.value), 7).toString('base64') : ''),
  randInt: (min) => min,
  uuidv4: () => '00000000-0000-4000-8000-000000000000',
  now: () => GoTime.fromDate(STAND_IN_TIME),
  ago: () => '0s',
  shuffle: (text) => text,
  htpasswd: (user) => `${strval(user)}:$2a$10$stand-in`,
  bcrypt: () => '$2a$10$stand-in',
  encryptAES: (_password, text) => base64(`encryptAES:${strval(text)}`),
  genPrivateKey: (type) => pem('RSA PRIVATE KEY', `genPrivateKey:${strval(type)}`),
  genCA: certificate('genCA'),
  genCAWithKey: certificate('genCA'),
  genSelfSignedCert: certificate('genSelfSignedCert'),
  genSelfSignedCertWithKey: certificate('genSelfSignedCert'),
  genSignedCert: certificate('genSignedCert'),
  genSignedCertWithKey: certificate('genSignedCert'),
};
