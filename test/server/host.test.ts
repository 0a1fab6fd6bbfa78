import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createClient } from '../../src/client/index.ts';
import { socketTransport } from '../../src/client/socket-transport.ts';
import { type Host, type HostOptions, readEndpoint, startHost } from '../../src/server/index.ts';
import { freshHome } from '../helpers/home.ts';

const home = freshHome();
const free = { port: 0, exact: false };

async function host(options: Partial<HostOptions> = {}): Promise<Host> {
  const started = await startHost({ home: home.path, ...options });
  onTestFinished(() => started.close());
  return started;
}

const client = () => createClient(socketTransport(readEndpoint(home.path)?.socket ?? ''));

/** An engine in a process of its own; resolves when it answers. */
async function engineProcess(): Promise<{ pid: number; kill: (signal: NodeJS.Signals) => Promise<void> }> {
  const script = `import { startHost } from ${JSON.stringify(resolve('src/server/index.ts'))};
    await startHost({ home: ${JSON.stringify(home.path)} }); console.log('ready');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  const kill = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await once(child, 'exit');
  };
  return { pid: child.pid ?? 0, kill };
}

describe('the engine of a data directory', () => {
  it('answers on its control socket, which only its owner may open', async () => {
    await host();
    const status = await client().call('engine.status', {});
    expect(status).toMatchObject({
      running: true,
      pid: process.pid,
      home: home.path,
      registry: null,
      console: null,
    });
    expect(statSync(readEndpoint(home.path)?.socket ?? '').mode & 0o777).toBe(0o600);
    expect(statSync(join(home.path, 'drydock.db')).mode & 0o777).toBe(0o600);
  });

  it('is one: a second is refused and the first goes on', async () => {
    await host();
    await expect(startHost({ home: home.path })).rejects.toMatchObject({ code: 'ENGINE_RUNNING', exit: 3 });
    await expect(client().call('project.list', {})).resolves.toEqual([]);
  });

  it('E-9: takes over from an engine that was killed, socket and lock left behind', async () => {
    const dead = await engineProcess();
    await expect(startHost({ home: home.path })).rejects.toMatchObject({
      code: 'ENGINE_RUNNING',
      data: { pid: dead.pid },
    });
    await dead.kill('SIGKILL');
    expect(existsSync(readEndpoint(home.path)?.socket ?? '')).toBe(true);
    await host();
    await expect(client().call('engine.status', {})).resolves.toMatchObject({ pid: process.pid });
  });

  it('leaves neither socket nor endpoint behind after a clean stop, and can be started again', async () => {
    const first = await startHost({ home: home.path });
    const socket = readEndpoint(home.path)?.socket ?? '';
    await first.close();
    expect([existsSync(socket), readEndpoint(home.path)]).toEqual([false, undefined]);
    await host();
  });

  it('stops when a face asks for it', async () => {
    const running = await host();
    await client().call('engine.stop', {});
    await expect(running.stopRequested).resolves.toBeUndefined();
  });

  it('stops when its data directory is deleted', async () => {
    const running = await host();
    rmSync(home.path, { recursive: true, force: true });
    await expect(running.stopRequested).resolves.toBeUndefined();
  });

  it('tells every watcher of a change, and lets them leave', async () => {
    const { engine } = await host();
    const seen: unknown[] = [];
    const leave = new AbortController();
    const watching = client().call(
      'engine.watch',
      {},
      { signal: leave.signal, onEvent: (change) => seen.push(change) },
    );
    const publish = (): number => {
      engine.changes.publish({ topic: 'projects', id: '/x' });
      return seen.length;
    };
    await expect.poll(publish).toBeGreaterThan(0);
    expect(seen[0]).toEqual({ topic: 'projects', id: '/x' });
    leave.abort();
    await expect(watching).rejects.toThrow();
  });

  it('names a port that is taken, when it was asked for, and takes another one otherwise', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    onTestFinished(() => void taken.close());
    const { port } = taken.address() as { port: number };
    const asked = startHost({ home: home.path, registry: { port, exact: true } });
    await expect(asked).rejects.toMatchObject({ code: 'ENGINE_PORT_TAKEN', exit: 3, data: { port } });
    const { engine } = await host({ registry: { port, exact: false } });
    expect(engine.addresses.registry).not.toBe(`127.0.0.1:${port}`);
  });

  it('keeps the stack of an unexpected failure in its log and out of the answer', async () => {
    const { engine } = await host();
    engine.projects.list = () => {
      throw new TypeError('boom in the middle');
    };
    const failure = await client()
      .call('project.list', {})
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ report: { code: 'INTERNAL', exit: 3 } });
    expect(JSON.stringify(failure)).not.toContain('host.test.ts');
    expect(readFileSync(join(home.path, 'logs', 'engine.log'), 'utf8')).toContain('boom in the middle');
  });
});

describe('the console’s port', () => {
  async function consolePort(): Promise<{ origin: string; url: string; cookie: string }> {
    const { engine } = await host({ console: free });
    const url = engine.consoleUrl() ?? '';
    const origin = engine.addresses.console ?? '';
    const entered = await fetch(url, { redirect: 'manual' });
    const cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    expect(entered.status).toBe(303);
    return { origin, url, cookie };
  }
  const call = (origin: string, headers: Record<string, string>, body = '{}') =>
    fetch(`${origin}/api/v1/actions/project.list`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });

  it('takes a token once, and gives a session for it that scripts of pages cannot read', async () => {
    const { origin, url, cookie } = await consolePort();
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(401);
    expect((await call(origin, {})).status).toBe(401);
    expect((await call(origin, { cookie })).status).toBe(200);
    expect((await call(origin, { cookie: `${cookie}x` })).status).toBe(401);
  });

  it('R-21: refuses other origins and host names', async () => {
    const { origin, cookie } = await consolePort();
    expect((await call(origin, { cookie, origin: 'http://evil.example' })).status).toBe(403);
    expect((await call(origin, { cookie, origin })).status).toBe(200);
    const { request } = await import('node:http');
    const rebound = await new Promise<number | undefined>((resolve) => {
      request(`${origin}/`, { headers: { host: 'evil.example', cookie } }, (response) =>
        resolve(response.statusCode),
      ).end();
    });
    expect(rebound).toBe(403);
  });

  it.each([
    'text/plain',
    'application/jsonx',
    'application/json/x',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/vnd.x+json',
  ])('R-22: takes no body of type %j', async (type) => {
    const { origin, cookie } = await consolePort();
    expect((await call(origin, { cookie, 'content-type': type })).status).toBe(415);
  });

  it('E-1: forbids scripts that are not ours', async () => {
    const { origin } = await consolePort();
    const policy = (await fetch(origin)).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/script-src 'self'(;|$)/);
    expect(policy).toContain("frame-ancestors 'none'");
  });

  it('answers bad input with the field’s name, and unknown actions with their code', async () => {
    const { origin, cookie } = await consolePort();
    const answer = await call(origin, { cookie }, '{"surprise":1}');
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: { code: 'INPUT_INVALID' } }]);
    const unknown = await fetch(`${origin}/api/v1/actions/nope`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: '{}',
    });
    expect([unknown.status, await unknown.json()]).toMatchObject([
      404,
      { error: { code: 'ACTION_UNKNOWN' } },
    ]);
    expect((await call(origin, { cookie }, '{"a":')).status).toBe(400);
  });

  it('describes itself: every action in the OpenAPI document', async () => {
    const { origin, cookie } = await consolePort();
    const document = (await (
      await fetch(`${origin}/api/v1/openapi.json`, { headers: { cookie } })
    ).json()) as {
      openapi: string;
      paths: Record<string, unknown>;
    };
    const { actions } = await import('../../src/actions/index.ts');
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths).sort()).toEqual(
      actions.map((each) => `/api/v1/actions/${each.id}`).sort(),
    );
  });
});
