import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  X509Certificate,
} from 'node:crypto';
import { isIPv4, isIPv6 } from 'node:net';
import { bcryptHash } from '../../bcrypt.ts';
import { toBytes } from '../go/bytes.ts';
import { envFn, type FuncMap, fn, GoError } from '../go/func.ts';
import { type GoInt, GoObject, typeName, type Value } from '../go/value.ts';
import { strval } from './cast.ts';
import { bits, der, integer, objectId, octets, sequence, text, time, truth } from './der.ts';
import type { SprigEnv } from './env.ts';

/** sprig's `certificate`: PEM texts of a certificate and its key. */
class Certificate extends GoObject {
  readonly typeName = 'sprig.certificate';
  readonly cert: string;
  readonly key: string;
  constructor(cert: string, key: string) {
    super();
    this.cert = cert;
    this.key = key;
  }
  override field(name: string): { readonly value: Value } | undefined {
    if (name === 'Cert') return { value: this.cert };
    return name === 'Key' ? { value: this.key } : undefined;
  }
  override fields(): readonly (readonly [string, Value])[] {
    return [
      ['Cert', this.cert],
      ['Key', this.key],
    ];
  }
}

const SHA256_RSA = sequence(objectId('1.2.840.113549.1.1.11'), der(0x05));
const COMMON_NAME = '2.5.4.3';
const DAY = 86_400_000;

const nameOf = (commonName: string): Buffer =>
  sequence(der(0x31, sequence(objectId(COMMON_NAME), text(commonName))));

const extension = (id: string, critical: boolean, value: Uint8Array): Buffer =>
  critical ? sequence(objectId(id), truth(true), octets(value)) : sequence(objectId(id), octets(value));

function ipBytes(ip: string): Buffer {
  if (isIPv4(ip)) return Buffer.from(ip.split('.').map(Number));
  if (!isIPv6(ip)) throw new GoError(`error parsing ip: ${ip}`);
  const [head = '', tail] = ip.split('::');
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'));
  const front = groups(head);
  const back = groups(tail ?? '');
  const zeros = Array.from({ length: 8 - front.length - back.length }, () => '0');
  return Buffer.from([...front, ...zeros, ...back].map((g) => g.padStart(4, '0')).join(''), 'hex');
}

const strings = (list: readonly Value[] | undefined, what: string): string[] =>
  (list ?? []).map((item) => {
    if (typeof item === 'string') return item;
    throw new GoError(`error parsing ${what}: ${strval(item)} is not a string`);
  });

interface Request {
  readonly commonName: string;
  readonly ips: readonly Value[] | undefined;
  readonly dns: readonly Value[] | undefined;
  readonly days: GoInt;
  readonly isCa: boolean;
}

interface Issuer {
  readonly name: Uint8Array;
  readonly key: KeyObject;
}

function extensions(request: Request): Buffer {
  const purposes = sequence(objectId('1.3.6.1.5.5.7.3.1'), objectId('1.3.6.1.5.5.7.3.2'));
  const alternatives = [
    ...strings(request.dns, 'alternate DNS names').map((name) => der(0x82, Buffer.from(name))),
    ...strings(request.ips, 'IP addresses').map((ip) => der(0x87, ipBytes(ip))),
  ];
  // Digital signature and key encipherment, for authorities certificate signing as well.
  const usage = request.isCa ? bits(Buffer.from([0xa4]), 2) : bits(Buffer.from([0xa0]), 5);
  return der(
    0xa3,
    sequence(
      extension('2.5.29.15', true, usage),
      extension('2.5.29.37', false, purposes),
      extension('2.5.29.19', true, request.isCa ? sequence(truth(true)) : sequence()),
      ...(alternatives.length > 0 ? [extension('2.5.29.17', false, sequence(...alternatives))] : []),
    ),
  );
}

const pem = (kind: string, data: Buffer): string =>
  `-----BEGIN ${kind}-----\n${(data.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END ${kind}-----\n`;

const newKey = (): KeyObject => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

function readKey(pemText: string): KeyObject {
  try {
    return createPrivateKey(pemText);
  } catch {
    throw new GoError('error parsing private key: no valid PEM key');
  }
}

const keyPem = (key: KeyObject): string =>
  key.asymmetricKeyType === 'rsa'
    ? key.export({ format: 'pem', type: 'pkcs1' }).toString()
    : key.export({ format: 'pem', type: 'pkcs8' }).toString();

