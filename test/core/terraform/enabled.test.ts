import { describe, expect, it } from 'vitest';
import { loadModule } from '../../../src/core/terraform/index.ts';
import { codes, outputs, plan } from './planning.ts';

const resource = (enabled: string, more = '') =>
  `resource "terraform_data" "a" {\n  input = "x"\n${more}  lifecycle {\n    enabled = ${enabled}\n  }\n}\n`;
const output = (name: string, expr: string) => `output "${name}" {\n  value = ${expr}\n}\n`;
const planned = (tf: string, prior?: Record<string, { input: string }>) =>
  plan(tf, { dialect: 'terraform', ...(prior ? { prior } : {}) });
const addresses = (result: ReturnType<typeof plan>) =>
  result.plan?.resources.map((r) => `${r.action} ${r.address}`);

describe('lifecycle { enabled = … } of OpenTofu', () => {
  it('makes one or none', () => {
    const seen = output('is', 'terraform_data.a != null') + output('in', 'try(terraform_data.a.input, "no")');
    const on = planned(resource('1 == 1') + seen);
    expect([addresses(on), outputs(on)]).toEqual([['create terraform_data.a'], { is: true, in: 'x' }]);
    const off = planned(`locals {\n  on = "false"\n}\n${resource('local.on')}${seen}`);
    expect([codes(off), addresses(off), outputs(off)]).toEqual([[], [], { is: false, in: 'no' }]);
  });

  it('deletes what exists when it is off', () => {
    const prior = { 'terraform_data.a': { input: 'x' } };
    expect(addresses(planned(resource('false'), prior))).toEqual(['delete terraform_data.a']);
    expect(addresses(planned(resource('true'), prior))).toEqual(['no-op terraform_data.a']);
  });

  it('of something that is off no attribute can be read', () => {
    const result = planned(resource('false') + output('o', 'terraform_data.a.input'));
    expect(result.diagnostics.filter((d) => d.severity === 'error').map((d) => d.message.en)).toEqual([
      expect.stringContaining('Attempt to get attribute from null value'),
    ]);
  });

  it('switches modules and data sources', () => {
    const files = {
      'main.tf': `variable "on" {\n  default = false\n}\nmodule "m" {\n  source = "./m"\n  lifecycle {\n    enabled = var.on\n  }\n}\n${output('o', 'module.m == null ? "none" : module.m.o')}`,
      'm/main.tf': output('o', '"there"'),
    };
    expect(outputs(plan(files, { dialect: 'terraform' }))).toEqual({ o: 'none' });
    const on = plan(files, { dialect: 'terraform', variables: { on: true } });
    expect([codes(on), outputs(on)]).toEqual([[], { o: 'there' }]);
    const data = planned(
      `data "terraform_remote_state" "d" {\n  backend = "local"\n  lifecycle {\n    enabled = false\n  }\n}\n`,
    );
    expect([codes(data), addresses(data)]).toEqual([[], []]);
  });

  it.each([
    ['null', 'the given value is null'],
    ['1', 'bool required, but have number'],
    ['["a"]', 'bool required, but have tuple'],
    ['sensitive(true)', 'Sensitive values, or values derived from sensitive values'],
    ['terraform_data.b.id == "x"', "won't be known until the apply phase"],
  ])('%s is refused', (expr, words) => {
    const result = planned(`resource "terraform_data" "b" {}\n${resource(expr)}`);
    expect(codes(result)).toEqual(['TF_ENABLED_INVALID']);
    expect(result.diagnostics.map((d) => d.message.en).join()).toContain(words);
  });

  it('stands beside neither count nor for_each', () => {
    expect(codes(planned(resource('true', '  count = 2\n')))).toEqual(['TF_ENABLED_INVALID']);
    expect(codes(planned(resource('true', '  for_each = {}\n')))).toEqual(['TF_ENABLED_INVALID']);
  });

  it('is said to be OpenTofu alone, and is refused for the platform', () => {
    const loaded = (dialect: 'terraform' | 'cloudapp', text: string) =>
      loadModule([{ path: 'main.tf', text }], { dialect }).diagnostics.map((d) => [d.code, d.severity]);
    expect(loaded('terraform', resource('true'))).toEqual([['TF_OPENTOFU_ONLY', 'warning']]);
    expect(loaded('cloudapp', resource('true'))).toEqual([['TF_ARGUMENT_UNEXPECTED', 'error']]);
    const call = 'module "m" {\n  source = "./m"\n  lifecycle {\n    enabled = true\n  }\n}\n';
    expect(loaded('cloudapp', call).map(([code]) => code)).toContain('TF_BLOCK_UNEXPECTED');
  });
});

describe('actions of Terraform 1.14', () => {
  const tf = `action "x_job" "warm" {\n  config {\n    a = 1\n  }\n}\nresource "terraform_data" "a" {\n  lifecycle {\n    action_trigger {\n      events  = [after_create]\n      actions = [action.x_job.warm]\n    }\n  }\n}\n`;

  it('are read and left out, which is said at each of them', () => {
    const { diagnostics } = loadModule([{ path: 'main.tf', text: tf }], { dialect: 'terraform' });
    expect(diagnostics.map((d) => [d.code, d.severity, d.range?.start.line])).toEqual([
      ['TF_NOT_EVALUATED', 'warning', 1],
      ['TF_NOT_EVALUATED', 'warning', 8],
    ]);
    expect(addresses(planned(tf))).toEqual(['create terraform_data.a']);
  });

  it('are refused for the platform', () => {
    const { diagnostics } = loadModule([{ path: 'main.tf', text: tf }], { dialect: 'cloudapp' });
    expect(diagnostics.map((d) => d.code)).toEqual(['TF_BLOCK_UNEXPECTED', 'TF_BLOCK_UNEXPECTED']);
  });

  it('and enabled are read from JSON too', () => {
    const json = {
      action: { x_job: { warm: { config: { a: 1 } } } },
      resource: {
        terraform_data: {
          on: { lifecycle: { enabled: '${1 == 1}', action_trigger: { events: ['after_create'] } } },
          off: { lifecycle: { enabled: false } },
        },
      },
      module: { m: { source: './m', lifecycle: { enabled: false } } },
    };
    const files = { 'main.tf.json': JSON.stringify(json), 'm/main.tf': 'resource "terraform_data" "b" {}\n' };
    const { diagnostics } = loadModule(
      Object.entries(files).map(([path, text]) => ({ path, text })),
      { dialect: 'terraform' },
    );
    expect(diagnostics.map((d) => d.code).sort()).toEqual([
      'TF_NOT_EVALUATED',
      'TF_NOT_EVALUATED',
      'TF_OPENTOFU_ONLY',
      'TF_OPENTOFU_ONLY',
      'TF_OPENTOFU_ONLY',
    ]);
    expect(addresses(plan(files, { dialect: 'terraform' }))).toEqual(['create terraform_data.on']);
  });
});
