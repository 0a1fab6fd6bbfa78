import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { sampleImage, storeImage, tempDir } from '../core/registry/helpers.ts';
import { debianRegistry, MiB, meddlingProxy, pushBig } from '../core/registry/transfer/helpers.ts';
import { openPage } from '../helpers/browser.ts';
import { drydock, drydockJson } from '../helpers/cli.ts';
import { freshHome } from '../helpers/home.ts';
import { describeTool } from '../helpers/tools.ts';
import { serveRegistry } from '../server/oci/helpers.ts';

const home = freshHome();

interface Status {
  readonly pid: number;
  readonly registry: { readonly address: string };
  readonly console: { readonly url: string };
  readonly outsideConnections: number;
}

async function up(): Promise<Status> {
  const args = ['up', '--registry-port', '0', '--console-port', '0'];
  const status = await drydockJson<Status>(args, { home: home.path });
  onTestFinished(() => {
    try {
      process.kill(status.pid, 'SIGKILL');
    } catch {
      // It was killed by the test.
    }
  });
  return status;
}

/** The last line of a stream of JSON. */
function resultOf(output: string): Record<string, unknown> {
  const last = output.trim().split('\n').at(-1) ?? '';
  return (JSON.parse(last) as { result: Record<string, unknown> }).result;
}

const cli = (...args: string[]) => drydock(args, { home: home.path, env: { DOCKER_CONFIG: home.path } });

it('a copy whose engine is killed goes on where it was', async () => {
  const far = await serveRegistry();
  const { layer, digest } = await pushBig(far, 'team/web', '1', 24 * MiB);
  let hold = true;
  const content = await far.registry.blobs.read({ digest: layer, size: 24 * MiB }, 32 * MiB);
  const half = Promise.withResolvers<void>();
  const { host, seen } = await meddlingProxy(`127.0.0.1:${far.port}`, {
    before: ({ url = '' }, response) => {
      if (!hold || !url.endsWith(layer)) return false;
      response.writeHead(200, { 'content-length': content.byteLength });
      response.write(content.subarray(0, 20 * MiB), () => half.resolve());
      return true;
    },
  });
  const first = await up();
  const stopped = cli('image', 'pull', `${host}/team/web:1`, '--name', 'shop/web:1');
  await half.promise;
  await sleep(500);
  process.kill(first.pid, 'SIGKILL');
  expect((await stopped).status).toBe(3);
  hold = false;
  await up();
  const { stdout, status } = await cli(
    'image',
    'pull',
    `${host}/team/web:1`,
    '--name',
    'shop/web:1',
    '--json',
  );
  expect(status).toBe(0);
  const result = resultOf(stdout);
  expect(result).toMatchObject({ images: [{ reference: 'shop/web:1', digest }], findings: [] });
  expect(result.resumed).toBeGreaterThan(15 * MiB);
  expect(seen.at(-1)?.headers.range).toBe(`bytes=${String(result.resumed)}-`);
  expect((await cli('registry', 'fsck')).status).toBe(0);
  // This machine is not outside.
  expect((await drydockJson<Status>(['status'], { home: home.path })).outsideConnections).toBe(0);
}, 60_000);

