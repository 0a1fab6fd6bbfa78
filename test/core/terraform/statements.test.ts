import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import { loadModule, planJson } from '../../../src/core/terraform/index.ts';
import { codes, inputOf, plan, type Setup } from './planning.ts';

const terraform = (tf: string | Record<string, string>, setup: Setup = {}) =>
  plan(tf, { dialect: 'terraform', ...setup });

const json = (tf: string | Record<string, string>, setup: Setup = {}): JsonObject => {
  const { text, diagnostics } = planJson(inputOf(tf, { dialect: 'terraform', ...setup }), new Date(0));
  if (text === undefined) throw new Error(diagnostics.map((d) => d.message.en).join('\n'));
  return JSON.parse(text) as JsonObject;
};

const data = (name: string, body = ''): string => `resource "terraform_data" "${name}" {\n${body}\n}\n`;
const existing = (input: string) => ({ id: '1', input, output: input, triggers_replace: null });

describe('checks', () => {
  const tf = {
    'main.tf': `
variable "v" {
  default = 3
  validation {
    condition     = var.v > 2
    error_message = "too small"
  }
}
${data('a', 'count = 2\nlifecycle {\n postcondition {\n condition = self.id != ""\n error_message = "post"\n }\n}')}
check "c" {
  assert {
    condition     = var.v == 4
    error_message = "v is \${var.v}"
  }
}
module "m" {
  source   = "./m"
  for_each = { k = 1 }
}
`,
    'm/main.tf':
      'output "w" {\n value = 1\n precondition {\n condition = true\n error_message = "w"\n }\n}\ncheck "mc" {\n assert {\n condition = nope.x.y == 1\n error_message = "m"\n }\n}\n',
  };

  it('never stop a plan, in whatever module they stand', () => {
    const result = terraform(tf);
    expect(codes(result)).toEqual([]);
    expect(codes(result, 'warning')).toEqual(
      expect.arrayContaining(['TF_CONDITION_FAILED', 'TF_REFERENCE_UNDECLARED']),
    );
  });

  it('are told in the plan, with all other conditions', () => {
    expect(json(tf).checks).toMatchObject([
      {
        address: { kind: 'check', name: 'c', to_display: 'check.c' },
        status: 'fail',
        instances: [
          { address: { to_display: 'check.c' }, status: 'fail', problems: [{ message: 'v is 3' }] },
        ],
      },
      {
        address: { kind: 'check', module: 'module.m', to_display: 'module.m.check.mc' },
        status: 'error',
        instances: [{ address: { module: 'module.m["k"]', to_display: 'module.m["k"].check.mc' } }],
      },
      { address: { kind: 'output_value', module: 'module.m', name: 'w' }, status: 'pass' },
      {
        address: { kind: 'resource', mode: 'managed', type: 'terraform_data', name: 'a' },
        status: 'unknown',
        instances: [
          { address: { instance_key: 0, to_display: 'terraform_data.a[0]' } },
          { status: 'unknown' },
        ],
      },
      { address: { kind: 'var', name: 'v' }, status: 'pass' },
    ]);
  });
});

describe('moved', () => {
  it('is followed over several steps, and within modules', () => {
    const moves =
      'moved {\n from = terraform_data.a\n to = terraform_data.b\n}\nmoved {\n from = terraform_data.b\n to = module.m.terraform_data.c\n}\nmodule "m" {\n source = "./m"\n}\n';
    const module = `${data('d', 'input = "x"')}moved {\n from = terraform_data.c\n to = terraform_data.d\n}\n`;
    const result = terraform(
      { 'main.tf': moves, 'm/main.tf': module },
      { prior: { 'terraform_data.a': existing('x') } },
    );
    expect(result.plan?.resources.map((r) => [r.address, r.action])).toEqual([
      ['module.m.terraform_data.d', 'no-op'],
    ]);
  });

  it('does not end in a circle, and names what is still declared', () => {
    const circle =
      'moved {\n from = terraform_data.x\n to = terraform_data.y\n}\nmoved {\n from = terraform_data.y\n to = terraform_data.x\n}\n';
    expect(
      terraform(circle + data('z'), { prior: { 'terraform_data.q': existing('x') } }).plan,
    ).toBeDefined();
    expect(
      codes(terraform(`${data('a')}moved {\n from = terraform_data.a\n to = terraform_data.b\n}\n`)),
    ).toEqual(['TF_MOVED_INVALID']);
  });
});

describe('count that comes and goes', () => {
  const actions = (tf: string, prior: Record<string, JsonObject>) =>
    terraform(tf, { prior }).plan?.resources.map((r) => `${r.action} ${r.address}`);

  it('keeps the first instance', () => {
    const one = data('a', 'input = "x"');
    const two = data('a', 'count = 2\ninput = "x"');
    expect(actions(one, { 'terraform_data.a[0]': existing('x') })).toEqual(['no-op terraform_data.a']);
    expect(actions(two, { 'terraform_data.a': existing('x') })).toEqual([
      'no-op terraform_data.a[0]',
      'create terraform_data.a[1]',
    ]);
    const each = data('a', 'for_each = toset(["0"])\ninput = "x"');
    expect(actions(each, { 'terraform_data.a[0]': existing('x') })).toEqual([
      'create terraform_data.a["0"]',
      'delete terraform_data.a[0]',
    ]);
  });

  it('unless both are there, or a move names the resource', () => {
    const one = data('a', 'input = "x"');
    const both = { 'terraform_data.a': existing('x'), 'terraform_data.a[0]': existing('x') };
    expect(actions(one, both)).toEqual(['no-op terraform_data.a', 'delete terraform_data.a[0]']);
    const moved = `${one}${data('b', 'input = "x"')}moved {\n from = terraform_data.a[0]\n to = terraform_data.b\n}\n`;
    expect(actions(moved, { 'terraform_data.a[0]': existing('x') })).toEqual([
      'create terraform_data.a',
      'no-op terraform_data.b',
    ]);
  });
});

