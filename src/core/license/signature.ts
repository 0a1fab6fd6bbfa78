import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { sameText, text } from '../text.ts';
import { type Candidate, spellings } from './compact.ts';
import { shownText } from './field-table.ts';
import { type JsonNode, toJson } from './json-reader.ts';
import type { KnownKey } from './keys.ts';
import { openSignature, verifyPss } from './pss.ts';
import { type Reason, reason } from './reasons.ts';
import { findAlteration } from './repair.ts';

/** What the check of a signature found. `signedBy` is set only when it fits the content. */
export interface SignatureFinding {
  readonly signedBy?: KnownKey;
  readonly reasons: readonly Reason[];
}

const REWRITTEN = {
  whitespace: 'reformatted',
  escapes: 'respelt',
  numbers: 'respelt',
  order: 'reordered',
} as const;

/** Checks an RSA-PSS SHA-256 signature over the licence that `node` holds, and explains it where it does not fit. */
export function checkSignature(
  source: string,
  node: JsonNode,
  signature: string | undefined,
  keys: readonly KnownKey[],
  hints: readonly Json[],
): SignatureFinding {
  if (signature === undefined) return { reasons: [reason('missing-signature')] };
  if (keys.length === 0) return { reasons: [reason('no-keys')] };
  const decoded = decodeBase64(signature, keys);
  if (!Buffer.isBuffer(decoded)) return { reasons: [decoded] };
  const candidates = [...spellings(source, node)];
  for (const key of keys) {
    const fitting = candidates.find((each) => verifyPss(key.publicKey, each.text, decoded));
    if (fitting) return fits(key, fitting);
  }
  return { reasons: explain(source, node, decoded, keys, candidates, hints) };
}

function fits(key: KnownKey, candidate: Candidate): SignatureFinding {
  const rewritten = candidate.rewriting === 'none' ? [] : [reason(REWRITTEN[candidate.rewriting])];
  return key.owner === 'other'
    ? { reasons: [wrongKey(key), ...rewritten] }
    : { signedBy: key, reasons: rewritten };
}

export const wrongKey = (key: KnownKey): Reason =>
  reason('wrong-key', { key: key.name, fingerprint: key.fingerprint });

/** Sizes that RSA keys have; a padded text of such a size was not cut. */
const KEY_BYTES = new Set([128, 256, 384, 512]);

/** The bytes of a signature, or why its text is none. Only canonical base64 is taken, as the guide's verifier does. */
function decodeBase64(signature: string, keys: readonly KnownKey[]): Buffer | Reason {
  const bad = /[^A-Za-z0-9+/=]|=(?!=?$)/.exec(signature);
  if (bad) return reason('signature-encoding', { at: bad.index + 1, char: JSON.stringify(bad[0]) });
  const bytes = Buffer.from(signature, 'base64');
  const sizes = keys.map((key) => Math.ceil(key.bits / 8));
  const whole = KEY_BYTES.has(bytes.length) && signature.endsWith('=');
  if (bytes.length < Math.min(...sizes) && !whole) {
    return reason('signature-truncated', {
      bytes: bytes.length,
      at: signature.length,
      wanted: [...new Set(sizes)].join(' / '),
    });
  }
  const canonical = bytes.toString('base64');
  if (canonical !== signature) {
    const at = [...canonical].findIndex((char, i) => char !== signature[i]);
    return reason('signature-loose', { at: (at === -1 ? canonical.length : at) + 1 });
  }
  if (!sizes.includes(bytes.length))
    return reason('signature-length', { bytes: bytes.length, bits: bytes.length * 8 });
  return bytes;
}

function explain(
  source: string,
  node: JsonNode,
  signature: Buffer,
  keys: readonly KnownKey[],
  candidates: readonly Candidate[],
  hints: readonly Json[],
): readonly Reason[] {
  for (const key of keys) {
    const imprint = openSignature(key.publicKey, signature);
    if (!imprint) continue;
    const reasons = key.owner === 'other' ? [wrongKey(key)] : [];
    if (imprint.scheme === 'pkcs1') reasons.push(reason('other-scheme', { key: key.name }));
    if (candidates.some((each) => imprint.fits(each.text))) return reasons;
    if (imprint.fits(source.slice(node.start, node.end))) return [...reasons, reason('signed-uncompacted')];
    const license = toJson(node);
    return [
      ...reasons,
      reason('content-altered', { key: key.name }),
      ...(isJsonObject(license) ? altered(license, imprint.fits, hints) : []),
    ];
  }
  return [reason('unknown-key', { tried: triedKeys(keys) })];
}

/** The fields that were altered, where the signed content could be found again. */
function altered(
  license: JsonObject,
  fit: (message: string) => boolean,
  hints: readonly Json[],
): readonly Reason[] {
  return (findAlteration(license, fit, hints) ?? []).map(({ path, found, was }) => {
    if (was === undefined) return reason('field-added', { path, found: shownText(found) }, path);
    if (found === undefined) return reason('field-removed', { path, signed: shownText(was) }, path);
    return reason('field-altered', { path, found: shownText(found), signed: shownText(was) }, path);
  });
}

/** The keys that were tried, for a message. */
export function triedKeys(keys: readonly KnownKey[]): ReturnType<typeof text> {
  if (keys.length === 0) return sameText('-');
  const inLang = (lang: 'en' | 'zh-CN', comma: string): string =>
    keys.map((key) => `${key.name[lang]} ${key.fingerprint}`).join(comma);
  return text(inLang('en', ', '), inLang('zh-CN', '、'));
}
