import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { createSchemas, type DataRead, loadModule, planJson } from '../../../src/core/terraform/index.ts';
import { describeTool } from '../../helpers/tools.ts';
import { fill, Real } from './real-terraform.ts';

/** Files at first, files that change then, and variables of the second plan. */
type Case = readonly [Texts, Texts, Texts?];
type Texts = Readonly<Record<string, string>>;

const CASES: Readonly<Record<string, Case>> = {
  ignore: [
    {
      'main.tf': `
variable "v" { default = "1" }
resource "terraform_data" "whole" {
  input = var.v
  lifecycle { ignore_changes = [input] }
}
resource "terraform_data" "keyonly" {
  input = { a = var.v, b = "x" }
  lifecycle { ignore_changes = [input.a] }
}
resource "terraform_data" "all" {
  input = var.v
  triggers_replace = var.v
  lifecycle { ignore_changes = all }
}
resource "terraform_data" "item" {
  input = [var.v, "x"]
  lifecycle { ignore_changes = [input[0]] }
}
resource "terraform_data" "rep" {
  input = var.v
  triggers_replace = var.v
  lifecycle { ignore_changes = [input] }
}
`,
    },
    {},
    { v: '2' },
  ],
  forget: [
    {
      'main.tf': `
resource "terraform_data" "a" { input = 1 }
resource "terraform_data" "b" { input = 1 }
resource "terraform_data" "keep" { input = 1 }
module "m" { source = "./m" }
`,
      'm/main.tf': 'resource "terraform_data" "x" { input = 2 }',
    },
    {
      'main.tf': `
resource "terraform_data" "keep" { input = 1 }
removed {
  from = terraform_data.a
  lifecycle { destroy = false }
}
removed {
  from = terraform_data.b
  lifecycle { destroy = true }
}
removed {
  from = module.m
  lifecycle { destroy = false }
}
`,
    },
  ],
  moved: [
    {
      'main.tf': `
resource "terraform_data" "a" { input = 1 }
resource "terraform_data" "c" {
  count = 2
  input = count.index
}
module "m" { source = "./m" }
`,
      'm/main.tf': 'resource "terraform_data" "x" { input = 2 }',
    },
    {
      'main.tf': `
resource "terraform_data" "a2" {
  count = 1
  input = 2
}
resource "terraform_data" "d" {
  for_each = { x = 0, y = 5 }
  input = each.value
}
module "n" {
  source = "./m"
  for_each = toset(["k"])
}
moved {
  from = terraform_data.a
  to = terraform_data.a2[0]
}
moved {
  from = terraform_data.c[0]
  to = terraform_data.d["x"]
}
moved {
  from = terraform_data.c[1]
  to = terraform_data.d["y"]
}
moved {
  from = module.m
  to = module.n["k"]
}
`,
    },
  ],
  checks: [
    {
      'main.tf': `
variable "v" {
  default = 1
  validation {
    condition = var.v > 0
    error_message = "bad"
  }
}
resource "terraform_data" "a" {
  input = var.v
  lifecycle {
    precondition {
      condition = var.v < 10
      error_message = "too big"
    }
    postcondition {
      condition = self.id != ""
      error_message = "no id"
    }
  }
}
check "c" {
  assert {
    condition = var.v == 2
    error_message = "not two: \${var.v}"
  }
}
check "later" {
  assert {
    condition = terraform_data.a.id != ""
    error_message = "x"
  }
}
output "o" {
  value = terraform_data.a.id
  precondition {
    condition = var.v == 1
    error_message = "x"
  }
}
`,
    },
    {},
  ],
  marks: [
    {
      'main.tf': `
variable "s" {
  default = "secret"
  sensitive = true
}
resource "terraform_data" "a" {
  input = { s = var.s, list = [var.s, "x"], open = "o", m = { (upper("k")) = var.s } }
}
resource "terraform_data" "b" {
  input = { id = terraform_data.a.id, all = terraform_data.a.output, l = [terraform_data.a.id, "x"], s = sensitive(terraform_data.a.id) }
}
resource "terraform_data" "c" {
  for_each = { one = 1, two = 2 }
  input = each.key == "one" ? terraform_data.b.output.l : null
}
output "s" {
  value = terraform_data.a.input
  sensitive = true
}
output "u" { 
 value = { a = terraform_data.b.id, l = [terraform_data.c["one"].output] } 
}
output "n" { value = nonsensitive(var.s) }
output "nul" { value = null }
output "num" { value = 1.50 }
output "set" { value = toset(["b", "a"]) }
output "tup" { value = [1, "a", true, null] }
`,
    },
    {},
    { s: 'other' },
  ],
  nested: [
    {
      'main.tf': `
module "a" {
  source = "./a"
  for_each = { x = 1, "y.z" = 2 }
  n = each.value
}
module "b" {
  source = "./a"
  count = 2
  n = count.index
  depends_on = [module.a]
}
output "o" { value = { for k, v in module.a : k => v.ids } }
output "first" { value = module.b[0].sum }
`,
      'a/main.tf': `
variable "n" { type = number }
resource "terraform_data" "r" {
  count = var.n
  input = "\${path.module}:\${count.index}"
}
module "deep" {
  source = "../deep"
  in = [for r in terraform_data.r : r.id]
}
output "ids" { value = module.deep.out }
output "sum" {
 value = var.n + 1
 description = "sum"
}
`,
      'deep/main.tf': `
variable "in" { type = list(string) }
locals { first = try(var.in[0], "none") }
resource "terraform_data" "d" { input = local.first }
output "out" { value = terraform_data.d.output }
`,
    },
    {
      'main.tf': `
module "a" {
  source = "./a"
  for_each = { x = 3 }
  n = each.value
}
module "b" {
  source = "./a"
  count = 1
  n = count.index
}
output "o" { value = { for k, v in module.a : k => v.ids } }
`,
    },
  ],
  data: [
    {
      's.tfstate':
        '{"version":4,"terraform_version":"1.11.4","serial":1,"lineage":"a","outputs":{"x":{"value":"1","type":"string"},"y":{"value":{"a":1},"type":["object",{"a":"number"}],"sensitive":true}},"resources":[],"check_results":null}',
      'main.tf': `
variable "v" { default = "1" }
data "terraform_remote_state" "now" {
  backend = "local"
  config  = { path = "\${path.module}/s.tfstate" }
}
resource "terraform_data" "x" {
 input = [data.terraform_remote_state.now.outputs.x, var.v]
}
data "terraform_remote_state" "pend" {
  count = 2
  backend = "local"
  config  = { path = "\${path.module}/s.tfstate" }
  depends_on = [terraform_data.x]
}
output "o" { value = data.terraform_remote_state.now.outputs.x }
output "p" { value = data.terraform_remote_state.pend[*].outputs.x }
`,
    },
    {},
    { v: '2' },
  ],
  replace: [
    {
      'main.tf': `
variable "v" { default = "1" }
resource "terraform_data" "a" {
  triggers_replace = { x = var.v, y = "c" }
  input = "z"
}
resource "terraform_data" "b" {
  input = terraform_data.a.id
  triggers_replace = terraform_data.a.id
  lifecycle { create_before_destroy = true }
}
resource "terraform_data" "c" {
  count = var.v == "1" ? 2 : 1
  input = terraform_data.b.output
}
resource "terraform_data" "prov" {
  triggers_replace = var.v
  provisioner "local-exec" {
    command = "echo \${self.id}"
    when = destroy
  }
  provisioner "local-exec" { command = "echo \${var.v}" }
}
`,
    },
    {},
    { v: '2' },
  ],
};

