import type { Engine } from '../../core/engine/index.ts';
import { type Account, type AccountWithSecret, grantText, type Policy } from '../../core/registry/index.ts';
import type { AccessView, AccountSecretView, AccountView, PolicyView } from '../access-views.ts';
import type { ActionContext } from '../action.ts';
import type { Content } from '../fields.ts';

type Context = ActionContext<never>;
type Switch = 'on' | 'off' | undefined;

export async function show(_input: object, { engine }: Context): Promise<AccessView> {
  const { access } = engine.registry;
  return { policy: access.policy(), accounts: access.accounts().map(viewOf) };
}

interface PolicyInput {
  readonly auth?: Switch;
  readonly readOnly?: Switch;
  readonly push?: Switch;
  readonly delete?: Switch;
  readonly immutable?: readonly string[] | undefined;
  readonly maxBlob?: string | undefined;
  readonly publicUrl?: string | undefined;
}

const UNITS = { MiB: 1024 ** 2, GiB: 1024 ** 3, TiB: 1024 ** 4 } as const;
type Unit = keyof typeof UNITS;

export async function policy(input: PolicyInput, { engine }: Context): Promise<PolicyView> {
  const { immutable, maxBlob, publicUrl, ...switches } = input;
  const change: { -readonly [K in keyof Policy]?: Policy[K] } = {};
  for (const key of ['auth', 'readOnly', 'push', 'delete'] as const) {
    const word = switches[key];
    if (word !== undefined) change[key] = word === 'on';
  }
  if (immutable !== undefined) change.immutable = immutable;
  if (maxBlob !== undefined) change.maxBlob = Number.parseInt(maxBlob, 10) * UNITS[maxBlob.slice(-3) as Unit];
  if (publicUrl !== undefined) change.publicUrl = publicUrl;
  return engine.registry.access.setPolicy(change);
}

export async function add(
  input: { name: string; grant: string[]; secret?: Content | undefined },
  { engine }: Context,
): Promise<AccountSecretView> {
  const made = await engine.registry.access.addAccount(input.name, input.grant, secretOf(input.secret));
  return secretView(engine, made);
}

export async function setGrants(
  input: { name: string; grant: string[] },
  { engine }: Context,
): Promise<AccountView> {
  return viewOf(engine.registry.access.setGrants(input.name, input.grant));
}

export async function newSecret(
  input: { name: string; secret?: Content | undefined },
  { engine }: Context,
): Promise<AccountSecretView> {
  const made = await engine.registry.access.setSecret(input.name, secretOf(input.secret));
  return secretView(engine, made);
}

export async function remove(input: { name: string }, { engine }: Context): Promise<{ name: string }> {
  engine.registry.access.removeAccount(input.name);
  return { name: input.name };
}

/** The first line: files and `echo` end theirs with a newline that is no part of the secret. */
const secretOf = (content: Content | undefined): string | undefined =>
  content?.text.replace(/\r?\n[\s\S]*$/, '');

const viewOf = ({ name, grants, createdAt, secretAt }: Account): AccountView => ({
  name,
  grants: grants.map(grantText),
  createdAt,
  secretAt,
});

function secretView(engine: Engine, { account, secret }: AccountWithSecret): AccountSecretView {
  const { publicUrl } = engine.registry.access.policy();
  const address = publicUrl?.replace(/^https?:\/\//, '') ?? engine.addresses.registry ?? '127.0.0.1:5180';
  return {
    account: viewOf(account),
    ...(secret === undefined ? {} : { secret }),
    login: `docker login ${address} --username ${account.name}`,
  };
}
