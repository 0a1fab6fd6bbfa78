import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFolder } from '../../src/core/package/index.ts';
import { createPlan, createSchemas, loadModule, type PlanInput } from '../../src/core/terraform/index.ts';

const MIB = 1024 * 1024;

function planned(tf: string, files: Record<string, string> = {}) {
  const { module, diagnostics } = loadModule([{ path: 'main.tf', text: tf }], { dialect: 'terraform' });
  if (diagnostics.some((d) => d.severity === 'error'))
    return { codes: diagnostics.map((d) => d.code), text: '' };
  const input: PlanInput = {
    module,
    variables: {},
    dialect: 'terraform',
    schemas: createSchemas(),
    files: new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)])),
    clock: () => new Date(0),
    random: () => 0.5,
  };
  const result = createPlan(input);
  const errors = result.diagnostics.filter((d) => d.severity === 'error');
  return {
    codes: errors.map((d) => d.code),
    text: JSON.stringify([errors.map((d) => d.message.en), result.plan?.outputs]),
  };
}

const output = (expr: string): string => `output "o" {\n  value = ${expr}\n}\n`;

/** Whatever a package asks for, it ends, soon, and says why. */
function ends(tf: string, code: string, files?: Record<string, string>): string {
  const start = performance.now();
  const rss = process.memoryUsage().rss;
  const { codes, text } = planned(tf, files);
  expect(codes).toContain(code);
  expect(performance.now() - start).toBeLessThan(15_000);
  expect(process.memoryUsage().rss - rss).toBeLessThan(1024 * MIB);
  return text;
}

describe('A-12: a configuration cannot use up the machine', () => {
  it.each([
    ['brackets', `x = ${'['.repeat(100_000)}`],
    ['templates', `x = ${'"${'.repeat(100_000)}`],
    ['blocks', 'b {\n'.repeat(100_000)],
    ['negations', `locals {\n x = ${'!'.repeat(100_000)}true\n}\n`],
  ])('deep nesting of %s', (_what, tf) => {
    ends(tf, 'TF_TOO_DEEP');
  });

  it('a heredoc of many megabytes, and one without an end', () => {
    ends(output(`<<EOT\n${'x'.repeat(9 * MIB)}\nEOT\n`), 'TF_FILE_TOO_LARGE');
    ends(output(`<<EOT\n${'x ${1}\n'.repeat(90_000)}`), 'TF_SYNTAX');
    ends(output(`<<EOT\n${'x ${1}\n'.repeat(200_000)}`), 'TF_FILE_TOO_LARGE');
  });

  it('loops within loops, and values that double', () => {
    const loop = '[for a in range(1000) : [for b in range(1000) : [for c in range(1000) : c]]]';
    ends(output(`length(${loop})`), 'TF_EVALUATION_LIMIT');
    const doubling = Array.from(
      { length: 60 },
      (_, i) => `  l${i + 1} = concat(local.l${i}, local.l${i})\n`,
    ).join('');
    ends(`locals {\n  l0 = ["x"]\n${doubling}}\n${output('length(local.l60)')}`, 'TF_EVALUATION_LIMIT');
    const texts = Array.from(
      { length: 60 },
      (_, i) => `  t${i + 1} = "\${local.t${i}}\${local.t${i}}"\n`,
    ).join('');
    ends(`locals {\n  t0 = "xxxxxxxx"\n${texts}}\n${output('length(local.t60)')}`, 'TF_EVALUATION_LIMIT');
  });

  it('parts that are shared and double, which only whoever walks them notices', () => {
    const pairs = Array.from({ length: 60 }, (_, i) => `  p${i + 1} = [local.p${i}, local.p${i}]\n`).join('');
    for (const expr of [
      'jsonencode(local.p60)',
      'local.p60 == local.p59',
      'length(flatten(local.p60))',
      '[for x in [local.p60] : x]',
    ])
      ends(`locals {\n  p0 = ["x"]\n${pairs}}\n${output(expr)}`, 'TF_EVALUATION_LIMIT');
    const keys = Array.from(
      { length: 60 },
      (_, i) => `  o${i + 1} = { a = local.o${i}, b = local.o${i} }\n`,
    ).join('');
    ends(`locals {\n  o0 = {}\n${keys}}\n${output('merge(local.o60, local.o59)')}`, 'TF_EVALUATION_LIMIT');
  });

  it('functions that make much of little', () => {
    ends(output('format("%1000000000d", 1)'), 'TF_EVALUATION');
    ends(output('setproduct(range(1000), range(1000), range(1000))'), 'TF_EVALUATION');
    ends(output('pow(10, 400) * 1e999999999'), 'TF_SYNTAX');
    ends(output('parseint("1".x, 10)'), 'TF_EVALUATION');
    ends(output('regex("(a+)+(b|c){1000}{1000}$", "aaaa")'), 'TF_EVALUATION');
  });

  it('a pattern that backtracking engines never finish', () => {
    const start = performance.now();
    expect(
      planned(output('can(regex("(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"))')).codes,
    ).toEqual([]);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('a billion instances', () => {
    const counted = (n: string): string => `resource "terraform_data" "a" {\n  count = ${n}\n}\n`;
    ends(counted('1000000000'), 'TF_TOO_MANY_INSTANCES');
    ends(counted('1e30'), 'TF_TOO_MANY_INSTANCES');
    const product = 'setproduct(range(200), range(200))';
    const each = `resource "terraform_data" "a" {\n  for_each = { for p in ${product} : "\${p[0]}-\${p[1]}" => p }\n}\n`;
    ends(each, 'TF_TOO_MANY_INSTANCES');
  });

  it('references in a circle', () => {
    ends('locals {\n  a = local.b\n  b = local.c\n  c = local.a\n}\n', 'TF_CYCLE');
    ends('resource "terraform_data" "a" {\n  input = terraform_data.a.id\n}\n', 'TF_CYCLE');
    const ring = Array.from({ length: 5000 }, (_, i) => `  l${i} = local.l${(i + 1) % 5000}\n`).join('');
    ends(`locals {\n${ring}}\n`, 'TF_CYCLE');
  });

  it('templates that include themselves', () => {
    ends(output('templatefile("a.tpl", {})'), 'TF_EVALUATION', { 'a.tpl': '${templatefile("a.tpl", {})}' });
  });
});

describe('A-12: file functions see the package and nothing else', () => {
  it.each([
    'file("/etc/passwd")',
    'file("../../../../etc/passwd")',
    'file("x/../../etc/passwd")',
    'file("~/.ssh/id_rsa")',
    'file("C:\\\\Windows\\\\win.ini")',
    'file("\\\\\\\\server\\\\share\\\\x")',
    'filebase64("/proc/self/environ")',
    'filesha256("/etc/passwd")',
    'filemd5("../x")',
    'fileset("/etc", "*")',
    'fileset("..", "**")',
    'fileexists("/etc/passwd")',
    'templatefile("/etc/passwd", {})',
    'file("${path.module}/../../etc/passwd")',
    'file("a\\u0000b")',
  ])('%s is refused', (expr) => {
    const { codes, text } = planned(output(expr), { 'x/a.txt': 'x' });
    expect(codes).toEqual(['TF_EVALUATION']);
    expect(text).not.toContain('root:');
  });

  it('a link of the package that leads out is not read', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'drydock-a12-'));
    writeFileSync(join(dir, 'main.tf'), output('file("secret.txt")'));
    symlinkSync('/etc/passwd', join(dir, 'secret.txt'));
    const files = await readFolder(dir, { signal: new AbortController().signal }).catch(
      () => new Map<string, Uint8Array>(),
    );
    expect(files.has('secret.txt') && new TextDecoder().decode(files.get('secret.txt'))).not.toContain(
      'root:',
    );
    rmSync(dir, { recursive: true, force: true });
  });
});

