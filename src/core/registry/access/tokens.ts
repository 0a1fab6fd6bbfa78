import { DrydockError } from '../../errors/index.ts';
import type { Scope } from './scope.ts';
import { ensureTokenKey, type TokenKey } from './token-key.ts';

/** What a token that passed says. */
export interface TokenClaims {
  readonly account: string;
  /** Of the account when the token was issued. */
  readonly stamp: string;
  readonly access: readonly Scope[];
}

/** Seconds that an access token lives; clients ask for the next by themselves. */
export const TOKEN_SECONDS = 300;
/** Seconds that a refresh token lives (`docker login` keeps it instead of the secret). */
export const REFRESH_SECONDS = 90 * 24 * 3600;

export const TOKEN_SERVICE = 'drydock-registry';
const ISSUER = 'drydock';
const TYPES = { access: 'drydock-access+jwt', refresh: 'drydock-refresh+jwt' } as const;
type Kind = keyof typeof TYPES;

/** Header fields that bring a key along. Only our own key is ever used; a token that offers another is refused (CVE-2025-24976). */
const FOREIGN_KEYS = ['jwk', 'jku', 'x5c', 'x5u', 'x5t', 'crit'];
const LENGTH_MOST = 12 * 1024;
const REMEMBERED = 1_000;

/** Issues and checks tokens: JWTs (RFC 7519), EdDSA with the data directory's key. */
export class Tokens {
  readonly #dir: string;
  readonly #now: () => number;
  readonly #passed = new Map<string, { readonly claims: TokenClaims; readonly until: number }>();
  #key: Promise<TokenKey> | undefined;

  constructor(dir: string, now: () => number) {
    this.#dir = dir;
    this.#now = now;
  }

  async issue(kind: Kind, claims: TokenClaims): Promise<string> {
    const { SignJWT } = await import('jose');
    const { privateKey, id } = await this.#own();
    const now = Math.floor(this.#now() / 1000);
    return new SignJWT({ stamp: claims.stamp, access: claims.access.map((scope) => ({ ...scope })) })
      .setProtectedHeader({ alg: 'EdDSA', typ: TYPES[kind], kid: id })
      .setIssuer(ISSUER)
      .setAudience(TOKEN_SERVICE)
      .setSubject(claims.account)
      .setIssuedAt(now)
      .setNotBefore(now)
      .setExpirationTime(now + (kind === 'access' ? TOKEN_SECONDS : REFRESH_SECONDS))
      .sign(privateKey);
  }

  /** Error: REGISTRY_UNAUTHORIZED for whatever is not a token of this registry, of this kind and of now. */
  async check(kind: Kind, token: string): Promise<TokenClaims> {
    const now = this.#now();
    const known = this.#passed.get(`${kind} ${token}`);
    if (known && now < known.until) return known.claims;
    if (token.length > LENGTH_MOST) throw refused('the token is too long');
    const { jwtVerify, decodeProtectedHeader } = await import('jose');
    const { publicKey, id } = await this.#own();
    try {
      const header = decodeProtectedHeader(token);
      const foreign = FOREIGN_KEYS.find((field) => field in header);
      if (foreign !== undefined) throw refused(`the token's header has ${foreign}`);
      if (header.kid !== id) throw refused('the token is signed with another key');
      const { payload } = await jwtVerify(token, publicKey, {
        algorithms: ['EdDSA'],
        typ: TYPES[kind],
        issuer: ISSUER,
        audience: TOKEN_SERVICE,
        requiredClaims: ['sub', 'exp', 'iat', 'stamp'],
        currentDate: new Date(now),
      });
      const claims: TokenClaims = {
        account: String(payload.sub),
        stamp: String(payload.stamp),
        access: payload.access as readonly Scope[],
      };
      this.#remember(`${kind} ${token}`, claims, (payload.exp ?? 0) * 1000);
      return claims;
    } catch (error) {
      if (error instanceof DrydockError) throw error;
      throw new DrydockError('REGISTRY_UNAUTHORIZED', { detail: 'the token is not valid' }, { cause: error });
    }
  }

  #own(): Promise<TokenKey> {
    this.#key ??= ensureTokenKey(this.#dir);
    return this.#key;
  }

  #remember(token: string, claims: TokenClaims, until: number): void {
    if (this.#passed.size >= REMEMBERED) this.#passed.clear();
    this.#passed.set(token, { claims, until });
  }
}

const refused = (detail: string): DrydockError => new DrydockError('REGISTRY_UNAUTHORIZED', { detail });
