import { constants, createHash, createPrivateKey, privateDecrypt } from 'node:crypto';
import { bcryptHash } from '../../bcrypt.ts';
import { NUMBER, STRING, stringValue, unknownValue, type Value } from '../values/index.ts';
import { arg, asIntArg, fail, failArg, fixed, param, variadic } from './define.ts';
import { decodeBase64 } from './encoding.ts';
import type { FunctionSpec } from './spec.ts';

const text = (args: readonly Value[], i = 0): string => arg(args, i).text;

const hash = (algorithm: string, encoding: 'hex' | 'base64'): FunctionSpec =>
  fixed([param('str', STRING)], STRING, (args) =>
    stringValue(createHash(algorithm).update(text(args)).digest(encoding)),
  );

const NAMESPACES: Readonly<Record<string, string>> = {
  dns: '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
  url: '6ba7b811-9dad-11d1-80b4-00c04fd430c8',
  oid: '6ba7b812-9dad-11d1-80b4-00c04fd430c8',
  x500: '6ba7b814-9dad-11d1-80b4-00c04fd430c8',
};

const layOut = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;

function uuidV5(args: readonly Value[]): Value {
  const namespace = NAMESPACES[text(args)] ?? text(args);
  const bytes = namespace.replaceAll('-', '');
  if (!/^[0-9a-fA-F]{32}$/.test(bytes)) {
    const why =
      namespace.length === 32 || namespace.length === 36
        ? 'invalid UUID format'
        : `invalid UUID length: ${Buffer.byteLength(namespace)}`;
    fail(`uuidv5() doesn't support namespace ${namespace} (${why})`);
  }
  const digest = createHash('sha1').update(Buffer.from(bytes, 'hex')).update(text(args, 1)).digest();
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x50;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  return stringValue(layOut(digest.toString('hex')));
}

const uuid = fixed([], STRING, (_args, _type, env) => {
  if (env.planning) return unknownValue(STRING);
  const bytes = Buffer.from(Array.from({ length: 16 }, () => Math.floor(env.random() * 256)));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return stringValue(layOut(bytes.toString('hex')));
});

function rsaDecrypt(args: readonly Value[]): Value {
  const data = decodeBase64(text(args));
  let key: ReturnType<typeof createPrivateKey>;
  try {
    key = createPrivateKey(text(args, 1));
  } catch {
    return failArg(1, 'invalid private key');
  }
  try {
    return stringValue(privateDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, data).toString('utf8'));
  } catch {
    return fail('failed to decrypt: the data was not encrypted for this key');
  }
}

/** A cost of 14 takes seconds; every step more doubles it. */
const MAX_COST = 14;
const DEFAULT_COST = 10;

/** Unknown while planning, because its salt is new each time. */
const bcrypt = variadic([param('str', STRING)], param('cost', NUMBER), STRING, (args, _type, env) => {
  if (args.length > 2) fail('bcrypt() takes no more than two arguments');
  const cost = args.length > 1 ? asIntArg(args, 1) : DEFAULT_COST;
  const password = Buffer.from(text(args), 'utf8');
  // The spelling is the original's.
  const refuse = (why: string): never => fail(`error occured generating password ${why}`);
  if (password.length > 72) refuse('bcrypt: password length exceeds 72 bytes');
  if (cost > 31) refuse(`crypto/bcrypt: cost ${cost} is outside allowed range (4,31)`);
  if (cost > MAX_COST) fail(`a cost of more than ${MAX_COST} takes too long here`);
  if (env.planning) return unknownValue(STRING);
  const salt = Uint8Array.from({ length: 16 }, () => Math.floor(env.random() * 256));
  return stringValue(bcryptHash(password, salt, cost < 4 ? DEFAULT_COST : cost));
});

/** Hashes and identifiers. */
export const HASHES: Readonly<Record<string, FunctionSpec>> = {
  md5: hash('md5', 'hex'),
  sha1: hash('sha1', 'hex'),
  sha256: hash('sha256', 'hex'),
  sha512: hash('sha512', 'hex'),
  base64sha256: hash('sha256', 'base64'),
  base64sha512: hash('sha512', 'base64'),
  bcrypt,
  uuid,
  uuidv5: fixed([param('namespace', STRING), param('name', STRING)], STRING, uuidV5),
  rsadecrypt: fixed([param('ciphertext', STRING), param('privatekey', STRING)], STRING, rsaDecrypt),
};
