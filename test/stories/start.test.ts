import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bin, drydock, drydockJson, engineUp } from '../helpers/cli.ts';
import { freshHome } from '../helpers/home.ts';
import { describeTool } from '../helpers/tools.ts';

const home = freshHome();
const startOnce = ['start', '--once', '--speed', 'instant', '--registry-port', '0', '--console-port', '0'];

describe('drydock start', () => {
  it('--once makes the sample, pushes its images, rehearses it and ends with its outputs', async () => {
    const result = await drydock(startOnce, { home: home.path });
    expect(result.stdout).toContain('Sample project written to');
    expect(result.stdout).toContain('main = http://');
    expect(result.stdout).toContain('database_password = ******');
    expect(result.stdout).toContain('The install would succeed');
    expect(result.status).toBe(0);
    const again = await drydock(startOnce, { home: home.path });
    expect(again.stdout).toContain('Sample project');
    expect(again.stdout).not.toContain('written to');
    expect(again.status).toBe(0);
    const tags = await drydockJson<{ platforms: { architecture: string }[] }[]>(
      ['registry', 'tags', 'hello-drydock/web'],
      { home: home.path },
    );
    expect(tags[0]?.platforms.map((each) => each.architecture)).toEqual(['amd64', 'arm64']);
  });

  it('stays with its addresses until Ctrl-C, then ends cleanly', async () => {
    const args = [
      bin,
      'start',
      '--speed',
      'instant',
      '--registry-port',
      '0',
      '--console-port',
      '0',
      '--home',
      home.path,
    ];
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, LANG: 'C', LC_ALL: 'C' },
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    let seen = '';
    for await (const chunk of child.stdout) {
      seen += String(chunk);
      if (seen.includes('Ctrl-C')) break;
    }
    expect(seen).toMatch(/Console +http:\/\/127\.0\.0\.1:\d+\/\?token=/);
    expect(seen).toMatch(/Registry +127\.0\.0\.1:\d+/);
    expect(seen).toContain('drydock tui');
    expect(seen).toContain('npm run desktop');
    child.kill('SIGINT');
    const [status] = await once(child, 'exit');
    expect(status).toBe(0);
    expect((await drydock(['status'], { home: home.path })).status).toBe(3);
  });

  it('leaves an instance whose licence can be issued, verified, and not altered', async () => {
    const { stdout } = await drydock(['simulate', 'data/sample', '--json'], { home: home.path });
    const { result } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { result: { instance: string } };
    const issued = await drydock(['license', 'issue', result.instance, '--spec', 'edition=professional'], {
      home: home.path,
    });
    const verified = await drydock(['license', 'verify', '-'], { home: home.path, input: issued.stdout });
    expect([verified.status, verified.stdout.slice(0, 5)]).toEqual([0, 'VALID']);
    const input = issued.stdout.replace('professional', 'ultimate');
    const altered = await drydock(['license', 'verify', '-'], { home: home.path, input });
    expect(altered.status).toBe(1);
    expect(altered.stdout).toMatch(/AuthorizedSpecification|edition/);
  });

  it('gives the same rehearsal for the same seed and another for another', async () => {
    const events = async (seed: string): Promise<string> => {
      const { stdout } = await drydock(['simulate', 'data/sample', '--seed', seed, '--json'], {
        home: home.path,
      });
      const lines = stdout.trim().split('\n');
      return lines.slice(0, -1).join('\n');
    };
    const [first, second, other] = [await events('7'), await events('7'), await events('8')];
    // The licence is issued once and its number named again; everything else is the same by itself.
    expect(second).toBe(first);
    expect(other).not.toBe(first);
  });
});

describeTool('skopeo', 'skopeo and the running registry', () => {
  it('copies in and out with identical digests', async () => {
    const engine = await engineUp(home.path);
    onTestFinished(engine.down);
    await drydock(['project', 'sample', join(home.path, 'hello')], { home: home.path });
    const folder = mkdtempSync(join(tmpdir(), 'drydock-skopeo-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const skopeo = (...args: string[]): string =>
      execFileSync('skopeo', args, { encoding: 'utf8', env: { ...process.env, XDG_RUNTIME_DIR: folder } });
    const source = `docker://${engine.registry}/hello-drydock/web:1.0`;
    const copy = `docker://${engine.registry}/copied/web:2.0`;
    skopeo('copy', '--all', '--src-tls-verify=false', source, `oci:${join(folder, 'layout')}:web`);
    skopeo('copy', '--all', '--dest-tls-verify=false', `oci:${join(folder, 'layout')}:web`, copy);
    const digest = (reference: string): string =>
      skopeo('inspect', '--tls-verify=false', '--format', '{{.Digest}}', reference).trim();
    expect(digest(copy)).toBe(digest(source));
    const index = JSON.parse(readFileSync(join(folder, 'layout', 'index.json'), 'utf8')) as {
      manifests: { digest: string }[];
    };
    expect(index.manifests[0]?.digest).toBe(digest(source));
  });
});
