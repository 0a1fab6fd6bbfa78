import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { drydock, drydockJson } from '../helpers/cli.ts';
import { freshHome } from '../helpers/home.ts';

const home = freshHome();
const sample = resolve('data/sample');

const ask = <T>(...args: string[]): Promise<T> => drydockJson<T>(args, { home: home.path });

describe('an instance over its life, on the command line', () => {
  it('is installed, upgraded, broken, repaired, priced and uninstalled', async () => {
    await drydock(['simulate', sample], { home: home.path });
    const [instance] = await ask<{ id: string; revision: number }[]>('instance', 'list');
    expect(instance?.revision).toBe(1);
    const id = instance?.id ?? '';

    const next = mkdtempSync(join(tmpdir(), 'drydock-next-'));
    cpSync(sample, next, { recursive: true });
    const tf = join(next, '.cloudapp/infrastructure/deployment.tf');
    writeFileSync(tf, readFileSync(tf, 'utf8').replace('volume_size       = 50', 'volume_size       = 80'));
    const planned = await drydock(['instance', 'upgrade', id, next, '--plan-only'], { home: home.path });
    expect(planned.status).toBe(0);
    expect(planned.stdout).toMatch(/volume_size: 50 → 80/);
    expect(planned.stdout).toMatch(/0 of 4 resources priced/);
    expect((await ask<{ revision: number }[]>('instance', 'list'))[0]?.revision).toBe(1);
    expect((await drydock(['instance', 'upgrade', id, next], { home: home.path })).status).toBe(0);

    await drydock(['instance', 'break', id, 'tencentcloud_clb_instance.entry'], { home: home.path });
    expect((await ask<{ drifted: number }[]>('instance', 'list'))[0]?.drifted).toBe(1);
    const repair = await drydock(['instance', 'repair', id], { home: home.path });
    expect(repair.status).toBe(0);
    expect((await ask<{ drifted: number }[]>('instance', 'list'))[0]?.drifted).toBe(0);

    const refused = await drydock(['instance', 'retry', id], { home: home.path });
    expect(refused.status).toBe(1);
    expect(refused.stderr).toMatch(/INSTANCE_WHOLE/);

    expect((await drydock(['instance', 'uninstall', id], { home: home.path })).status).toBe(0);
    const shown = await ask<{ status: string; resources: number; revisions: { operation: string }[] }>(
      'instance',
      'show',
      id,
    );
    expect(shown).toMatchObject({ status: 'uninstalled', resources: 0 });
    expect(shown.revisions.map((each) => each.operation)).toEqual([
      'uninstall',
      'repair',
      'upgrade',
      'install',
    ]);
    const again = await drydock(['instance', 'upgrade', id], { home: home.path });
    expect(again.stderr).toMatch(/INSTANCE_UNINSTALLED/);
  }, 120_000);

  it('takes prices from a book of its own', async () => {
    const { stdout: template } = await drydock(['cost', sample, '--template'], { home: home.path });
    const file = join(home.path, 'mine.yaml');
    writeFileSync(file, template.replaceAll('amount: null', 'amount: 1.5'));
    const { stdout } = await drydock(['cost', sample, '--prices', file], { home: home.path });
    expect(stdout).toMatch(/4 of 4 resources priced/);
    await drydock(['prices', file], { home: home.path });
    expect((await drydock(['cost', sample], { home: home.path })).stdout).toMatch(/4 of 4 resources priced/);
    await drydock(['prices', '--built-in'], { home: home.path });
    expect((await drydock(['cost', sample], { home: home.path })).stdout).toMatch(/0 of 4 resources priced/);
  }, 60_000);
});
