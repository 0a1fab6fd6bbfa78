import { randomBytes } from 'node:crypto';
import type { Database, Statement } from 'better-sqlite3';
import { DrydockError } from '../../errors/index.ts';
import { type Grant, parseGrant } from './grants.ts';
import type { HashedSecret } from './secrets.ts';

/** An account as people see it: without anything of its secret. Times are ISO. */
export interface Account {
  readonly name: string;
  readonly grants: readonly Grant[];
  readonly createdAt: string;
  readonly secretAt: string;
}

export interface StoredAccount extends Account, HashedSecret {
  /** Changes with the secret. */
  readonly stamp: string;
}

interface Row {
  readonly name: string;
  readonly salt: Buffer;
  readonly hash: Buffer;
  readonly stamp: string;
  readonly created_at: number;
  readonly secret_at: number;
}

const isAccountName = (name: string): boolean => /^[a-z0-9][a-z0-9._-]{0,63}$/.test(name);

export const ACCOUNT_LIMIT = 200;
export const GRANT_LIMIT = 100;

/** Rows of accounts with their grants. Grants are written as a whole: what is not in the new list is gone (threats R-8). */
export class AccountTable {
  readonly #db: Database;
  readonly #all: Statement<[], Row>;
  readonly #one: Statement<[string], Row>;
  readonly #grants: Statement<[string], { repositories: string; actions: string }>;
  readonly #insert: Statement<[string, Buffer, Buffer, string, number, number]>;
  readonly #update: Statement<[Buffer, Buffer, string, number, string]>;
  readonly #remove: Statement<[string]>;
  readonly #clear: Statement<[string]>;
  readonly #grant: Statement<[string, number, string, string]>;

  constructor(db: Database) {
    this.#db = db;
    this.#all = db.prepare('SELECT * FROM registry_accounts ORDER BY name');
    this.#one = db.prepare('SELECT * FROM registry_accounts WHERE name = ?');
    this.#grants = db.prepare(
      'SELECT repositories, actions FROM registry_grants WHERE account = ? ORDER BY position',
    );
    this.#insert = db.prepare(
      'INSERT INTO registry_accounts (name, salt, hash, stamp, created_at, secret_at) VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.#update = db.prepare(
      'UPDATE registry_accounts SET salt = ?, hash = ?, stamp = ?, secret_at = ? WHERE name = ?',
    );
    this.#remove = db.prepare('DELETE FROM registry_accounts WHERE name = ?');
    this.#clear = db.prepare('DELETE FROM registry_grants WHERE account = ?');
    this.#grant = db.prepare(
      'INSERT INTO registry_grants (account, position, repositories, actions) VALUES (?, ?, ?, ?)',
    );
  }

  all(): readonly StoredAccount[] {
    return this.#all.all().map((row) => this.#account(row));
  }

  get(name: string): StoredAccount | undefined {
    const row = this.#one.get(name);
    return row && this.#account(row);
  }

  /** Errors: REGISTRY_ACCOUNT_INVALID, REGISTRY_ACCOUNT_EXISTS, REGISTRY_POLICY_LIMIT. */
  add(name: string, secret: HashedSecret, grants: readonly Grant[], now: number): void {
    if (!isAccountName(name)) throw new DrydockError('REGISTRY_ACCOUNT_INVALID', { name });
    this.#db.transaction(() => {
      if (this.#one.get(name)) throw new DrydockError('REGISTRY_ACCOUNT_EXISTS', { name });
      if (this.#all.all().length >= ACCOUNT_LIMIT)
        throw new DrydockError('REGISTRY_POLICY_LIMIT', { what: 'accounts', limit: ACCOUNT_LIMIT });
      this.#insert.run(name, secret.salt, secret.hash, newStamp(), now, now);
      this.#write(name, grants);
    })();
  }

  /** Error: REGISTRY_ACCOUNT_UNKNOWN. */
  setSecret(name: string, { salt, hash }: HashedSecret, now: number): void {
    if (this.#update.run(salt, hash, newStamp(), now, name).changes === 0) throw unknown(name);
  }

  /** Errors: REGISTRY_ACCOUNT_UNKNOWN, REGISTRY_POLICY_LIMIT. */
  setGrants(name: string, grants: readonly Grant[]): void {
    this.#db.transaction(() => {
      if (!this.#one.get(name)) throw unknown(name);
      this.#write(name, grants);
    })();
  }

  /** Error: REGISTRY_ACCOUNT_UNKNOWN. */
  remove(name: string): void {
    if (this.#remove.run(name).changes === 0) throw unknown(name);
  }

  #write(name: string, grants: readonly Grant[]): void {
    if (grants.length > GRANT_LIMIT)
      throw new DrydockError('REGISTRY_POLICY_LIMIT', { what: 'grants', limit: GRANT_LIMIT });
    this.#clear.run(name);
    for (const [position, { repositories, actions }] of grants.entries())
      this.#grant.run(name, position, repositories, actions.join(','));
  }

  #account({ name, salt, hash, stamp, created_at, secret_at }: Row): StoredAccount {
    return {
      name,
      salt,
      hash,
      stamp,
      createdAt: new Date(created_at).toISOString(),
      secretAt: new Date(secret_at).toISOString(),
      grants: this.#grants
        .all(name)
        .map(({ repositories, actions }) => parseGrant(`${repositories}=${actions}`)),
    };
  }
}

const newStamp = (): string => randomBytes(12).toString('base64url');

const unknown = (name: string): DrydockError => new DrydockError('REGISTRY_ACCOUNT_UNKNOWN', { name });