describe("what is not expected in Terraform's own blocks", () => {
  it.each([
    'variable "v" {\n default = 1\n lable = "x"\n}\n',
    'variable "v" {\n default = 1\n validation {\n  condition = true\n  error_message = "x"\n  foo = 1\n }\n}\n',
    'output "o" {\n value = 1\n foo = 1\n}\n',
    'check "c" {\n foo = 1\n}\n',
    'removed {\n from = terraform_data.x\n foo = 1\n}\n',
    'moved {\n from = terraform_data.x\n to = terraform_data.y\n foo = 1\n}\n',
  ])('%s', (tf) => {
    expect(() => terraform(tf)).toThrow(/is not expected here/);
    const { diagnostics } = loadModule([{ path: 'main.tf', text: tf }], { dialect: 'cloudapp' });
    expect(diagnostics.map((d) => [d.code, d.severity])).toEqual([['TF_ARGUMENT_UNEXPECTED', 'warning']]);
  });

  it('blocks too', () => {
    expect(() => terraform('locals {\n a {}\n}\n')).toThrow(/Blocks of type "a"/);
    expect(() => terraform(data('a', 'lifecycle {\n foo {}\n}'))).toThrow(/Blocks of type "foo"/);
  });
});

describe('removed', () => {
  const prior = { 'terraform_data.a': existing('x'), 'terraform_data.b': existing('y') };

  it('forgets without destroying', () => {
    const tf = 'removed {\n from = terraform_data.a\n lifecycle {\n destroy = false\n }\n}\n';
    const actions = terraform(tf, { prior }).plan?.resources.map((r) => [r.address, r.action]);
    expect(actions).toEqual([
      ['terraform_data.a', 'forget'],
      ['terraform_data.b', 'delete'],
    ]);
  });

  it('is refused for what is still declared', () => {
    expect(codes(terraform(`${data('a')}removed {\n from = terraform_data.a\n}\n`))).toEqual([
      'TF_MOVED_INVALID',
    ]);
  });
});

describe('import', () => {
  it('takes objects over, by for_each too', () => {
    const tf = `${data('a', 'for_each = toset(["x", "y"])\ninput = each.key')}import {\n for_each = { x = "id-x" }\n to = terraform_data.a[each.key]\n id = each.value\n}\n`;
    expect(terraform(tf).plan?.resources.map((r) => [r.address, r.action, r.importing])).toEqual([
      ['terraform_data.a["x"]', 'no-op', 'id-x'],
      ['terraform_data.a["y"]', 'create', undefined],
    ]);
    expect(json(tf).resource_changes).toMatchObject([{ change: { importing: { id: 'id-x' } } }, {}]);
  });

  it('takes over by identity, which the JSON plan says', () => {
    const by = (what: string) => `${data('a', '')}import {\n to = terraform_data.a\n ${what}\n}\n`;
    const tf = by('identity = { region = "r", id = "x" }');
    expect(codes(terraform(tf))).toEqual([]);
    expect(terraform(tf).plan?.resources.map((r) => r.action)).toEqual(['no-op']);
    expect(json(tf).resource_changes).toMatchObject([
      { change: { importing: { identity: { region: 'r', id: 'x' } } } },
    ]);
    for (const wrong of ['identity = "x"', 'identity = { a = 1 }\n id = "x"', ''])
      expect(codes(terraform(by(wrong)))).toEqual(['TF_IMPORT_INVALID']);
  });

  it('needs a declaration and an id', () => {
    const block = (to: string, id: string) => `import {\n to = ${to}\n id = ${id}\n}\n`;
    expect(codes(terraform(block('terraform_data.gone', '"i"')))).toEqual(['TF_IMPORT_INVALID']);
    expect(codes(terraform(data('a') + block('terraform_data.a', 'null')))).toEqual(['TF_IMPORT_INVALID']);
  });
});

describe('prevent_destroy', () => {
  const guard = 'lifecycle {\n prevent_destroy = true\n}';
  const prior = { 'terraform_data.a': existing('x'), 'terraform_data.a[0]': existing('x') };

  it('keeps what a change would replace, or a smaller count would delete', () => {
    const one = { 'terraform_data.a': existing('x') };
    expect(
      codes(terraform(data('a', `input = "x"\ntriggers_replace = 1\n${guard}`), { prior: one })),
    ).toEqual(['TF_PREVENT_DESTROY']);
    expect(codes(terraform(data('a', `count = 0\n${guard}`), { prior }))).toEqual([
      'TF_PREVENT_DESTROY',
      'TF_PREVENT_DESTROY',
    ]);
    expect(codes(terraform(data('a', `input = "y"\n${guard}`), { prior: one }))).toEqual([]);
  });
});
