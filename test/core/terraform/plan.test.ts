import { describe, expect, it } from 'vitest';
import { apply, codes, outputs, plan } from './planning.ts';

describe('plan', () => {
  it('orders resources, keeps unknown parts apart and marks what is sensitive', () => {
    const result = plan(`
      resource "null_resource" "b" { triggers = { a = null_resource.a.id, w = "x-\${random_password.p.result}" } }
      resource "null_resource" "a" {}
      resource "random_password" "p" { length = 16 }
    `);
    expect(codes(result)).toEqual([]);
    const order = result.plan?.resources.map((r) => r.address) ?? [];
    expect(order.indexOf('null_resource.a')).toBeLessThan(order.indexOf('null_resource.b'));
    const b = result.plan?.resources.find((r) => r.address === 'null_resource.b');
    expect(b?.dependsOn.toSorted()).toEqual(['null_resource.a', 'random_password.p']);
    expect(b?.args).toEqual({
      value: { triggers: {} },
      unknown: { triggers: { a: true, w: true } },
      sensitive: { triggers: { w: true } },
    });
    expect(b?.action).toBe('create');
  });

  it('expands count, for_each and dynamic blocks', () => {
    const result = plan(
      `
      resource "null_resource" "n" {
        count    = 2
        triggers = { i = count.index }
      }
      resource "null_resource" "e" {
        for_each = toset(["x", "y"])
        triggers = { k = each.key, up = upper(each.value) }
      }
      resource "other_thing" "d" {
        dynamic "rule" {
          for_each = { a = 1, b = 2 }
          iterator = it
          content {
            name = it.key
            port = it.value + 8000
          }
        }
        rule {
          name = "last"
        }
      }
      output "ids" { value = length(null_resource.n[*].id) }
      output "keys" { value = keys(null_resource.e) }
    `,
      { dialect: 'terraform' },
    );
    expect(codes(result)).toEqual([]);
    expect(result.plan?.resources.map((r) => r.address).toSorted()).toEqual([
      'null_resource.e["x"]',
      'null_resource.e["y"]',
      'null_resource.n[0]',
      'null_resource.n[1]',
      'other_thing.d',
    ]);
    const d = result.plan?.resources.find((r) => r.address === 'other_thing.d');
    expect(d?.args.value).toEqual({
      rule: [{ name: 'a', port: 8001 }, { name: 'b', port: 8002 }, { name: 'last' }],
    });
    expect(outputs(result)).toEqual({ ids: 2, keys: ['x', 'y'] });
  });

  it('pairs instances that are indexed by count.index', () => {
    const result = plan(`
      resource "null_resource" "a" { count = 3 }
      resource "null_resource" "b" {
        count    = 3
        triggers = { id = null_resource.a[count.index].id }
      }
    `);
    expect(result.plan?.resources.find((r) => r.address === 'null_resource.b[1]')?.dependsOn).toEqual([
      'null_resource.a[1]',
    ]);
  });

  it('evaluates local modules with their own variables and outputs', () => {
    const result = plan(
      {
        'main.tf': `
          module "m" {
            source = "./child"
            count  = 2
            name   = "n\${count.index}"
          }
          output "names" { value = module.m[*].full }
        `,
        'child/main.tf': `
          variable "name" {}
          resource "null_resource" "r" { triggers = { n = var.name } }
          output "full" { value = "\${var.name}-\${null_resource.r.triggers.n}" }
        `,
      },
      { dialect: 'terraform' },
    );
    expect(codes(result)).toEqual([]);
    expect(outputs(result)).toEqual({ names: ['n0-n0', 'n1-n1'] });
    expect(result.plan?.resources.map((r) => r.address)).toEqual([
      'module.m[0].null_resource.r',
      'module.m[1].null_resource.r',
    ]);
  });

  it('reads files and templates of the package and nothing else', () => {
    const files = { 'cfg/a.tpl': 'Hi ${name}%{ for p in ports } ${p}%{ endfor }', 'main.txt': 'text' };
    const result = plan(
      `
      output "t" { value = templatefile("cfg/a.tpl", { name = "Bo", ports = [1, 2] }) }
      output "f" { value = file("./cfg/../main.txt") }
      output "s" { value = fileset("cfg", "**/*.tpl") }
    `,
      { files },
    );
    expect(outputs(result)).toEqual({ t: 'Hi Bo 1 2', f: 'text', s: ['a.tpl'] });
    for (const path of ['/etc/passwd', '../x', 'C:/x', '~/x', 'cfg/../../x']) {
      const bad = plan(`output "f" { value = file("${path}") }`, { files });
      expect(bad.diagnostics[0]?.message.en).toMatch(/outside the package/);
    }
  });

  it('says what to do with what exists', () => {
    const tf = `
      resource "null_resource" "same" { triggers = { a = "1" } }
      resource "null_resource" "new" { triggers = { a = "2" } }
      resource "random_password" "moved" { length = 8 }
      moved {
        from = random_password.old
        to   = random_password.moved
      }
    `;
    const result = plan(tf, {
      prior: {
        'null_resource.same': { id: '1', triggers: { a: '1' } },
        'null_resource.new': { id: '2', triggers: { a: '1' } },
        'random_password.old': { id: 'none', length: 8, result: 'x' },
        'null_resource.gone': { id: '4' },
      },
    });
    const actions = Object.fromEntries(result.plan?.resources.map((r) => [r.address, r.action]) ?? []);
    expect(actions).toEqual({
      'null_resource.same': 'no-op',
      'null_resource.new': 'replace',
      'random_password.moved': 'no-op',
      'null_resource.gone': 'delete',
    });
  });

  it('checks validations, preconditions and assertions', () => {
    const tf = `
      variable "n" {
        type = number
        validation {
          condition     = var.n > 2
          error_message = "Too small: \${var.n}."
        }
      }
      output "o" {
        value = var.n
        precondition {
          condition     = var.n < 10
          error_message = "Too large."
        }
      }
      check "c" {
        assert {
          condition     = var.n == 5
          error_message = "Not five."
        }
      }
    `;
    expect(codes(plan(tf, { variables: { n: 5 } }))).toEqual([]);
    expect(plan(tf, { variables: { n: 1 } }).diagnostics[0]?.message.en).toMatch(/Too small: 1\./);
    expect(
      plan(tf, { variables: { n: 20 } })
        .diagnostics.map((d) => d.message.en)
        .join(),
    ).toMatch(/Too large/);
    const warned = plan(tf, { variables: { n: 4 } });
    expect(codes(warned, 'warning')).toEqual(['TF_CONDITION_FAILED']);
  });
});

