import { randomBytes, timingSafeEqual } from 'node:crypto';

const TOKEN_BYTES = 32;
/** A one-time token that nobody used is worth nothing after this. */
const TOKEN_LIFE_MS = 10 * 60_000;
const MOST_TOKENS = 64;
const MOST_SESSIONS = 256;

/** One-time tokens for the console's address, and the sessions that they are changed into. Kept in memory only. */
export class Sessions {
  readonly #now: () => number;
  readonly #tokens = new Map<string, number>();
  readonly #sessions = new Set<string>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** A fresh token; the oldest unused one goes when there are too many. */
  mint(): string {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    if (this.#tokens.size >= MOST_TOKENS) this.#tokens.delete(this.#tokens.keys().next().value ?? '');
    this.#tokens.set(token, this.#now() + TOKEN_LIFE_MS);
    return token;
  }

  /** Changes a token into a session, once; undefined when it is unknown, used or too old. */
  redeem(token: string): string | undefined {
    const found = find(this.#tokens.keys(), token);
    if (found === undefined) return undefined;
    const expires = this.#tokens.get(found) ?? 0;
    this.#tokens.delete(found);
    if (expires < this.#now()) return undefined;
    const session = randomBytes(TOKEN_BYTES).toString('base64url');
    if (this.#sessions.size >= MOST_SESSIONS)
      this.#sessions.delete(this.#sessions.values().next().value ?? '');
    this.#sessions.add(session);
    return session;
  }

  has(session: string): boolean {
    return find(this.#sessions, session) !== undefined;
  }
}

/** Compares in constant time, so that a secret cannot be guessed byte by byte. */
function find(known: Iterable<string>, given: string): string | undefined {
  const bytes = Buffer.from(given);
  for (const each of known) {
    const own = Buffer.from(each);
    if (own.length === bytes.length && timingSafeEqual(own, bytes)) return each;
  }
  return undefined;
}
