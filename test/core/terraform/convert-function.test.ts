import { describe, expect, it } from 'vitest';
import { createPlan, createSchemas, loadModule } from '../../../src/core/terraform/index.ts';

function resultOf(expr: string, more = ''): unknown {
  const tf = `output "o" {\n  value = ${expr}\n}\n${more}`;
  const { module, diagnostics } = loadModule([{ path: 'main.tf', text: tf }], { dialect: 'terraform' });
  const result = createPlan({
    module,
    variables: {},
    dialect: 'terraform',
    schemas: createSchemas(),
    files: new Map(),
    clock: () => new Date(0),
    random: () => 0.5,
  });
  const [error] = [...diagnostics, ...result.diagnostics].filter((d) => d.severity === 'error');
  return error ? error.message.en : result.plan?.outputs[0]?.value.value;
}

describe('convert (Terraform 1.15, OpenTofu 1.13)', () => {
  it.each([
    ['convert("true", bool)', true],
    ['convert(5, string)', '5'],
    ['convert([], list(string))', []],
    ['convert(["b", "a", "b"], set(string))', ['a', 'b']],
    [
      'convert({ test = {} }, map(object({ attr = optional(string), with_default = optional(string, "default") })))',
      {
        test: { attr: null, with_default: 'default' },
      },
    ],
    ['convert({}, object({ name = optional(string, "x"), n = optional(number) }))', { name: 'x', n: null }],
    ['convert(var.list, list(any))', ['1', 'x']],
    ['core::convert("1", number) + 1', 2],
    ['try(convert("x", number), "no")', 'no'],
    ['can(convert({}, object({ a = string })))', false],
  ])('%s', (expr, value) => {
    expect(resultOf(expr, 'variable "list" {\n  default = [1, "x"]\n}\n')).toEqual(value);
  });

  it.each([
    ['convert("x", number)', /Invalid value for "value" parameter: a number is required/],
    ['convert("x", numeral)', /The keyword "numeral" is not a valid type specification/],
    ['convert("x", list(string, string))', /The list type constructor requires one argument/],
    ['convert("x")', /Missing value for "type"/],
    ['convert("x", string, 1)', /expects only 2 argument/],
    ['convert({}, object({ a = optional(string, var.x) }))', /./],
  ])('%s is an error', (expr, words) => {
    const outcome = resultOf(expr, 'variable "x" {\n  default = 1\n}\n');
    expect(typeof outcome).toBe('string');
    expect(outcome).toMatch(words);
  });
});

describe('what current Terraform takes no more, or not yet here', () => {
  it('list and map say what to write instead', () => {
    expect(resultOf('list("a")')).toMatch(/use tolist\(\[ \.\.\. \]\) syntax/);
    expect(resultOf('map("a", 1)')).toMatch(/use tomap\(\{ \.\.\. \}\) syntax/);
  });

  it('an argument of lifecycle that we do not evaluate is an error, not silence', () => {
    const tf =
      'resource "terraform_data" "a" {\n  lifecycle {\n    enabeld         = false\n    prevent_destroy = true\n  }\n}\n';
    expect(resultOf('1', tf)).toContain('An argument named "enabeld" is not expected here.');
  });
});
