import { describe, expect, it } from 'vitest';
import { loadModule, ParsedModuleCache } from '../../../src/core/terraform/index.ts';
import { codes, outputs, plan } from './planning.ts';

const load = (files: Record<string, string>, parsed?: ParsedModuleCache) =>
  loadModule(
    Object.entries(files).map(([path, text]) => ({ path, text })),
    { dialect: 'terraform', ...(parsed ? { parsed } : {}) },
  );

describe('.tf.json files', () => {
  const json = {
    '//': 'a comment',
    variable: { n: { type: 'list(object({ a = number, b = optional(string, "x") }))', default: [{ a: 1 }] } },
    locals: { sum: '${var.n[0].a + 1}', text: 'n is ${local.sum}', plain: 7.25 },
    resource: {
      terraform_data: {
        one: { input: '${local.sum}', lifecycle: { ignore_changes: ['input'] } },
        two: [
          {
            for_each: { k: 'v' },
            input: { deep: ['${each.key}', true, null] },
            depends_on: ['terraform_data.one'],
          },
        ],
      },
    },
    output: {
      text: { value: '${local.text}' },
      n: { value: '${var.n}' },
      deep: { value: '${terraform_data.two["k"].input}' },
      plain: { value: 'a $${x}', precondition: { condition: '${local.sum == 2}', error_message: 'no' } },
    },
  };
  const text = JSON.stringify(json);

  it('mean what the native syntax means', () => {
    const result = plan({ 'main.tf.json': text }, { dialect: 'terraform' });
    expect(codes(result)).toEqual([]);
    expect(outputs(result)).toEqual({
      text: 'n is 2',
      n: [{ a: 1, b: 'x' }],
      deep: { deep: ['k', true, null] },
      plain: 'a ${x}',
    });
    const two = result.plan?.resources.find((r) => r.name === 'two');
    expect(two).toMatchObject({ address: 'terraform_data.two["k"]', dependsOn: ['terraform_data.one'] });
  });

  it('stand beside native files', () => {
    const result = plan(
      {
        'a.tf': 'locals {\n  x = local.y + 1\n}\n',
        'b.tf.json': '{"locals": {"y": 1}, "output": {"x": {"value": "${local.x}"}}}',
      },
      { dialect: 'terraform' },
    );
    expect(outputs(result)).toEqual({ x: 2 });
  });

  it('name the place of mistakes in the file', () => {
    const { diagnostics } = load({ 'm.tf.json': '{\n  "locals": {"a": "x ${ 1 + }"}\n}' });
    expect(diagnostics[0]).toMatchObject({ code: 'TF_SYNTAX', range: { start: { line: 2, column: 29 } } });
    expect(load({ 'm.tf.json': '{"locals": {"a": 1,}}' }).diagnostics[0]).toMatchObject({
      summary: 'Invalid JSON',
      range: { start: { line: 1, column: 20 } },
    });
    expect(load({ 'm.tf.json': '{"nonsense": {}, "variable": 3}' }).diagnostics.map((d) => d.code)).toEqual([
      'TF_SYNTAX',
      'TF_BLOCK_UNEXPECTED',
    ]);
  });
});

describe('override files', () => {
  const base =
    'variable "v" {\n  default = "base"\n  description = "kept"\n}\nlocals {\n  a = 1\n  b = 2\n}\nresource "terraform_data" "r" {\n  input = "base"\n  lifecycle {\n    create_before_destroy = true\n  }\n}\noutput "o" {\n  value = [var.v, local.a, local.b, terraform_data.r.input]\n}\n';

  it('change what others declare, argument by argument', () => {
    const result = plan(
      {
        'main.tf': base,
        'override.tf': 'variable "v" {\n  default = "over"\n}\nlocals {\n  b = 3\n}\n',
        'z_override.tf.json': '{"resource": {"terraform_data": {"r": {"input": "over"}}}}',
      },
      { dialect: 'terraform' },
    );
    expect(codes(result)).toEqual([]);
    expect(outputs(result)).toEqual({ o: ['over', 1, 3, 'over'] });
  });

  it('are named by what is wrong in them', () => {
    const result = plan(
      {
        'main.tf':
          'resource "terraform_data" "a" {\n  input = 1\n}\nlocals {\n  b = 1\n}\noutput "o" {\n  value = 1\n}\n',
        'x_override.tf':
          '#\n#\nresource "terraform_data" "a" {\n  input = local.none1\n}\nlocals {\n  b = local.none2\n}\noutput "o" {\n  value = local.none3\n}\n',
      },
      { dialect: 'terraform' },
    );
    const places = result.diagnostics.map((each) => `${each.file}:${each.range?.start.line}`);
    expect(places.sort()).toEqual(['x_override.tf:10', 'x_override.tf:4', 'x_override.tf:7']);
  });

  it('must have something to override', () => {
    const { diagnostics } = load({
      'main.tf': base,
      'x_override.tf':
        'resource "terraform_data" "gone" {}\nlocals {\n  c = 1\n}\nmoved {\n  from = a.b\n  to = a.c\n}\n',
    });
    expect(diagnostics.map((d) => d.code)).toEqual(['TF_OVERRIDE', 'TF_OVERRIDE', 'TF_OVERRIDE']);
  });
});

