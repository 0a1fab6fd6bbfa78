import type { Account } from './accounts.ts';
import type { GrantAction } from './grants.ts';
import type { Policy } from './policy.ts';
import type { Scope } from './scope.ts';

/** Who makes a request. */
export interface Identity {
  readonly account: string;
  /** What this request may do: what the account is granted now, cut down to what its token says. */
  may(action: GrantAction, repository: string): boolean;
  /** What the account is granted now, whatever the token says. */
  granted(action: GrantAction, repository: string): boolean;
  /** Whether it may list repositories (those that it may pull). */
  readonly mayList: boolean;
}

export interface IssuedToken {
  readonly token: string;
  /** Seconds. */
  readonly expiresIn: number;
  /** ISO time. */
  readonly issuedAt: string;
  /** What it is good for, which may be less than was asked. */
  readonly scopes: readonly Scope[];
  readonly refreshToken?: string;
}

/** A new secret is shown once and kept as a hash only; absent when the caller brought it. */
export interface AccountWithSecret {
  readonly account: Account;
  readonly secret?: string;
}

/** Accounts, policy and tokens of the registry. Writing replaces what was there, never adds to it (threats R-8). */
export interface Access {
  policy(): Policy;
  /** Fields that are given replace the old ones. Errors: REGISTRY_RULE_INVALID, REGISTRY_URL_INVALID, REGISTRY_EXPOSED. */
  setPolicy(change: Partial<Policy>): Policy;
  accounts(): readonly Account[];
  /** `grants` in words (`shop/**=pull`). Errors: REGISTRY_ACCOUNT_*, REGISTRY_GRANT_INVALID, REGISTRY_SECRET_INVALID. */
  addAccount(name: string, grants: readonly string[], secret?: string): Promise<AccountWithSecret>;
  setGrants(name: string, grants: readonly string[]): Account;
  /** Every token that the account has is worth nothing from then on. */
  setSecret(name: string, secret?: string): Promise<AccountWithSecret>;
  removeAccount(name: string): void;
  /** The rule that protects a tag. */
  protectingRule(repository: string, tag: string): string | undefined;
  /** Reads an Authorization header; undefined when there is none. Errors: REGISTRY_UNAUTHORIZED, REGISTRY_TOO_MANY_LOGINS. */
  authenticate(header: string | undefined): Promise<Identity | undefined>;
  /** Who has this name and secret. Errors: as `authenticate`. */
  login(name: string, secret: string): Promise<Identity>;
  /** Who has this refresh token. Error: REGISTRY_UNAUTHORIZED. */
  refresh(token: string): Promise<Identity>;
  /** A token for as much of the scopes as the identity may have. */
  issue(identity: Identity, scopes: readonly Scope[], offline: boolean): Promise<IssuedToken>;
  /** To be said before listening beyond loopback. Error: REGISTRY_EXPOSED while authentication is off. */
  expose(address: string): void;
  /** Called after every change. Returns the function that ends it. */
  subscribe(listener: () => void): () => void;
}
