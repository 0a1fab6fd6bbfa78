import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { createSchemas, loadModule, planJson } from '../../../src/core/terraform/index.ts';
import { describeTool } from '../../helpers/tools.ts';
import { Real } from './real-terraform.ts';

const fixture = resolve('test/fixtures/terraform/show');

interface PlanOptions {
  readonly variables?: JsonObject;
  readonly prior?: Readonly<Record<string, JsonObject>>;
}

function planOf(texts: readonly { path: string; text: string }[], options: PlanOptions = {}): JsonObject {
  const { module, diagnostics: reading } = loadModule(texts, { dialect: 'terraform', dir: '' });
  const { text, diagnostics } = planJson(
    {
      module,
      variables: options.variables ?? {},
      dialect: 'terraform',
      schemas: createSchemas(),
      files: new Map(),
      clock: () => new Date(0),
      random: () => 0.5,
      ...(options.prior ? { prior: options.prior } : {}),
    },
    new Date(0),
  );
  if (text === undefined) throw new Error(JSON.stringify([...reading, ...diagnostics]));
  return JSON.parse(text) as JsonObject;
}

const textsOf = (dir: string): { path: string; text: string }[] =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.tf') && !path.startsWith('.'))
    .map((path) => ({ path, text: readFileSync(join(dir, path), 'utf8') }));

const one = (text: string, options?: PlanOptions): JsonObject => planOf([{ path: 'main.tf', text }], options);
const at = (json: Json | undefined, ...path: (string | number)[]): Json | undefined =>
  path.reduce<Json | undefined>((each, key) => (each as JsonObject | undefined)?.[key as string], json);

describe('the plan as JSON', () => {
  it('keeps every digit of a number', () => {
    const { module } = loadModule(
      [{ path: 'a.tf', text: 'output "x" {\n value = 123456789012345678901234567890\n}' }],
      {
        dialect: 'terraform',
      },
    );
    const input = {
      module,
      variables: {},
      dialect: 'terraform' as const,
      schemas: createSchemas(),
      files: new Map(),
    };
    const { text } = planJson({ ...input, clock: () => new Date(0), random: () => 0 }, new Date(0));
    expect(text).toContain('"value":123456789012345678901234567890}');
    expect(text).toContain('"timestamp":"1970-01-01T00:00:00Z"');
  });

  it('says why there is none', () => {
    expect(() => one('output "x" {\n value = var.none\n}')).toThrow(/undeclared input variable/i);
  });

  const data = (body: string): string => `resource "terraform_data" "x" {\n${body}\n}`;
  const prior = { 'terraform_data.x': { id: '1', input: 'a', output: 'a', triggers_replace: null } };

  it('tells update, replacement, deletion and rest from what exists', () => {
    const change = (text: string): JsonObject =>
      at(one(text, { prior }), 'resource_changes', 0) as JsonObject;
    expect(change(data('input = "a"'))).toMatchObject({
      change: { actions: ['no-op'], before: { id: '1' }, after: { id: '1' } },
    });
    expect(change(data('input = "b"'))).toMatchObject({
      change: { actions: ['update'], before: { input: 'a' }, after: { id: '1', input: 'b' } },
    });
    expect(change(data('input = "a"\ntriggers_replace = 1'))).toMatchObject({
      change: {
        actions: ['delete', 'create'],
        replace_paths: [['triggers_replace']],
        after_unknown: { id: true },
      },
      action_reason: 'replace_because_cannot_update',
    });
    expect(
      change(data('input = "a"\ntriggers_replace = 1\nlifecycle {\ncreate_before_destroy = true\n}')),
    ).toMatchObject({
      change: { actions: ['create', 'delete'] },
    });
    expect(change('')).toMatchObject({
      change: { actions: ['delete'], after: null },
      action_reason: 'delete_because_no_resource_config',
    });
    expect(
      change(
        `${data('input = "a"').replace('"x"', '"y"')}\nmoved {\n from = terraform_data.x\n to = terraform_data.y\n}`,
      ),
    ).toMatchObject({
      address: 'terraform_data.y',
      previous_address: 'terraform_data.x',
      change: { actions: ['no-op'] },
    });
  });

  it('puts existing resources into the prior state', () => {
    expect(
      at(one(data('input = "b"'), { prior }), 'prior_state', 'values', 'root_module', 'resources', 0),
    ).toMatchObject({
      address: 'terraform_data.x',
      values: { id: '1', input: 'a' },
    });
  });

  it('describes providers, nested blocks and dynamic ones as they are written', () => {
    const plan = one(`
terraform {
  required_providers {
    local = { source = "hashicorp/local", version = "~> 2.0" }
  }
}
provider "local" {
  alias = "other"
}
resource "local_file" "x" {
  provider = local.other
  filename = "\${path.module}/a"
  content  = "c"
}
`);
    const configuration = plan.configuration as JsonObject;
    expect(configuration.provider_config).toEqual({
      'local.other': {
        name: 'local',
        full_name: 'registry.terraform.io/hashicorp/local',
        version_constraint: '~> 2.0',
        alias: 'other',
      },
      local: {
        name: 'local',
        full_name: 'registry.terraform.io/hashicorp/local',
        version_constraint: '~> 2.0',
      },
    });
    expect(at(configuration, 'root_module', 'resources', 0)).toMatchObject({
      provider_config_key: 'local.other',
      expressions: { filename: { references: ['path.module'] }, content: { constant_value: 'c' } },
    });
  });
});

