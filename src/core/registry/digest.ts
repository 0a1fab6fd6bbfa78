import { createHash, type Hash } from 'node:crypto';

/** Algorithms that content may be addressed by (OCI image-spec, descriptor.md, "registered algorithms"). */
export type DigestAlgorithm = 'sha256' | 'sha512';

/** A checked digest, `sha256:<64 hex>` or `sha512:<128 hex>`; only parseDigest and digestOf make one. */
export type Digest = string & { readonly __digest: true };

const HEX_LENGTH: Readonly<Record<DigestAlgorithm, number>> = { sha256: 64, sha512: 128 };
const LOWER_HEX = /^[0-9a-f]+$/;

export const isDigestAlgorithm = (name: string): name is DigestAlgorithm =>
  name === 'sha256' || name === 'sha512';

/** The digest in `text`, or undefined: wrong shape, length, upper-case hex, or an algorithm we do not know. */
export function parseDigest(text: string): Digest | undefined {
  const colon = text.indexOf(':');
  if (colon !== 6) return undefined;
  const algorithm = text.slice(0, colon);
  if (!isDigestAlgorithm(algorithm)) return undefined;
  const hex = text.slice(colon + 1);
  return hex.length === HEX_LENGTH[algorithm] && LOWER_HEX.test(hex) ? (text as Digest) : undefined;
}

export const digestAlgorithm = (digest: Digest): DigestAlgorithm => digest.slice(0, 6) as DigestAlgorithm;

export const digestHex = (digest: Digest): string => digest.slice(7);

export const digestOf = (content: Uint8Array | string, algorithm: DigestAlgorithm = 'sha256'): Digest =>
  `${algorithm}:${createHash(algorithm).update(content).digest('hex')}` as Digest;

/** A running digest. `finish` may be called once. */
export class Digester {
  readonly algorithm: DigestAlgorithm;
  readonly #hash: Hash;

  constructor(algorithm: DigestAlgorithm) {
    this.algorithm = algorithm;
    this.#hash = createHash(algorithm);
  }

  update(chunk: Uint8Array): void {
    this.#hash.update(chunk);
  }

  finish(): Digest {
    return `${this.algorithm}:${this.#hash.digest('hex')}` as Digest;
  }
}
