import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { list, load, take } from '../../../src/actions/run/image-docker.ts';
import { createDockerAccess } from '../../../src/core/docker/index.ts';
import { digestOf } from '../../../src/core/registry/index.ts';
import { runTool } from '../../conformance/helpers.ts';
import { startDocker } from '../../helpers/docker.ts';
import { describeTool } from '../../helpers/tools.ts';
import { openRegistry, sampleImage, storeImage, tempDir } from '../registry/helpers.ts';
import { pushBig } from '../registry/transfer/helpers.ts';

const MiB = 1024 * 1024;

/** What the actions need of an engine, with the process around it made up. */
function withDocker(userHome: string, env: Record<string, string> = {}) {
  const opened = openRegistry();
  const docker = createDockerAccess({ env, userHome, platform: 'linux' });
  const events: { done: number; total?: number }[] = [];
  const context = (signal: AbortSignal = AbortSignal.timeout(60_000)) =>
    ({
      engine: { ...opened, docker, clock: () => new Date() },
      signal,
      emit: (event: { done: number; total?: number }) => events.push(event),
    }) as never;
  return { ...opened, docker, context, events };
}

describeTool(['dockerd', 'docker', 'tar'], 'the Docker engine', () => {
  it('gives its images and takes ours, with layers and configuration as they are', async () => {
    const { address, docker } = await startDocker();
    const { registry, context, events } = withDocker(tempDir());
    const sample = sampleImage();
    await storeImage(registry, 'shop/web', '1.0', sample);
    const host = { host: address };
    expect(await list(host, context())).toMatchObject({ images: [] });

    const loaded = await load({ reference: 'shop/web:1.0', ...host }, context());
    expect(loaded).toMatchObject({ platform: 'linux/amd64', loaded: ['shop/web:1.0'] });
    const inspected = JSON.parse(await docker('image', 'inspect', 'shop/web:1.0'));
    expect(inspected[0]).toMatchObject({ Architecture: 'amd64', Config: { Cmd: ['/app'] } });
    const arm = await load(
      { reference: 'shop/web:1.0', platform: 'linux/arm64', name: 'shop/arm:2', ...host },
      context(),
    );
    expect(arm.loaded).toEqual(['shop/arm:2']);
    expect(events.at(-1)?.done).toBe(events.at(-1)?.total);

    const listed = await list(host, context());
    expect(listed.images.flatMap(({ names }) => names).sort()).toEqual(['shop/arm:2', 'shop/web:1.0']);

    const back = await take({ image: 'shop/web:1.0', name: 'back/web:3', ...host }, context());
    expect(back.images).toMatchObject([{ reference: 'back/web:3' }]);
    const view = (await registry.browse.show('back/web', '3')).images[0];
    expect([view?.cmd, view?.platform.architecture, view?.layers.length]).toEqual([['/app'], 'amd64', 2]);
    expect(await registry.check()).toMatchObject({ damaged: [] });
    await expect(take({ image: 'no/such:1', ...host }, context())).rejects.toMatchObject({
      code: 'DOCKER_IMAGE_UNKNOWN',
    });
  }, 120_000);

  it('can be asked again after a cancelled copy', async () => {
    const { address, docker } = await startDocker();
    const { registry, context } = withDocker(tempDir());
    const dir = tempDir();
    for (const name of ['a', 'b']) writeFileSync(join(dir, name), randomBytes(8 * MiB));
    await runTool('tar', ['-cf', join(dir, 'a.tar'), '-C', dir, 'a', 'b']);
    await docker('import', join(dir, 'a.tar'), 'big:1');
    const stop = new AbortController();
    const cancelled = take({ image: 'big:1', host: address }, {
      ...(context(stop.signal) as object),
      emit: () => stop.abort(),
    } as never);
    await expect(cancelled).rejects.toMatchObject({ code: 'CANCELLED' });
    const done = await take({ image: 'big:1', host: address }, context());
    expect(done.images).toMatchObject([{ reference: 'big:1' }]);
    const { blobs } = registry.browse.usage();
    const again = await take({ image: 'big:1', host: address }, context());
    expect(again.images[0]?.digest).toBe(done.images[0]?.digest);
    expect(registry.browse.usage().blobs).toBe(blobs);

    const opened = { registry };
    await pushBig(opened, 'not/tar', '1', 100);
    await expect(load({ reference: 'not/tar:1', host: address }, context())).rejects.toMatchObject({
      code: 'DOCKER_FAILED',
    });
  }, 120_000);
});