describe('bad input', () => {
  it('names a cycle with everything in it', () => {
    const result = plan('locals {\n  a = local.b\n  b = "x${local.c}"\n  c = local.a\n}\n');
    expect(result.plan).toBeUndefined();
    expect(codes(result)).toContain('TF_CYCLE');
    const cycle = result.diagnostics.find((d) => d.code === 'TF_CYCLE');
    for (const name of ['local.a', 'local.b', 'local.c']) expect(cycle?.message.en).toContain(name);
    expect(cycle?.range?.start.line).toBeGreaterThan(1);
    expect(codes(plan('resource "null_resource" "a" { triggers = { x = null_resource.a.id } }'))).toContain(
      'TF_CYCLE',
    );
  });

  it.each(['1000000000', '20001', '1e30'])('refuses count = %s', (n) => {
    expect(codes(plan(`resource "null_resource" "a" { count = ${n} }`))).toEqual(['TF_TOO_MANY_INSTANCES']);
  });

  it.each([
    ['count = -1', 'TF_COUNT_INVALID'],
    ['count = 1.5', 'TF_COUNT_INVALID'],
    ['count = null', 'TF_COUNT_INVALID'],
    ['count = length(random_uuid.u.result)', 'TF_COUNT_INVALID'],
    ['for_each = ["a"]', 'TF_FOR_EACH_INVALID'],
    ['for_each = sensitive({ a = 1 })', 'TF_FOR_EACH_INVALID'],
  ])('explains %s', (argument, code) => {
    const result = plan(`resource "random_uuid" "u" {}\nresource "null_resource" "a" {\n  ${argument}\n}\n`);
    expect(codes(result)).toEqual([code]);
  });

  it('bounds loops within loops', () => {
    const result = plan(
      'output "o" { value = [for a in range(1000) : [for b in range(1000) : [for c in range(1000) : c]]] }',
    );
    expect(codes(result)).toEqual(['TF_EVALUATION_LIMIT']);
  });

  it('bounds texts that double', () => {
    const doubling = Array.from(
      { length: 30 },
      (_, i) => `  a${i + 1} = "\${local.a${i}}\${local.a${i}}"`,
    ).join('\n');
    const result = plan(
      `locals {\n  a0 = "0123456789"\n${doubling}\n}\noutput "o" { value = length(local.a30) }\n`,
    );
    expect(codes(result)).toContain('TF_EVALUATION_LIMIT');
  });

  it('refuses modules that are not in the package or call themselves', () => {
    expect(() => plan({ 'main.tf': 'module "m" { source = "../../x" }' })).toThrow(
      /leaves the package|no \.tf file/,
    );
    expect(() => plan({ 'main.tf': 'module "m" { source = "hashicorp/consul" }' })).toThrow(
      /Only local modules/,
    );
    expect(() =>
      plan({ 'main.tf': 'module "m" { source = "./c" }', 'c/a.tf': 'module "n" { source = "../c" }' }),
    ).toThrow(/calls itself/);
  });
});

