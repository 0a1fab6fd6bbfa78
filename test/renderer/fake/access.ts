import type { AccessView, AccountSecretView, AccountView, PolicyView } from '../../../src/actions/index.ts';

type Input = Readonly<Record<string, unknown>>;

/** Accounts and policy of paper: what is set is shown. */
export class FakeAccess {
  policy: PolicyView = {
    auth: false,
    readOnly: false,
    push: true,
    delete: true,
    immutable: ['shop/**:v*'],
    maxBlob: 128 * 1024 ** 3,
  };
  accounts: AccountView[] = [account('ci', ['shop/**=pull,push']), account('cluster', ['**=pull'])];

  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  readonly answers = {
    'access.show': (): AccessView => ({ policy: this.policy, accounts: this.accounts }),
    'access.policy': (input: Input): PolicyView => {
      const { immutable, publicUrl: _url, ...switches } = input;
      const set = Object.fromEntries(Object.entries(switches).map(([name, word]) => [name, word === 'on']));
      this.policy = { ...this.policy, ...set, ...(immutable ? { immutable: immutable as string[] } : {}) };
      this.#changed();
      return this.policy;
    },
    'access.add': ({ name, grant }: Input): AccountSecretView => {
      const made = account(String(name), (grant ?? []) as string[]);
      this.accounts = [...this.accounts, made];
      this.#changed();
      return told(made);
    },
    'access.grant': ({ name, grant }: Input): AccountView => {
      const next = account(String(name), (grant ?? []) as string[]);
      this.accounts = this.accounts.map((each) => (each.name === name ? next : each));
      this.#changed();
      return next;
    },
    'access.secret': ({ name }: Input): AccountSecretView => told(account(String(name), [])),
    'access.remove': ({ name }: Input): { name: string } => {
      this.accounts = this.accounts.filter((each) => each.name !== name);
      this.#changed();
      return { name: String(name) };
    },
  };
}

const account = (name: string, grants: readonly string[]): AccountView => ({
  name,
  grants,
  createdAt: '2026-11-01T08:00:00.000Z',
  secretAt: '2026-11-01T08:00:00.000Z',
});

const told = (made: AccountView): AccountSecretView => ({
  account: made,
  secret: 'tPq3-made-up-secret-of-32-letters',
  login: `docker login 127.0.0.1:5100 --username ${made.name}`,
});