describe('A-12: any bytes', () => {
  const seed = new TextEncoder().encode(
    'variable "v" {\n  type    = list(object({ a = optional(string, "x") }))\n  default = [{}]\n}\nlocals {\n  t = <<-EOT\n    %{ for x in var.v ~}\n    ${x.a}\n    %{ endfor ~}\n  EOT\n  m = { for k, v in { a = 1 } : k => v... if v > 0 }\n}\nresource "terraform_data" "r" {\n  count = length(var.v)\n  input = [local.t, local.m["a"][*], true ? 1 : "b"]\n  lifecycle {\n    ignore_changes = [input]\n  }\n}\noutput "o" {\n  value = terraform_data.r[0].input\n}\n',
  );
  const edit = fc.record({
    at: fc.nat({ max: seed.length - 1 }),
    cut: fc.nat({ max: 12 }),
    put: fc.uint8Array({ maxLength: 6 }),
  });

  it('make a plan or errors, never an exception', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
        let bytes = Buffer.from(seed);
        for (const { at, cut, put } of edits)
          bytes = Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + cut)]);
        planned(new TextDecoder().decode(bytes));
      }),
      { numRuns: 1500 },
    );
  });

  it('of a .tf.json file too', () => {
    const json = Buffer.from(
      '{"variable":{"v":{"type":"string","default":"x"}},"resource":{"terraform_data":{"r":[{"input":"${var.v}","dynamic":{"b":{"for_each":[1],"content":{"c":"${b.value}"}}}}]}},"output":{"o":{"value":["${var.v}",null,1.5e3]}}}',
    );
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 5 }), (edits) => {
        let bytes = json;
        for (const { at, cut, put } of edits)
          bytes = Buffer.concat([
            bytes.subarray(0, at % json.length),
            put,
            bytes.subarray((at % json.length) + cut),
          ]);
        loadModule([{ path: 'a.tf.json', text: new TextDecoder().decode(bytes) }], { dialect: 'terraform' });
      }),
      { numRuns: 1500 },
    );
  });
});
