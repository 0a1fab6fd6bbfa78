import { constants, createHash, type KeyObject, publicEncrypt, sign, verify } from 'node:crypto';

const HASH_BYTES = 32;
const PSS_TRAILER = 0xbc;
/** DER head of a SHA-256 DigestInfo (RFC 8017 section 9.2). */
const DIGEST_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex');

/** RSA-PSS SHA-256 with a salt as long as the hash (RFC 8017's usual choice); verifiers that find the length, as the guide's, take it. */
export function signPss(key: KeyObject, message: string): Buffer {
  return sign('sha256', Buffer.from(message), {
    key,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
  });
}

/** As the guide's sample verifies: PSS, SHA-256, any salt length. */
export function verifyPss(key: KeyObject, message: string, signature: Uint8Array): boolean {
  return verify(
    'sha256',
    Buffer.from(message),
    { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO },
    signature,
  );
}

/** RSASSA-PKCS1-v1_5 with SHA-256: `RS256` of JWT. */
export const verifyPkcs1 = (key: KeyObject, message: string, signature: Uint8Array): boolean =>
  verify('sha256', Buffer.from(message), { key, padding: constants.RSA_PKCS1_PADDING }, signature);

/** What a signature shows about the text that was signed, without that text. */
export interface Imprint {
  readonly scheme: 'pss' | 'pkcs1';
  readonly saltLength: number;
  /** True for the text that was signed. */
  readonly fits: (message: string) => boolean;
}

/**
 * Opens a signature with a public key. A result means that the holder of that key made it, over a text that only the
 * `fits` test can tell; undefined means that this key did not (an accidental match has a chance below 1 in 30,000).
 * It serves explanations only: whether a licence is valid is always OpenSSL's answer.
 */
export function openSignature(key: KeyObject, signature: Uint8Array): Imprint | undefined {
  let block: Buffer;
  try {
    block = publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, signature);
  } catch {
    return undefined;
  }
  return openPkcs1(block) ?? openPss(block, key.asymmetricKeyDetails?.modulusLength ?? block.length * 8);
}

function openPkcs1(block: Buffer): Imprint | undefined {
  const digestAt = block.length - HASH_BYTES;
  const infoAt = digestAt - DIGEST_INFO.length;
  if (block[0] !== 0 || block[1] !== 1 || !block.subarray(infoAt, digestAt).equals(DIGEST_INFO))
    return undefined;
  const digest = block.subarray(digestAt);
  return { scheme: 'pkcs1', saltLength: 0, fits: (message) => sha256(message).equals(digest) };
}

/** EMSA-PSS-VERIFY of RFC 8017 section 9.1.2 up to the comparison. */
function openPss(block: Buffer, bits: number): Imprint | undefined {
  if (block[block.length - 1] !== PSS_TRAILER) return undefined;
  const unused = 8 * block.length - (bits - 1);
  const dataEnd = block.length - HASH_BYTES - 1;
  const hash = block.subarray(dataEnd, -1);
  const data = Buffer.from(block.subarray(0, dataEnd));
  const mask = mgf1(hash, data.length);
  for (let i = 0; i < data.length; i++) data[i] = (data[i] ?? 0) ^ (mask[i] ?? 0);
  data[0] = (data[0] ?? 0) & (0xff >> unused);
  const one = data.findIndex((byte) => byte !== 0);
  if (one === -1 || data[one] !== 1) return undefined;
  const salt = data.subarray(one + 1);
  return {
    scheme: 'pss',
    saltLength: salt.length,
    fits: (message) =>
      createHash('sha256').update(Buffer.alloc(8)).update(sha256(message)).update(salt).digest().equals(hash),
  };
}

function mgf1(seed: Buffer, length: number): Buffer {
  const blocks: Buffer[] = [];
  for (let counter = 0; counter * HASH_BYTES < length; counter++) {
    const suffix = Buffer.alloc(4);
    suffix.writeUInt32BE(counter);
    blocks.push(createHash('sha256').update(seed).update(suffix).digest());
  }
  return Buffer.concat(blocks).subarray(0, length);
}

const sha256 = (message: string): Buffer => createHash('sha256').update(message).digest();
