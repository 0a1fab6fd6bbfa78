import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFolder } from '../../src/core/package/index.ts';
import { loadModule } from '../../src/core/terraform/index.ts';

const load = (files: Record<string, string>) =>
  loadModule(
    Object.entries(files).map(([path, text]) => ({ path, text })),
    { dialect: 'terraform', dir: 'root' },
  );

const call = (source: string): string => `module "m" {\n  source = ${JSON.stringify(source)}\n}\n`;

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'drydock-a06-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('A-6: modules are folders of the package, and nothing is ever fetched', () => {
  it.each([
    // Everything that go-getter would run git, hg or a download for (CVE-2024-3817), or read from elsewhere.
    'git::https://127.0.0.1/x.git?ref=--upload-pack=touch%20/tmp/pwned',
    'git@127.0.0.1:a/b.git',
    'hg::http://127.0.0.1/x',
    'https://127.0.0.1/module.zip',
    's3::https://127.0.0.1/bucket/m.zip',
    'file:///etc',
    '/etc',
    'C:\\modules',
    '\\\\server\\share',
    'hashicorp/consul/aws',
    '127.0.0.1/ns/name/provider',
    '~/module',
    '.\\child',
  ])('refuses the source %j', (source) => {
    const { module, diagnostics } = load({
      'root/main.tf': call(source),
      'etc/a.tf': '',
      'root/child/a.tf': '',
    });
    expect(diagnostics.map((d) => d.code)).toEqual(['TF_MODULE_SOURCE']);
    expect(module.modules.get('m')?.module).toBeUndefined();
  });

  it.each(['../../etc', './../../x', '../..', './a/../../../b', '../root/../../z'])(
    'refuses %j, which leaves the package',
    (source) => {
      const { diagnostics } = load({ 'root/main.tf': call(source), 'b/a.tf': '', 'z/a.tf': '' });
      expect(diagnostics.map((d) => d.code)).toEqual(['TF_MODULE_SOURCE']);
    },
  );

  it('reads a neighbour within the package', () => {
    const { diagnostics, module } = load({
      'root/main.tf': call('../shared'),
      'shared/a.tf': 'output "x" {\n value = 1\n}\n',
    });
    expect(diagnostics).toEqual([]);
    expect(module.modules.get('m')?.module?.outputs.has('x')).toBe(true);
  });

  it('takes no source from an expression', () => {
    const tf = 'variable "v" {\n default = "./child"\n}\nmodule "m" {\n source = var.v\n}\n';
    const { diagnostics } = load({ 'root/main.tf': tf, 'root/child/a.tf': '' });
    expect(diagnostics.map((d) => d.code)).toEqual(['TF_MODULE_SOURCE']);
  });

  it('ends where modules call one another in a circle, or too deep', () => {
    const circle = load({ 'root/main.tf': call('../b'), 'b/a.tf': call('../root') });
    expect(circle.diagnostics.map((d) => d.message.en).join()).toContain('calls itself');
    const deep: Record<string, string> = { 'root/main.tf': call('../m0') };
    for (let i = 0; i < 40; i += 1) deep[`m${i}/a.tf`] = call(`../m${i + 1}`);
    deep['m40/a.tf'] = '';
    expect(
      load(deep)
        .diagnostics.map((d) => d.message.en)
        .join(),
    ).toContain('16 levels');
  });

  it('does not multiply: modules that each call the next twice are refused by their number', () => {
    const files: Record<string, string> = { 'root/main.tf': call('../m0') };
    for (let i = 0; i < 14; i += 1)
      files[`m${i}/a.tf`] = call(`../m${i + 1}`) + call(`../m${i + 1}`).replace('"m"', '"n"');
    files['m14/a.tf'] = 'output "x" {\n value = 1\n}\n';
    const start = performance.now();
    load(files);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('does not follow a link in the cache of modules out of the package', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'drydock-a06-outside-'));
    writeFileSync(join(outside, 'a.tf'), 'output "secret" {\n value = "outside"\n}\n');
    mkdirSync(join(dir, '.terraform', 'modules'), { recursive: true });
    writeFileSync(join(dir, 'main.tf'), call('./linked'));
    symlinkSync(outside, join(dir, 'linked'));
    symlinkSync(outside, join(dir, '.terraform', 'modules', 'm'));
    const files = await readFolder(dir, { signal: new AbortController().signal }).catch(
      () => new Map<string, Uint8Array>(),
    );
    const texts = [...files].map(([path, bytes]) => new TextDecoder().decode(bytes) + path);
    expect(texts.join('\n')).not.toContain('"outside"');
    rmSync(outside, { recursive: true, force: true });
  });
});