describe('apply', () => {
  it('makes values known as instances are completed', () => {
    const session = apply(`
      locals { ip = "http://\${tencentcloud_instance.web[0].public_ip}/" }
      resource "tencentcloud_instance" "web" {
        count         = 1
        instance_name = "w"
      }
      resource "null_resource" "n" { triggers = { at = local.ip } }
      output "main" { value = local.ip }
    `);
    expect(session.args('null_resource.n').args.unknown).toEqual({ triggers: { at: true } });
    expect(session.outputs().outputs[0]?.value.unknown).toBe(true);
    expect(session.args('tencentcloud_instance.web[0]').args.value).toEqual({ instance_name: 'w' });
    session.complete('tencentcloud_instance.web[0]', { id: 'ins-1', public_ip: '1.2.3.4' });
    expect(session.args('null_resource.n').args.value).toEqual({ triggers: { at: 'http://1.2.3.4/' } });
    session.complete('null_resource.n', { id: 'n-1' });
    expect(session.outputs().outputs[0]?.value.value).toBe('http://1.2.3.4/');
  });

  it('sees new values through modules, for_each and splats', () => {
    const session = apply(
      {
        'main.tf': `
          resource "random_uuid" "u" { count = 2 }
          module "m" {
            source = "./m"
            ids    = random_uuid.u[*].result
          }
          resource "null_resource" "e" {
            for_each = { a = random_uuid.u[0].result }
            triggers = { v = each.value }
          }
          output "all" { value = module.m.joined }
        `,
        'm/m.tf':
          'variable "ids" {}\nlocals { j = join(",", var.ids) }\noutput "joined" { value = local.j }\n',
      },
      { dialect: 'terraform' },
    );
    session.complete('random_uuid.u[0]', { result: 'A' });
    expect(session.outputs().outputs[0]?.value.unknown).toBe(true);
    session.complete('random_uuid.u[1]', { result: 'B' });
    expect(session.outputs().outputs[0]?.value.value).toBe('A,B');
    expect(session.args('null_resource.e["a"]').args.value).toEqual({ triggers: { v: 'A' } });
  });

  it('refuses an address that the plan does not have', () => {
    expect(() => apply('').args('a.b')).toThrow(/no resource instance/);
  });
});

describe('size', () => {
  const chain = (n: number): string =>
    Array.from({ length: n }, (_, i) => {
      const before = i === 0 ? '"start"' : `null_resource.r${i - 1}.id`;
      return `resource "null_resource" "r${i}" {\n  triggers = { before = ${before}, n = ${i} }\n}\n`;
    }).join('');

  it('plans a chain of 3,000 resources in time in proportion', () => {
    const time = (n: number): number => {
      const text = chain(n);
      const start = performance.now();
      expect(plan(text).plan?.resources.length).toBe(n);
      return performance.now() - start;
    };
    time(300);
    const half = time(1500);
    const whole = time(3000);
    expect(whole).toBeLessThan(4000);
    expect(whole / Math.max(half, 20)).toBeLessThan(4);
  });

  it('applies 1,000 resources that one local gathers', () => {
    const list = Array.from({ length: 1000 }, (_, i) => `null_resource.r${i}.id`).join(', ');
    const session = apply(
      `${chain(1000)}\nlocals { all = [${list}] }\noutput "n" { value = join(",", local.all) }\n`,
    );
    const start = performance.now();
    for (let i = 0; i < 1000; i += 1) {
      session.args(`null_resource.r${i}`);
      session.complete(`null_resource.r${i}`, { id: `id${i}` });
    }
    expect(String(session.outputs().outputs[0]?.value.value).split(',').length).toBe(1000);
    expect(performance.now() - start).toBeLessThan(4000);
  });
});
