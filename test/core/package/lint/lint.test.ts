import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyFix, lint } from '../../../../src/core/package/index.ts';
import { sourceOf } from '../source-of.ts';
import { lintOf, packageOf, type RuleCase, schemas } from './case.ts';

const NET = 'args:\n  - { name: net, label: net, widget: subnet-select }\n';

describe('lint', () => {
  it('goes on when package.yaml, a .tf file or Chart.yaml cannot be parsed', () => {
    const { diagnostics } = lint(
      sourceOf({
        'package.yaml': 'id: ${packageId}\nargs: [',
        'infrastructure/bad.tf': 'resource "a" {\n  x = [1,\n',
        'infrastructure/good.tf':
          'output "x" {\n  value = var.nothing\n}\nresource "cloudapp_helm_app" "a" {\n  chart_src = "../software/chart"\n}\n',
        'software/chart/Chart.yaml': ': [',
      }),
      { dialect: 'cloudapp' },
    );
    const codes = new Set(diagnostics.map((each) => each.code));
    for (const code of ['PKG100', 'PKG107', 'TF_SYNTAX', 'TF101', 'CHT105']) expect(codes).toContain(code);
  });

  it('sorts by file and place', () => {
    const { diagnostics } = lintOf({ yaml: NET, tf: 'variable "x" {}\nvariable "net" {}\n' });
    const places = diagnostics.map(
      (each) => `${each.file}:${String(each.range?.start.offset ?? -1).padStart(6, '0')}`,
    );
    expect(places).toEqual([...places].sort());
  });

  it('stops repeating one rule', () => {
    const many = Array.from({ length: 500 }, (_, i) => `output "o${i}" {\n  value = var.v${i}\n}`).join('\n');
    expect(lintOf({ tf: many }).diagnostics.filter((each) => each.code === 'TF101')).toHaveLength(200);
  });

  it('ends fast on many args and resources', () => {
    const args = Array.from(
      { length: 900 },
      (_, i) => `  - { name: a${i}, label: l, widget: subnet-select, regions: [ "\${a${i + 1}.region}" ] }`,
    );
    const tf = Array.from(
      { length: 2000 },
      (_, i) => `resource "x_y" "r${i}" {\n  v = x_y.r${i + 1}.id\n  w = var.a${i % 900}.vpc_id\n}`,
    );
    const start = performance.now();
    lintOf({ yaml: `args:\n${args.join('\n')}\n`, tf: tf.join('\n') });
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it.each<[string, string]>([
    ['unknown keys', Array.from({ length: 12_000 }, (_, i) => `k${i}: 1`).join('\n')],
    [
      'arg properties',
      `args:\n  - name: a\n    label: a\n    widget: input\n${Array.from({ length: 12_000 }, (_, i) => `    k${i}: 1`).join('\n')}`,
    ],
    [
      'options',
      `args:\n  - name: a\n    label: a\n    widget: select\n    options:\n${Array.from({ length: 6000 }, (_, i) => `      - { label: l, value: v${i} }`).join('\n')}`,
    ],
    [
      'conditions',
      `args:\n${Array.from({ length: 400 }, (_, i) => `  - { name: a, label: a, widget: input, when: [ { eq: { a: "\${b${i}}", b: 1 } }, { eq: { a: "\${c${i}}", b: 1 } } ] }`).join('\n')}`,
    ],
    [
      'expressions',
      `args:\n${Array.from({ length: 900 }, (_, i) => `  - { name: a${i}, label: a, widget: subnet-select, regions: [ "\${a${(i * 7) % 900}.region}\${nope${i}}" ] }`).join('\n')}`,
    ],
  ])('ends fast on many %s', (_, yaml) => {
    const start = performance.now();
    const { diagnostics } = lintOf({ yaml });
    expect(performance.now() - start).toBeLessThan(2500);
    expect(diagnostics.length).toBeLessThan(1500);
  });

  it('keeps alias bombs to one finding', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 40; i++)
      lines.push(
        `a${i}: &a${i} [${Array(9)
          .fill(`*a${i - 1}`)
          .join(', ')}]`,
      );
    const start = performance.now();
    const { diagnostics } = lintOf({ yaml: lines.join('\n') });
    expect(performance.now() - start).toBeLessThan(1000);
    expect(diagnostics.filter((each) => each.severity === 'error').map((each) => each.code)).toEqual([
      'PKG101',
    ]);
  });

  it('never throws on any package', () => {
    const yaml = fc.constantFrom(
      'args:\n',
      '  - name: a\n',
      '    widget: select\n',
      '    label: x\n',
      '    options: [{value: 1}]\n',
      '    regions: ["${a.b}"]\n',
      '    when: [{eq: {a: "${a}", b: 1}}]\n',
      'role: {policy: {version: "2.0", statement: [{action: x, resource: "${var.a", effect: allow}]}}\n',
      'specs: [{key: a, name: b, enum: []}]\n',
      'frontend: {src: "../x"}\n',
      '*a',
      '[',
      '"',
      '\u0000',
    );
    const tf = fc.constantFrom(
      'resource "cloudapp_helm_app" "a" {\n',
      'chart_src = "../../x"\n',
      'variable "a" {\n',
      'type = object({ a = string })\n',
      'default = object({})\n',
      'count = 1\n',
      'x = a.b[0].c\n',
      'y = var.a.b\n',
      'password = "secretpw"\n',
      '}\n',
      'locals {\n',
      'a = local.a\n',
      'dynamic "x" {\n',
      'content {\n',
      '${',
      '"',
      '<<-EOT\n',
      'module "m" {\n',
      'source = "./"\n',
      'ingress = ["ACCEPT#0.0.0.0/0#ALL#ALL"]\n',
    );
    const join = (bits: fc.Arbitrary<string>) =>
      fc.array(bits, { maxLength: 25 }).map((each) => new TextEncoder().encode(each.join('')));
    const bytes = fc.uint8Array({ maxLength: 1500 });
    fc.assert(
      fc.property(
        fc.oneof(join(yaml), bytes),
        fc.oneof(join(tf), bytes),
        fc.constantFrom('cloudapp', 'terraform'),
        (manifest, main, dialect) => {
          const source = sourceOf({ 'package.yaml': manifest, 'infrastructure/main.tf': main });
          const { diagnostics } = lint(source, { dialect: dialect as 'cloudapp' | 'terraform' });
          for (const { range, message } of diagnostics) {
            if (range) expect(range.start.offset).toBeLessThanOrEqual(range.end.offset);
            expect(message['zh-CN']).not.toBe('');
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('fixes', () => {
  const cases: [code: string, rule: RuleCase][] = [
    ['PKG105', { yaml: 'argz: []\n' }],
    [
      'PKG109',
      {
        yaml: `${NET}  - { name: m, label: m, widget: cvm-instance-type-select, region: '\${net.region' }\n`,
      },
    ],
    [
      'PKG110',
      {
        yaml: `${NET}  - { name: m, label: m, widget: cvm-instance-type-select, region: "\${nett.region}" }\n`,
      },
    ],
    [
      'PKG111',
      {
        yaml: `${NET}  - { name: m, label: m, widget: cvm-instance-type-select, region: "\${net.regio}" }\n`,
      },
    ],
    [
      'PKG112',
      {
        yaml: `${NET}  - { name: m, label: m, widget: cvm-instance-type-select, region: "\${var.net.region}" }\n`,
      },
    ],
    ['PKG117', { yaml: 'args:\n  - { name: m, label: m, widget: subnet-selct }\n' }],
    ['PKG122', { yaml: 'args:\n  - { name: m, label: m, widget: subnet-select, region: [] }\n' }],
    [
      'PKG132',
      {
        yaml: `${NET}role: { policy: { version: "2.0", statement: [ { action: "a:B", resource: "qcs::x:\${net.region}:y:z", effect: allow } ] } }\n`,
      },
    ],
    ['TF102', { tf: 'output "main" {\n  value = var.cloudapp_id\n}' }],
    ['TF111', { yaml: NET, tf: 'variable "net" {}\noutput "main" {\n  value = var.net.vpcid\n}' }],
    ['TF112', { tf: 'variable "x" {\n  default = object({ a = 1 })\n}' }],
    [
      'TF114',
      {
        tf: 'resource "tencentcloud_vpc" "a" {\n  count = 1\n}\noutput "main" {\n  value = tencentcloud_vpc.a.id\n}',
      },
    ],
    [
      'TF115',
      { tf: 'resource "tencentcloud_vpc" "a" {\n}\noutput "main" {\n  value = tencentcloud_vpc.a[0].id\n}' },
    ],
    [
      'TF125',
      { tf: 'resource "random_password" "p" {\n}\noutput "main" {\n  value = random_password.p.result\n}' },
    ],
  ];
  it.each(cases)('%s: is cured by its fix, and the package parses as before', (code, rule) => {
    const source = packageOf(rule);
    const finding = lint(source, { dialect: 'cloudapp', schemas }).diagnostics.find(
      (each) => each.code === code,
    );
    if (finding?.fix === undefined) throw new Error(`${code} offers no fix`);
    const after = lint(applyFix(source, finding.fix), { dialect: 'cloudapp', schemas }).diagnostics.map(
      (each) => each.code,
    );
    expect(after).not.toContain(code);
    expect(after.filter((each) => each === 'PKG100' || each === 'TF_SYNTAX')).toEqual([]);
  });
});