const found = { x: '1', y: { a: 1 } };
const readData = ({ type }: DataRead) =>
  type === 'terraform_remote_state' ? { attributes: { outputs: found } } : undefined;

function ours(files: Texts, variables: Texts, prior?: Readonly<Record<string, JsonObject>>): JsonObject {
  const texts = Object.entries(files).filter(([path]) => path.endsWith('.tf'));
  const { module, diagnostics: reading } = loadModule(
    texts.map(([path, text]) => ({ path, text })),
    { dialect: 'terraform', dir: '' },
  );
  const { text, diagnostics } = planJson(
    {
      module,
      variables,
      dialect: 'terraform',
      schemas: createSchemas(),
      files: new Map(),
      clock: () => new Date(0),
      random: () => 0.5,
      readData,
      ...(prior ? { prior } : {}),
    },
    new Date(0),
  );
  if (text === undefined) throw new Error(JSON.stringify([...reading, ...diagnostics]));
  return JSON.parse(text) as JsonObject;
}

/** A plan without its time, and without what Terraform knows of its state and we are not told. */
function comparable(plan: JsonObject, isFirst: boolean): JsonObject {
  const { timestamp: _, terraform_version: __, relevant_attributes: ___, ...rest } = plan;
  const { prior_state, output_changes, resource_changes = [], ...common } = rest;
  const changes = (resource_changes as JsonObject[]).map((each): Json => {
    const { before_sensitive: ____, ...change } = each.change as JsonObject;
    return { ...each, change };
  });
  return {
    ...common,
    changes,
    ...(isFirst
      ? { output_changes: output_changes ?? null, prior: (prior_state as JsonObject)?.values ?? null }
      : {}),
  };
}

describe('cases that are held against terraform', () => {
  it.each(Object.entries(CASES))('%s can be planned without it', (_name, [first, then, variables = {}]) => {
    const before = (ours(first, {}).resource_changes ?? []) as JsonObject[];
    expect(before.length).toBeGreaterThan(0);
    expect(ours({ ...first, ...then }, variables).errored).toBe(false);
  });
});

describeTool(
  'terraform',
  'plans agree with terraform show -json',
  () => {
    it.each(Object.entries(CASES))('%s', { timeout: 120_000 }, (_name, [first, then, variables = {}]) => {
      using real = new Real((dir) => fill(dir, first));
      expect(comparable(ours(first, {}), true)).toEqual(comparable(real.plan(), true));
      const prior = real.apply();
      fill(real.dir, then);
      real.run('init', '-backend=false', '-input=false');
      const wanted = real.plan(variables);
      expect(comparable(ours({ ...first, ...then }, variables, prior), false)).toEqual(
        comparable(wanted, false),
      );
    });
  },
  'if-present',
);