describe('finding the Docker engine', () => {
  const addressOf = async (env: Record<string, string>, given?: string, home = tempDir()) =>
    (await withDocker(home, env).docker.engine(given)).address;

  it('goes by the given address, DOCKER_HOST, the context, the usual sockets', async () => {
    const env = { DOCKER_HOST: 'tcp://127.0.0.1:2375' };
    expect(await addressOf(env, 'unix:///x.sock')).toBe('unix:///x.sock');
    expect(await addressOf(env)).toBe('tcp://127.0.0.1:2375');
    const home = tempDir();
    const folder = join(home, '.docker');
    const meta = join(folder, 'contexts', 'meta', digestOf('far').slice(7));
    await runTool('mkdir', ['-p', meta]);
    writeFileSync(join(folder, 'config.json'), '{"currentContext":"far"}');
    await expect(addressOf({}, undefined, home)).rejects.toMatchObject({ code: 'DOCKER_CONTEXT_UNKNOWN' });
    const written = { Name: 'far', Endpoints: { docker: { Host: 'tcp://10.1.2.3:2376' } } };
    writeFileSync(join(meta, 'meta.json'), JSON.stringify(written));
    expect(await addressOf({}, undefined, home)).toBe('tcp://10.1.2.3:2376');
    const runtime = tempDir();
    writeFileSync(join(runtime, 'docker.sock'), '');
    const usual = await addressOf({ XDG_RUNTIME_DIR: runtime });
    expect([`unix://${runtime}/docker.sock`, 'unix:///var/run/docker.sock']).toContain(usual);
  });

  it.each(['ssh://me@host', 'http://', 'tcp://user@host:1', 'unix://relative', 'ftp://x', 'a b'])(
    'refuses %s',
    async (given) => {
      await expect(addressOf({}, given)).rejects.toMatchObject({ code: 'DOCKER_ADDRESS_INVALID' });
    },
  );

  it('says precisely that nobody is there', async () => {
    const { docker } = withDocker(tempDir());
    const nobody = await docker.engine(`unix://${tempDir()}/none.sock`);
    await expect(nobody.images(AbortSignal.timeout(5000))).rejects.toMatchObject({
      code: 'DOCKER_UNREACHABLE',
      data: { detail: expect.stringContaining('ENOENT') },
    });
    const server = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as { port: number };
    const rude = await docker.engine(`tcp://127.0.0.1:${port}`);
    await expect(rude.save('x:1', AbortSignal.timeout(5000))).rejects.toMatchObject({
      code: 'DOCKER_UNREACHABLE',
    });
    await expect(rude.save('../../containers', AbortSignal.timeout(5000))).rejects.toMatchObject({
      code: 'DOCKER_IMAGE_UNKNOWN',
    });
  });
});

describe('logins of the Docker client', () => {
  const config = (content: unknown, env: Record<string, string> = {}) => {
    const dir = tempDir();
    writeFileSync(join(dir, 'config.json'), typeof content === 'string' ? content : JSON.stringify(content));
    return { dir, access: withDocker(tempDir(), { DOCKER_CONFIG: dir, ...env }).docker };
  };
  const auth = Buffer.from('ann:p:w').toString('base64');

  it('are read from auths, under the names that docker writes', async () => {
    const { access } = config({
      auths: {
        'registry.example.com': { auth },
        'https://old.example.com/v2/': { auth },
        'token.example.com': { auth: '', identitytoken: 'T' },
        'empty.example.com': {},
      },
    });
    const ann = { username: 'ann', password: 'p:w' };
    expect(await access.login('registry.example.com')).toEqual(ann);
    expect(await access.login('old.example.com')).toEqual(ann);
    expect(await access.login('token.example.com')).toEqual({ identityToken: 'T' });
    expect(await access.login('empty.example.com')).toBeUndefined();
    expect(await access.login('other.example.com')).toBeUndefined();
  });

  it('are asked of the credential helper', async () => {
    const bin = tempDir();
    const script = `#!/bin/sh\nread server\n[ "$server" = far.example.com ] || { echo none; exit 1; }\necho '{"ServerURL":"far.example.com","Username":"bob","Secret":"s"}'\n`;
    writeFileSync(join(bin, 'docker-credential-test'), script, { mode: 0o755 });
    const { access } = config(
      { credHelpers: { 'far.example.com': 'test' }, credsStore: 'missing' },
      { PATH: `${bin}:${process.env.PATH}` },
    );
    expect(await access.login('far.example.com')).toEqual({ username: 'bob', password: 's' });
    await expect(access.login('x.example.com')).rejects.toMatchObject({ code: 'DOCKER_CONFIG_INVALID' });
    const evil = config({ credsStore: '../../bin/sh' });
    await expect(evil.access.login('x.example.com')).rejects.toMatchObject({ code: 'DOCKER_CONFIG_INVALID' });
  });

  it('in a broken file are an error that quotes nothing of it', async () => {
    const { access } = config('{"auths": secret');
    await expect(access.login('x.example.com')).rejects.toMatchObject({
      code: 'DOCKER_CONFIG_INVALID',
      message: expect.not.stringContaining('secret'),
    });
  });
});
