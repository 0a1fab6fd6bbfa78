import { readdirSync, readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createClient } from '../../src/client/index.ts';
import { socketTransport } from '../../src/client/socket-transport.ts';
import { type Host, type HostOptions, readEndpoint, startHost } from '../../src/server/index.ts';
import { freshHome } from '../helpers/home.ts';
import { send } from './oci/helpers.ts';
import { basic } from './oci/login.ts';

const home = freshHome();

async function host(options: Partial<HostOptions> = {}): Promise<Host> {
  const started = await startHost({ home: home.path, ...options });
  onTestFinished(() => started.close());
  return started;
}
const client = () => createClient(socketTransport(readEndpoint(home.path)?.socket ?? ''));
const portOf = ({ engine }: Host): number => Number(engine.addresses.registry?.split(':').at(-1));
const everywhere = { port: 0, exact: false, address: '0.0.0.0' };

describe('the registry beyond loopback', () => {
  it('is refused while nobody has to log in, and the data directory is free again', async () => {
    await expect(host({ registry: everywhere })).rejects.toMatchObject({
      code: 'REGISTRY_EXPOSED',
      data: { address: '0.0.0.0' },
    });
    for (const address of ['::', '192.0.2.1', '::ffff:192.0.2.1'])
      await expect(host({ registry: { ...everywhere, address } })).rejects.toMatchObject({
        code: 'REGISTRY_EXPOSED',
      });
    await host({ registry: { ...everywhere, address: '127.0.0.1' } });
  });

  it('asks everybody for a login, by any name of the machine, and stays so', async () => {
    const first = await startHost({ home: home.path });
    first.engine.registry.access.setPolicy({ auth: true });
    const { secret = '' } = await first.engine.registry.access.addAccount('ci', ['**=pull']);
    await first.close();
    const started = await host({ registry: everywhere });
    const port = portOf(started);
    expect(started.engine.addresses.registry).toBe(`127.0.0.1:${port}`);
    const headers = { host: `build.example:${port}` };
    const refused = await send(port, 'GET', '/v2/', { headers });
    expect([refused.status, refused.headers['www-authenticate']]).toEqual([
      401,
      `Bearer realm="http://build.example:${port}/auth/token",service="drydock-registry"`,
    ]);
    expect(
      (await send(port, 'GET', '/v2/', { headers: { ...headers, ...basic('ci', secret) } })).status,
    ).toBe(200);
    await expect(client().call('access.policy', { auth: 'off' })).rejects.toMatchObject({
      report: { code: 'REGISTRY_EXPOSED' },
    });
    expect((await send(port, 'GET', '/v2/', { headers })).status).toBe(401);
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((each) => each?.family === 'IPv4' && !each.internal)?.address;
    if (outside) expect((await fetch(`http://${outside}:${port}/v2/`)).status).toBe(401);
  });

  it('a Host that cannot stand in a header gets Basic; behind a proxy its address is told', async () => {
    const started = await host({ registry: { port: 0, exact: false } });
    const { access } = started.engine.registry;
    access.setPolicy({ auth: true, publicUrl: 'https://registry.example:8443/' });
    const answer = await send(portOf(started), 'GET', '/v2/', { headers: { host: '127.0.0.1' } });
    expect(answer.headers['www-authenticate']).toContain('realm="https://registry.example:8443/auth/token"');
    for (const publicUrl of ['ftp://x', 'https://a/b', 'https://u:p@a', 'https://a?x', 'nonsense'])
      expect(() => access.setPolicy({ publicUrl }), publicUrl).toThrow('not an address');
  });
});

describe('accounts and policy as actions', () => {
  it('are set, shown and replaced; a secret is told once and is nowhere else (E-11)', async () => {
    const started = await host({ registry: { port: 0, exact: false } });
    const call = client().call;
    const port = portOf(started);
    const made = await call('access.add', { name: 'ci', grant: ['shop/**=pull,push'] });
    expect(made.login).toBe(`docker login 127.0.0.1:${port} --username ci`);
    const given = 'given on standard input';
    const own = await call('access.add', {
      name: 'own',
      grant: ['**=pull'],
      secret: { name: '-', text: `${given}\n` },
    });
    expect(own.secret).toBeUndefined();
    expect(
      await call('access.policy', {
        auth: 'on',
        maxBlob: '20GiB',
        immutable: ['v*'],
        delete: 'off',
      }),
    ).toEqual({
      auth: true,
      readOnly: false,
      push: true,
      delete: false,
      immutable: ['v*'],
      maxBlob: 20 * 1024 ** 3,
    });
    for (const [name, secret] of [
      ['ci', made.secret ?? ''],
      ['own', given],
    ] as const)
      expect((await send(port, 'GET', '/v2/', { headers: basic(name, secret) })).status).toBe(200);
    expect(await call('access.grant', { name: 'ci', grant: ['b=pull'] })).toMatchObject({
      grants: ['b=pull'],
    });
    expect(await call('access.policy', { immutable: [''] })).toMatchObject({ auth: true, immutable: [] });
    const again = await call('access.secret', { name: 'ci' });
    const shown = JSON.stringify(await call('access.show', {}));
    const files = readdirSync(home.path, { recursive: true, withFileTypes: true }).filter((each) =>
      each.isFile(),
    );
    expect(files.length).toBeGreaterThan(2);
    for (const secret of [made.secret, again.secret, given]) {
      expect(shown).not.toContain(secret);
      for (const { parentPath, name } of files)
        expect(readFileSync(join(parentPath, name), 'latin1').includes(String(secret)), name).toBe(false);
    }
    await call('access.remove', { name: 'ci' });
    expect((await call('access.show', {})).accounts.map(({ name }) => name)).toEqual(['own']);
    await expect(call('access.remove', { name: 'ci' })).rejects.toMatchObject({
      report: { code: 'REGISTRY_ACCOUNT_UNKNOWN' },
    });
    for (const [grant, code] of [
      ['x=fly', 'REGISTRY_GRANT_INVALID'],
      ['X=pull', 'REGISTRY_GRANT_INVALID'],
      ['=pull', 'REGISTRY_GRANT_INVALID'],
      ['a', 'REGISTRY_GRANT_INVALID'],
    ] as const)
      await expect(call('access.add', { name: 'new', grant: [grant] })).rejects.toMatchObject({
        report: { code },
      });
    for (const name of ['UPPER', 'a b', '.a', 'a:b'])
      await expect(call('access.add', { name })).rejects.toMatchObject({
        report: { code: 'REGISTRY_ACCOUNT_INVALID' },
      });
    await expect(call('access.policy', { immutable: ['a b'] })).rejects.toMatchObject({
      report: { code: 'REGISTRY_RULE_INVALID' },
    });
  });

  it('the sample project gets its images though clients must log in', async () => {
    await host({ registry: { port: 0, exact: false } });
    const { call } = client();
    await call('access.policy', { auth: 'on', readOnly: 'on' });
    await call('project.sample', { dir: join(home.path, 'sample') });
    expect((await call('registry.ls', {})).length).toBeGreaterThan(0);
  });
});
