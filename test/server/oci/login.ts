import { openRegistry, type TestRegistry } from '../../core/registry/helpers.ts';
import { type Answer, type Loose, serveRegistry, type TestServer } from './helpers.ts';

export const basic = (name: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`,
});
export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

export interface GuardedServer extends TestServer {
  /** Secrets by account. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Asks for a token with Basic. */
  readonly ask: (account: string, ...scopes: string[]) => Promise<Answer>;
  readonly token: (account: string, ...scopes: string[]) => Promise<string>;
}

/** A registry that wants a login, with accounts and their grants. */
export async function serveGuarded(
  accounts: Readonly<Record<string, readonly string[]>>,
  opened: TestRegistry = openRegistry(),
): Promise<GuardedServer> {
  const secrets: Record<string, string> = {};
  for (const [name, grants] of Object.entries(accounts)) {
    secrets[name] = (await opened.registry.access.addAccount(name, grants)).secret ?? '';
  }
  opened.registry.access.setPolicy({ auth: true });
  const server = await serveRegistry({}, {}, opened);
  const ask = (account: string, ...scopes: string[]) => {
    const query = new URLSearchParams(scopes.map((scope) => ['scope', scope]));
    query.set('service', 'drydock-registry');
    return server.send('GET', `/auth/token?${query}`, { headers: basic(account, secrets[account] ?? '') });
  };
  return {
    ...server,
    secrets,
    ask,
    token: async (account, ...scopes) => text((await ask(account, ...scopes)).json().token),
  };
}

export const text = (value: Loose | undefined): string => String(value);