/** Parts that Terraform fills from what a plan of ours does not have. */
const comparable = ({
  timestamp: _t,
  checks: _c,
  terraform_version: _v,
  prior_state,
  relevant_attributes,
  ...rest
}: JsonObject): JsonObject => ({
  ...rest,
  prior: at(prior_state, 'values') ?? null,
  relevant: (Array.isArray(relevant_attributes)
    ? relevant_attributes.map((each) => JSON.stringify(each))
    : []
  ).sort(),
});

/** Changes without the marks of prior values, which Terraform has in its state and we are not given. */
const changes = (plan: JsonObject): Json[] =>
  (plan.resource_changes as JsonObject[]).map((each) => {
    const { before_sensitive: _, ...change } = each.change as JsonObject;
    return { ...each, change };
  });

describeTool(
  'terraform',
  'the plan as JSON agrees with terraform show -json',
  () => {
    it('for new resources, and for changes to what was made', { timeout: 120_000 }, () => {
      using real = new Real((dir) => cpSync(fixture, dir, { recursive: true }));
      const texts = textsOf(real.dir);
      expect(comparable(planOf(texts))).toEqual(comparable(real.plan()));
      const prior = real.apply();
      for (const variables of [{ n: 3 }, { names: '{"a":{"size":5}}' }]) {
        const wanted = real.plan(variables);
        const given = 'names' in variables ? { names: { a: { size: 5 } } } : variables;
        const ours = planOf(texts, { variables: given, prior });
        expect(changes(ours)).toEqual(changes(wanted));
        expect(ours.planned_values).toEqual(wanted.planned_values);
      }
    });

    it('for replacements that others trigger', { timeout: 120_000 }, () => {
      const triggered = (name: string, by: string, more = ''): string =>
        `resource "terraform_data" "${name}" {\n${more}lifecycle {\nreplace_triggered_by = [${by}]\n}\n}\n`;
      const text = `variable "v" {\n default = "1"\n}\nvariable "n" {\n default = 2\n}
resource "terraform_data" "src" {
  count = var.n
  input = count.index == 0 ? var.v : "same"
}
${triggered('whole', 'terraform_data.src')}${triggered('one', 'terraform_data.src[1]')}
${triggered('attr', 'terraform_data.src[0].input')}${triggered('id', 'terraform_data.src[count.index].id', 'count = 2\n')}
${triggered('chain', 'terraform_data.whole.id')}
`;
      using real = new Real((dir) => writeFileSync(join(dir, 'main.tf'), text));
      real.plan();
      const prior = real.apply();
      for (const variables of [{ v: '2' }, { n: 3 }, { n: 1 }]) {
        expect(changes(one(text, { variables, prior }))).toEqual(changes(real.plan(variables)));
      }
    });
  },
  'if-present',
);
