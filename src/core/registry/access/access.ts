import type { Database, Statement } from 'better-sqlite3';
import { DrydockError } from '../../errors/index.ts';
import { type Account, AccountTable, type StoredAccount } from './accounts.ts';
import { type GrantAction, isGranted, parseGrant } from './grants.ts';
import { changedPolicy, DEFAULT_POLICY, type Policy, protectingRule } from './policy.ts';
import type { Scope } from './scope.ts';
import { checkSecret, hashSecret, newSecret, SecretChecker } from './secrets.ts';
import { TOKEN_SECONDS, type TokenClaims, Tokens } from './tokens.ts';
import type { Access, AccountWithSecret, Identity, IssuedToken } from './types.ts';

interface Deps {
  readonly db: Database;
  /** The data directory; the key lies in `keys/` below it. */
  readonly dir: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Who may use the registry and how. Requests are judged from memory; every change is written first, then forgotten there. */
export class AccessService implements Access {
  readonly #deps: Deps;
  readonly #table: AccountTable;
  readonly #tokens: Tokens;
  readonly #secrets = new SecretChecker();
  readonly #savePolicy: Statement<[string]>;
  readonly #listeners = new Set<() => void>();
  /** Accounts that were looked up, absent ones too; bounded by what is stored plus a few wrong names. */
  readonly #known = new Map<string, StoredAccount | undefined>();
  #policy: Policy;
  #exposedTo: string | undefined;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#table = new AccountTable(deps.db);
    this.#tokens = new Tokens(deps.dir, deps.now);
    this.#savePolicy = deps.db.prepare(
      'INSERT INTO registry_policy (id, document) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET document = excluded.document',
    );
    const row = deps.db
      .prepare<[], { document: string }>('SELECT document FROM registry_policy WHERE id = 1')
      .get();
    this.#policy = row ? { ...DEFAULT_POLICY, ...(JSON.parse(row.document) as Policy) } : DEFAULT_POLICY;
  }

  policy(): Policy {
    return this.#policy;
  }

  setPolicy(change: Partial<Policy>): Policy {
    const policy = changedPolicy(this.#policy, change);
    if (!policy.auth && this.#exposedTo !== undefined)
      throw new DrydockError('REGISTRY_EXPOSED', { address: this.#exposedTo });
    this.#savePolicy.run(JSON.stringify(policy));
    this.#policy = policy;
    this.#changed();
    return policy;
  }

  accounts(): readonly Account[] {
    return this.#table.all().map(publicPart);
  }

  async addAccount(name: string, grants: readonly string[], secret?: string): Promise<AccountWithSecret> {
    const parsed = grants.map(parseGrant);
    const word = secret === undefined ? newSecret() : checkSecret(secret);
    this.#table.add(name, await hashSecret(word), parsed, this.#deps.now());
    return this.#withSecret(name, secret === undefined ? word : undefined);
  }

  setGrants(name: string, grants: readonly string[]): Account {
    this.#table.setGrants(name, grants.map(parseGrant));
    return this.#withSecret(name).account;
  }

  async setSecret(name: string, secret?: string): Promise<AccountWithSecret> {
    const word = secret === undefined ? newSecret() : checkSecret(secret);
    this.#table.setSecret(name, await hashSecret(word), this.#deps.now());
    return this.#withSecret(name, secret === undefined ? word : undefined);
  }

  removeAccount(name: string): void {
    this.#table.remove(name);
    this.#changed();
  }

  protectingRule(repository: string, tag: string): string | undefined {
    return this.#policy.immutable.length === 0 ? undefined : protectingRule(this.#policy, repository, tag);
  }

  async authenticate(header: string | undefined): Promise<Identity | undefined> {
    if (header === undefined) return undefined;
    const [, scheme = '', value = ''] = /^(\w+) +([\x21-\x7e]+)$/.exec(header) ?? [];
    if (scheme.toLowerCase() === 'bearer') return this.#bearer(await this.#tokens.check('access', value));
    if (scheme.toLowerCase() !== 'basic') throw refused('Authorization is neither Basic nor Bearer');
    const pair = Buffer.from(value, 'base64').toString('utf8');
    const colon = pair.indexOf(':');
    if (colon === -1) throw refused('Basic holds no name and secret');
    return this.login(pair.slice(0, colon), pair.slice(colon + 1));
  }

  async login(name: string, secret: string): Promise<Identity> {
    const account = this.#account(name);
    if (!(await this.#secrets.matches(name, secret, account)) || !account)
      throw refused('the account or its secret is wrong');
    return this.#identity(name, account.stamp);
  }

  async refresh(token: string): Promise<Identity> {
    const { account, stamp } = await this.#tokens.check('refresh', token);
    return this.#present(account, stamp);
  }

  async issue(identity: Identity, asked: readonly Scope[], offline: boolean): Promise<IssuedToken> {
    const account = this.#account(identity.account);
    if (!account) throw refused('the account is gone');
    const scopes = merged(asked).flatMap((scope): Scope[] => {
      if (scope.type === 'registry') return [scope];
      const actions = scope.actions.filter((action) => identity.granted(action as GrantAction, scope.name));
      return actions.length === 0 ? [] : [{ ...scope, actions }];
    });
    const claims: TokenClaims = { account: account.name, stamp: account.stamp, access: scopes };
    return {
      token: await this.#tokens.issue('access', claims),
      expiresIn: TOKEN_SECONDS,
      issuedAt: new Date(this.#deps.now()).toISOString(),
      scopes,
      ...(offline ? { refreshToken: await this.#tokens.issue('refresh', { ...claims, access: [] }) } : {}),
    };
  }

  expose(address: string): void {
    if (!this.#policy.auth) throw new DrydockError('REGISTRY_EXPOSED', { address });
    this.#exposedTo = address;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #bearer(claims: TokenClaims): Identity {
    const whole = this.#present(claims.account, claims.stamp);
    const holds = (type: Scope['type'], name: string, action: string): boolean =>
      claims.access.some(
        (scope) => scope.type === type && scope.name === name && scope.actions.includes(action),
      );
    return {
      ...whole,
      mayList: holds('registry', 'catalog', '*'),
      may: (action, repository) =>
        holds('repository', repository, action) && whole.granted(action, repository),
    };
  }

  /** The identity of a token, if the account is still there with the same secret. */
  #present(name: string, stamp: string): Identity {
    if (this.#account(name)?.stamp !== stamp) throw refused('the account was removed or has a new secret');
    return this.#identity(name, stamp);
  }

  /** Judges by the account as it is at each question: what was taken away during a request is away. */
  #identity(name: string, stamp: string): Identity {
    const granted = (action: GrantAction, repository: string): boolean => {
      const account = this.#account(name);
      return account?.stamp === stamp && isGranted(account.grants, action, repository);
    };
    return { account: name, mayList: true, may: granted, granted };
  }

  #account(name: string): StoredAccount | undefined {
    if (!this.#known.has(name)) {
      if (this.#known.size >= 1_000) this.#known.clear();
      this.#known.set(name, name.length > 64 ? undefined : this.#table.get(name));
    }
    return this.#known.get(name);
  }

  #withSecret(name: string, secret?: string): AccountWithSecret {
    this.#changed();
    const account = this.#account(name);
    if (!account) throw new DrydockError('REGISTRY_ACCOUNT_UNKNOWN', { name });
    return { account: publicPart(account), ...(secret === undefined ? {} : { secret }) };
  }

  #changed(): void {
    this.#known.clear();
    for (const listener of this.#listeners) listener();
  }
}

const publicPart = ({ name, grants, createdAt, secretAt }: StoredAccount): Account => ({
  name,
  grants,
  createdAt,
  secretAt,
});

/** One scope a resource: docker asks for `pull` and `pull,push` of the same repository side by side. */
function merged(scopes: readonly Scope[]): readonly Scope[] {
  const all = new Map<string, Scope>();
  for (const scope of scopes) {
    const key = `${scope.type}:${scope.name}`;
    const before = all.get(key)?.actions ?? [];
    all.set(key, { ...scope, actions: [...new Set([...before, ...scope.actions])] });
  }
  return [...all.values()];
}

const refused = (detail: string): DrydockError => new DrydockError('REGISTRY_UNAUTHORIZED', { detail });