describe('a cache of parsed files', () => {
  it('parses only what changed', () => {
    const cache = new ParsedModuleCache();
    const files = { 'a.tf': 'locals {\n  a = 1\n}\n', 'b.tf': 'locals {\n  b = 1\n}\n' };
    const first = load(files, cache);
    expect(cache.parses).toBe(2);
    const second = load({ ...files, 'b.tf': 'locals {\n  b = 2\n}\n' }, cache);
    expect(cache.parses).toBe(3);
    expect(second.module.files.get('a.tf')).toBe(first.module.files.get('a.tf'));
    expect(second.module.files.get('b.tf')).not.toBe(first.module.files.get('b.tf'));
  });

  it('keeps to its limit', () => {
    const cache = new ParsedModuleCache(30);
    for (let i = 0; i < 5; i += 1) load({ 'a.tf': `locals {\n  a = ${i}\n}\n` }, cache);
    load({ 'a.tf': 'locals {\n  a = 0\n}\n' }, cache);
    expect(cache.parses).toBe(6);
  });
});

describe('.tofu files', () => {
  const value = (n: number) => `output "o" {\n  value = ${n}\n}\n`;
  const files = { 'main.tf': value(1), 'main.tofu': value(2), 'more.tf': '', 'new.tofu': 'locals {}\n' };

  it('take the place of .tf files of the same name, as OpenTofu has it, which is said', () => {
    const result = plan(files, { dialect: 'terraform' });
    expect(codes(result)).toEqual([]);
    expect(outputs(result)).toEqual({ o: 2 });
    const said = load(files).diagnostics;
    expect(said.map((d) => [d.code, d.severity, d.file])).toEqual([
      ['TF_OPENTOFU_ONLY', 'warning', 'main.tofu'],
      ['TF_OPENTOFU_ONLY', 'warning', 'new.tofu'],
    ]);
    expect(said[0]?.message.en).toContain('in the place of main.tf');
    expect(said[1]?.message.en).not.toContain('new.tf ');
  });

  it('replace only their own kind: JSON by JSON, in their own folder', () => {
    const { module, diagnostics } = load({
      'a.tf': 'locals {\n  native = 1\n}\n',
      'a.tofu.json': '{"locals": {"json": 1}}',
      'b.tf.json': '{"locals": {"old": 1}}',
      'b.tofu.json': '{"locals": {"new": 1}}',
      'sub/c.tofu': '',
      'c.tf': 'locals {\n  c = 1\n}\n',
    });
    expect(diagnostics.filter((d) => d.severity === 'error')).toEqual([]);
    expect([...module.locals.keys()]).toEqual(['native', 'json', 'new', 'c']);
  });

  it('may override, and hold a child module', () => {
    const result = plan(
      {
        'main.tf': `module "m" {\n  source = "./m"\n}\noutput "o" {\n  value = module.m.o\n}\n`,
        'm/main.tofu': value(1),
        'm/override.tofu': value(3),
      },
      { dialect: 'terraform' },
    );
    expect(outputs(result)).toEqual({ o: 3 });
  });

  it('are left out by the platform, which is said', () => {
    const { module, diagnostics } = loadModule(
      Object.entries(files).map(([path, text]) => ({ path, text })),
      { dialect: 'cloudapp' },
    );
    expect([...module.files.keys()]).toEqual(['main.tf', 'more.tf']);
    expect(diagnostics.map((d) => d.message.en)).toEqual([
      expect.stringContaining('left out and main.tf is read'),
      expect.stringContaining('so this file is left out.'),
    ]);
    expect(diagnostics.map((d) => d.message['zh-CN']).join()).toMatch(/[一-龥]/);
  });
});
