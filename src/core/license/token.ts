import { sign } from 'node:crypto';
import { isJsonObject, type JsonObject } from '../json.ts';
import { text } from '../text.ts';
import { formatTime } from './dates.ts';
import { MAX_DEPTH } from './envelope.ts';
import { type JsonNode, member, readJson, toJson } from './json-reader.ts';
import type { KnownKey } from './keys.ts';
import { openSignature, verifyPkcs1 } from './pss.ts';
import { type Reason, reason } from './reasons.ts';
import { triedKeys, wrongKey } from './signature.ts';
import type { SigningKey } from './signing-key.ts';
import type { License } from './types.ts';

/** The licences that a DescribeLicense token carries; nothing here says that its signature is right. */
export interface TokenContent {
  readonly algorithm: string;
  readonly main?: JsonObject;
  readonly additions: readonly JsonObject[];
  /** Seconds since 1970. */
  readonly expires?: number;
  readonly reasons: readonly Reason[];
}

/** Reads a JWT of the form that DescribeLicense answers: claims with `payload.MainLicense` and `payload.AdditionLicenses`. */
export function readToken(token: string): TokenContent {
  const parts = token.split('.');
  const [header, claims] = [decodePart(parts[0]), decodePart(parts[1])];
  if (parts.length !== 3 || !header || !claims) {
    const detail =
      parts.length !== 3
        ? text(`it has ${parts.length} parts instead of 3`, `有 ${parts.length} 段,应为 3 段`)
        : text('a part is no JSON in base64url', '某一段不是 base64url 编码的 JSON');
    return { algorithm: '', additions: [], reasons: [reason('token-malformed', { detail })] };
  }
  const alg = member(header, 'alg');
  const body = member(claims, 'payload') ?? claims;
  const main = objectOf(
    member(body, 'MainLicense') ?? member(body, 'License') ?? (member(body, 'LicenseId') ? body : undefined),
  );
  const list = member(body, 'AdditionLicenses');
  const exp = member(claims, 'exp');
  return {
    algorithm: alg?.kind === 'string' ? alg.value : '',
    additions: list?.kind === 'array' ? list.items.map(objectOf).filter((each) => each !== undefined) : [],
    reasons: main ? [] : [reason('no-license')],
    ...(main ? { main } : {}),
    ...(exp?.kind === 'number' && Number.isFinite(exp.value) ? { expires: exp.value } : {}),
  };
}

/** Checks a token's RS256 signature. A key named within the token is never used. */
export function checkToken(
  token: string,
  content: TokenContent,
  keys: readonly KnownKey[],
  at: number,
): { signedBy?: KnownKey; reasons: readonly Reason[] } {
  if (content.reasons.some((each) => each.code === 'token-malformed')) return { reasons: [] };
  if (content.algorithm !== 'RS256')
    return { reasons: [reason('token-algorithm', { alg: JSON.stringify(content.algorithm) })] };
  if (keys.length === 0) return { reasons: [reason('no-keys')] };
  const dot = token.lastIndexOf('.');
  const message = token.slice(0, dot);
  const encoded = token.slice(dot + 1);
  const signature = Buffer.from(encoded, 'base64url');
  if (encoded === '') return { reasons: [reason('missing-signature')] };
  const canonical = signature.toString('base64url');
  const sizes = keys.map((key) => Math.ceil(key.bits / 8));
  if (signature.length < Math.min(...sizes)) {
    return {
      reasons: [
        reason('signature-truncated', {
          bytes: signature.length,
          at: token.length,
          wanted: [...new Set(sizes)].join(' / '),
        }),
      ],
    };
  }
  if (canonical !== encoded) {
    const differs = [...canonical].findIndex((char, i) => char !== encoded[i]);
    return {
      reasons: [reason('signature-loose', { at: dot + 2 + (differs === -1 ? canonical.length : differs) })],
    };
  }
  const key = keys.find((each) => verifyPkcs1(each.publicKey, message, signature));
  if (!key) return { reasons: [tokenMismatch(signature, keys)] };
  if (key.owner === 'other') return { reasons: [wrongKey(key)] };
  const late = content.expires !== undefined && at >= content.expires * 1000;
  return {
    signedBy: key,
    reasons:
      late && content.expires !== undefined
        ? [reason('token-expired', { date: tokenTime(content.expires) })]
        : [],
  };
}

/** A token as DescribeLicense answers it, signed with the data directory's own key. `lifetime` is in seconds. */
export function issueToken(license: License, key: SigningKey, clock: () => Date, lifetime = 86_400): string {
  const now = Math.floor(clock().getTime() / 1000);
  const claims = {
    exp: now + lifetime,
    iat: now,
    iss: 'license-service',
    payload: { MainLicense: license, AdditionLicenses: [], Timestamp: formatTime(now * 1000) },
  };
  const message = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${message}.${sign('sha256', Buffer.from(message), key.privateKey).toString('base64url')}`;
}

function tokenMismatch(signature: Buffer, keys: readonly KnownKey[]): Reason {
  const maker = keys.find((key) => openSignature(key.publicKey, signature)?.scheme === 'pkcs1');
  return maker
    ? reason('content-altered', { key: maker.name })
    : reason('token-key', { tried: triedKeys(keys) });
}

function decodePart(part: string | undefined): JsonNode | undefined {
  if (!part) return undefined;
  const reading = readJson(Buffer.from(part, 'base64url').toString('utf8'), MAX_DEPTH);
  return reading.ok ? reading.node : undefined;
}

function objectOf(node: JsonNode | undefined): JsonObject | undefined {
  const value = node && toJson(node);
  return isJsonObject(value) ? value : undefined;
}

const tokenTime = (seconds: number): string =>
  Math.abs(seconds) < 2e11 ? formatTime(seconds * 1000) : String(seconds);

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