it('a cloud image name is found by rehearsals, people and clients', async () => {
  const far = await serveRegistry();
  await storeImage(far.registry, 'team/web', '1.0', sampleImage());
  const { registry } = await up();
  const file = join(tempDir(), 'password');
  writeFileSync(file, 'secret\n');
  const wrong = await cli('image', 'pull', `127.0.0.1:${far.port}/team/web:1.0`, '--password', file);
  expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining('TRANSFER_CREDENTIALS_INVALID')]);
  const pulled = await cli(
    'image',
    'pull',
    `127.0.0.1:${far.port}/team/web:1.0`,
    '--name',
    'mirror/team/web',
  );
  expect(pulled.output).toContain('Copied mirror/team/web:1.0');
  const name = 'harbor.example.com/team/web:1.0';
  const before = await cli('image', 'resolve', name);
  expect([before.status, before.output]).toEqual([1, expect.stringContaining('no local copy')]);
  await cli('image', 'add-alias', 'harbor.example.com', '--path', 'mirror/{path}');
  const after = await cli('image', 'resolve', name);
  expect([after.status, after.output]).toEqual([
    0,
    expect.stringContaining('is here as mirror/team/web:1.0'),
  ]);
  const answer = await fetch(`http://${registry.address}/v2/team/web/manifests/1.0?ns=harbor.example.com`);
  expect([answer.status, answer.headers.get('docker-content-digest')]).toEqual([
    200,
    sampleImage().index.digest,
  ]);
  await answer.body?.cancel();
  expect((await cli('image', 'rm-alias', 'harbor.example.com')).status).toBe(0);
  expect((await cli('image', 'rm-alias', 'ccr.ccs.tencentyun.com')).status).toBe(1);
  const none = await cli('image', 'docker', '--host', `unix://${home.path}/none.sock`);
  expect([none.status, none.stderr]).toEqual([3, expect.stringContaining('DOCKER_UNREACHABLE')]);
}, 60_000);

describeTool('docker-registry', 'Debian’s registry', () => {
  it('takes images from the command line and gives them back', async () => {
    const { host } = await debianRegistry();
    await up();
    const dir = join(tempDir(), 'layout');
    const far = await serveRegistry();
    await storeImage(far.registry, 'team/web', '1.0', sampleImage());
    await cli('image', 'pull', `127.0.0.1:${far.port}/team/web:1.0`, '--name', 'shop/web:1.0');
    const pushed = await cli('image', 'push', 'shop/web:1.0', `${host}/x/y:9`);
    expect([pushed.status, pushed.output]).toEqual([0, expect.stringContaining(`Copied ${host}/x/y:9`)]);
    const back = await cli('image', 'pull', `${host}/x/y`, '--all-tags', '--name', 'back');
    expect(back.output).toContain(`Copied back:9  ${sampleImage().index.digest}`);
    const exported = await cli('image', 'export', 'back:9', dir, '--format', 'folder');
    expect(exported.status).toBe(0);
    const again = await cli('image', 'import', dir, '--name', 'again:1');
    expect(again.output).toContain(sampleImage().index.digest);
  }, 60_000);
});

describeTool('chromium', 'the window', () => {
  it('finds a copy, keeps aliases, copies from another registry with a password nobody sees', async () => {
    const far = await serveRegistry();
    await storeImage(far.registry, 'team/web', '1.0', sampleImage());
    const { console: address } = await up();
    const page = await openPage(address.url);
    await page.getByText('Registry', { exact: true }).first().click();
    await page.getByRole('link', { name: 'Copies' }).click();
    await page.locator('[data-action="image.pull"]').click();
    await page.locator('[data-field="source"]').fill(`127.0.0.1:${far.port}/team/web:1.0`);
    await page.locator('[data-field="name"]').fill('team/web:1.0');
    expect(await page.locator('input[data-field="password"]').getAttribute('type')).toBe('password');
    await page.locator('.input-form button[type="submit"]').click();
    await page.getByText('Copied: 1;').waitFor();
    await page.getByLabel('Image name, as a chart has it').fill('ccr.ccs.tencentyun.com/team/web:1.0');
    await page.locator('[data-action="image.resolve"]').click();
    await page.getByRole('link', { name: 'team/web:1.0' }).first().waitFor();
    await page.locator('[data-action="image.alias.add"]').click();
    await page.locator('[data-field="host"]').fill('harbor.example.com');
    await page.locator('[data-field="path"]').fill('mirror/{path}');
    await page.keyboard.press('Enter');
    await page.locator('.input-form button[type="submit"]').click();
    await page.getByText('harbor.example.com').first().waitFor();
  }, 60_000);
});