function issue(env: SprigEnv, request: Request, key: KeyObject, issuer?: Issuer): Certificate {
  const start = new Date(Number(env.program.now().unix) * 1000);
  const end = new Date(start.getTime() + Number(request.days.value) * DAY);
  const subject = nameOf(request.commonName);
  const signer = issuer ?? { name: subject, key };
  const serial = Buffer.from(env.program.random.bytes(16));
  serial[0] = (serial[0] ?? 0) & 0x7f;
  const tbs = sequence(
    der(0xa0, integer(Buffer.from([2]))),
    integer(serial),
    SHA256_RSA,
    signer.name,
    sequence(time(start), time(end)),
    subject,
    createPublicKey(key).export({ format: 'der', type: 'spki' }),
    extensions(request),
  );
  const cert = sequence(tbs, SHA256_RSA, bits(sign('sha256', tbs, signer.key)));
  return new Certificate(pem('CERTIFICATE', cert), keyPem(key));
}

function issuerOf(ca: Value): Issuer {
  if (!(ca instanceof Certificate)) {
    throw new GoError(`wrong type for value; expected sprig.certificate; got ${typeName(ca)}`);
  }
  try {
    const subject = /CN=(.*)/.exec(new X509Certificate(ca.cert).subject)?.[1] ?? '';
    return { name: nameOf(subject), key: createPrivateKey(ca.key) };
  } catch {
    throw new GoError('unable to parse certificate');
  }
}

function privateKey(type: string): string {
  switch (type) {
    case '':
    case 'rsa':
      return keyPem(generateKeyPairSync('rsa', { modulusLength: 4096 }).privateKey);
    case 'ecdsa':
      return generateKeyPairSync('ec', { namedCurve: 'P-256' })
        .privateKey.export({ format: 'pem', type: 'sec1' })
        .toString();
    case 'ed25519':
      return generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
    case 'dsa':
      return generateKeyPairSync('dsa', { modulusLength: 2048, divisorLength: 256 })
        .privateKey.export({ format: 'pem', type: 'pkcs8' })
        .toString();
  }
  return `Unknown type ${type}`;
}

const COST = 10;

function bcrypt(env: SprigEnv, password: string): string {
  const bytes = toBytes(password);
  if (bytes.length > 72) {
    return 'failed to encrypt string with bcrypt: bcrypt: password length exceeds 72 bytes';
  }
  return bcryptHash(bytes, env.program.random.bytes(16), COST);
}

type List = Value[] | undefined;
const leaf = (commonName: string, ips: List, dns: List, days: GoInt): Request => ({
  commonName,
  ips,
  dns,
  days,
  isCa: false,
});
const authority = (commonName: string, days: GoInt): Request => ({
  commonName,
  ips: undefined,
  dns: undefined,
  days,
  isCa: true,
});

export const certFuncs: FuncMap = {
  bcrypt: envFn('string', bcrypt),
  htpasswd: envFn('string string', (env: SprigEnv, user: string, password: string) =>
    user.includes(':') ? `invalid username: ${user}` : `${user}:${bcrypt(env, password)}`,
  ),
  genPrivateKey: fn('string', privateKey),
  buildCustomCert: fn('string string', (cert: string, key: string) => {
    const decoded = [cert, key].map((each) => Buffer.from(each, 'base64').toString('utf8'));
    if (!decoded[0]?.includes('-----BEGIN')) throw new GoError('unable to decode certificate');
    if (!decoded[1]?.includes('-----BEGIN')) throw new GoError('unable to decode key');
    return new Certificate(decoded[0], decoded[1]);
  }),
  genCA: envFn('string int', (env: SprigEnv, cn: string, days: GoInt) =>
    issue(env, authority(cn, days), newKey()),
  ),
  genCAWithKey: envFn('string int string', (env: SprigEnv, cn: string, days: GoInt, key: string) =>
    issue(env, authority(cn, days), readKey(key)),
  ),
  genSelfSignedCert: envFn(
    'string list list int',
    (env: SprigEnv, cn: string, ips: List, dns: List, days: GoInt) =>
      issue(env, leaf(cn, ips, dns, days), newKey()),
  ),
  genSelfSignedCertWithKey: envFn(
    'string list list int string',
    (env: SprigEnv, cn: string, ips: List, dns: List, days: GoInt, key: string) =>
      issue(env, leaf(cn, ips, dns, days), readKey(key)),
  ),
  genSignedCert: envFn(
    'string list list int any',
    (env: SprigEnv, cn: string, ips: List, dns: List, days: GoInt, ca: Value) =>
      issue(env, leaf(cn, ips, dns, days), newKey(), issuerOf(ca)),
  ),
  genSignedCertWithKey: envFn(
    'string list list int any string',
    (env: SprigEnv, cn: string, ips: List, dns: List, days: GoInt, ca: Value, key: string) =>
      issue(env, leaf(cn, ips, dns, days), readKey(key), issuerOf(ca)),
  ),
};
