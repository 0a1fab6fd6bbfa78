import { describe, expect, it } from 'vitest';
import { codes, outputs, plan } from './planning.ts';

const ask = (expr: string) =>
  outputs(plan(`output "o" {\n  value = ${expr}\n}\n`, { dialect: 'terraform' })).o;

/** As Terraform 1.11.4 answers. */
describe("functions of Terraform's own provider", () => {
  it('write variables', () => {
    const given =
      '{ a = 1, b = ["x", { c = true }], "e" = "q\\n\\"x\\" %%{", f = null, g = {}, h = [], longer = { yy = { q = 1, rrr = 2 }, z = 1 } }';
    expect(ask(`provider::terraform::encode_tfvars(${given})`)).toBe(
      'a = 1\nb = ["x", {\n  c = true\n}]\ne = "q\\n\\"x\\" %%{"\nf = null\ng = {}\nh = []\nlonger = {\n  yy = {\n    q   = 1\n    rrr = 2\n  }\n  z = 1\n}\n',
    );
  });

  it('write expressions', () => {
    expect(ask('provider::terraform::encode_expr("a$${x}b")')).toBe('"a$${x}b"');
    const given = '{ a = [1, "two", false, null], "k k" = {}, m = tomap({x="y"}), s = toset(["b","a"]) }';
    expect(ask(`provider::terraform::encode_expr(${given})`)).toBe(
      '{\n  a     = [1, "two", false, null]\n  "k k" = {}\n  m = {\n    x = "y"\n  }\n  s = ["a", "b"]\n}',
    );
  });

  it('read variables', () => {
    expect(ask('provider::terraform::decode_tfvars("a = 1\\nb = [\\"x\\", null]\\n")')).toEqual({
      a: 1,
      b: ['x', null],
    });
    const refused = plan('output "o" {\n  value = provider::terraform::decode_tfvars("x = y")\n}\n');
    expect(codes(refused)).toEqual(['TF_EVALUATION']);
    expect(refused.diagnostics[0]?.message.en).toContain(
      'invalid expression for variable "x": <decode_tfvars argument>:1,5-6: Variables not allowed; Variables may not be used here.',
    );
  });
});
