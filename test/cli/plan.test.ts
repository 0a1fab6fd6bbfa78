import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drydock, drydockJson } from '../helpers/cli.ts';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'drydock-plan-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

interface PlanFile {
  readonly format_version: string;
  readonly resource_changes: readonly {
    readonly address: string;
    readonly change: { readonly actions: readonly string[]; readonly after_sensitive: unknown };
  }[];
}

describe('drydock plan --out', () => {
  it('writes Terraform’s plan JSON whole, for its owner alone, over an older file', async () => {
    const file = join(dir, 'plan.json');
    writeFileSync(file, 'old');
    const { stdout, status } = await drydock(['plan', 'data/sample', '--out', file]);
    expect([status, stdout]).toEqual([0, expect.stringContaining(`plan JSON: ${file}`)]);
    const written = JSON.parse(readFileSync(file, 'utf8')) as PlanFile;
    const shown = await drydockJson<{ resources: { address: string }[] }>(['plan', 'data/sample']);
    expect(written.format_version).toBe('1.2');
    expect(written.resource_changes.map(({ address }) => address).sort()).toEqual(
      shown.resources.map(({ address }) => address).sort(),
    );
    const app = written.resource_changes.find(({ address }) => address === 'cloudapp_helm_app.app');
    expect(app?.change).toMatchObject({ actions: ['create'], after_sensitive: { chart_password: true } });
    expect(readdirSync(dir)).toEqual(['plan.json']);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('says where it cannot write, and leaves nothing behind', async () => {
    const { status, stderr } = await drydock([
      'plan',
      'data/sample',
      '--out',
      join(dir, 'none', 'plan.json'),
    ]);
    expect([status, stderr]).toEqual([3, expect.stringContaining('FILE_UNWRITABLE')]);
    expect(readdirSync(dir)).toEqual(['plan.json']);
  });

  it('writes nothing where there is no plan', async () => {
    const bad = mkdtempSync(join(tmpdir(), 'drydock-noplan-'));
    writeFileSync(join(bad, 'package.yaml'), 'id: app-x\n');
    writeFileSync(join(bad, 'main.tf'), 'output "x" {\n  value = local.none\n}\n');
    const { status } = await drydock(['plan', bad, '--out', join(bad, 'plan.json')]);
    expect(status).toBe(1);
    expect(readdirSync(bad).sort()).toEqual(['main.tf', 'package.yaml']);
    rmSync(bad, { recursive: true });
  });
});
