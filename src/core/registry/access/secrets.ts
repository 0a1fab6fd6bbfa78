import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { DrydockError } from '../../errors/index.ts';

/** What is kept of a secret. */
export interface HashedSecret {
  readonly salt: Buffer;
  readonly hash: Buffer;
}

export const SECRET_LEAST = 12;
export const SECRET_MOST = 256;

/** scrypt at 32 MiB and about a twentieth of a second (RFC 7914; OWASP's second setting). */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const LENGTH = 32;

/** 192 random bits as 32 letters that shells and addresses take as they are. */
export const newSecret = (): string => randomBytes(24).toString('base64url');

/** Error: REGISTRY_SECRET_INVALID. */
export function checkSecret(secret: string): string {
  const { length } = secret;
  if (length < SECRET_LEAST || length > SECRET_MOST)
    throw new DrydockError('REGISTRY_SECRET_INVALID', { length, least: SECRET_LEAST, most: SECRET_MOST });
  return secret;
}

export async function hashSecret(secret: string, salt: Buffer = randomBytes(16)): Promise<HashedSecret> {
  const hash = await new Promise<Buffer>((resolve, reject) => {
    scrypt(secret, salt, LENGTH, COST, (error, key) => (error ? reject(error) : resolve(key)));
  });
  return { salt, hash };
}

const AT_ONCE = 2;
const WAITING = 32;
const REMEMBERED = 1_000;

/**
 * Compares secrets with their hashes. Two at a time, a few dozen wait, more are refused (REGISTRY_TOO_MANY_LOGINS): the
 * hash is expensive on purpose. What matched is remembered, so that a client with Basic authentication pays once.
 */
export class SecretChecker {
  readonly #key = randomBytes(32);
  /** Keyed digest of account, stamp and secret; nothing of the secret can be read from it. */
  readonly #matched = new Set<string>();
  readonly #queue: (() => void)[] = [];
  readonly #decoy: HashedSecret = { salt: randomBytes(16), hash: randomBytes(LENGTH) };
  #running = 0;

  /** `stored` undefined (no such account) takes as long as a wrong secret. */
  async matches(
    name: string,
    secret: string,
    stored: (HashedSecret & { readonly stamp: string }) | undefined,
  ): Promise<boolean> {
    if (secret.length > SECRET_MOST) return false;
    const mark = createHmac('sha256', this.#key)
      .update(JSON.stringify([name, stored?.stamp ?? '', secret]))
      .digest('base64');
    if (this.#matched.has(mark)) return true;
    await this.#enter();
    try {
      const { salt, hash } = stored ?? this.#decoy;
      const same = timingSafeEqual((await hashSecret(secret, salt)).hash, hash) && stored !== undefined;
      if (same) this.#remember(mark);
      return same;
    } finally {
      this.#leave();
    }
  }

  #remember(mark: string): void {
    if (this.#matched.size >= REMEMBERED) this.#matched.clear();
    this.#matched.add(mark);
  }

  async #enter(): Promise<void> {
    if (this.#running >= AT_ONCE) {
      if (this.#queue.length >= WAITING) throw new DrydockError('REGISTRY_TOO_MANY_LOGINS');
      await new Promise<void>((resolve) => this.#queue.push(resolve));
    } else this.#running += 1;
  }

  #leave(): void {
    const next = this.#queue.shift();
    if (next) next();
    else this.#running -= 1;
  }
}
