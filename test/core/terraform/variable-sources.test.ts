import { describe, expect, it } from 'vitest';
import {
  createPlan,
  gatherVariables,
  loadModule,
  ownVariableFiles,
  type VariableSources,
} from '../../../src/core/terraform/index.ts';
import { codes, inputOf, outputs } from './planning.ts';

const MODULE = `
variable "plain" { default = "default" }
variable "text" {
  type    = string
  default = "default"
}
variable "count" {
  type    = number
  default = 0
}
variable "list" {
  type    = list(string)
  default = []
}
variable "any" {
  type    = any
  default = null
}
output "all" { value = [var.plain, var.text, var.count, var.list, var.any] }
`;

function planned(sources: VariableSources) {
  const input = inputOf(MODULE, { dialect: 'terraform' });
  const { values, diagnostics } = gatherVariables(input.module, sources);
  return { result: createPlan({ ...input, variables: values }), diagnostics };
}
const all = (sources: VariableSources): unknown => outputs(planned(sources).result).all;
const file = (text: string, name = 'x.tfvars') => ({ name, text });

describe('values of variables', () => {
  it('come from the environment, then files in order, then the command line', () => {
    expect(all({})).toEqual(['default', 'default', 0, [], null]);
    const environment = { plain: 'env', text: 'env', count: '1', unknown: 'x' };
    expect(all({ environment })).toEqual(['env', 'env', 1, [], null]);
    const files = [file('text = "a"\ncount = 2\n'), file('{"text": "b", "list": ["x"]}', 'x.tfvars.json')];
    expect(all({ environment, files })).toEqual(['env', 'b', 2, ['x'], null]);
    const given = [['count', '3'] as const, ['count', '4'] as const, ['plain', 'cli'] as const];
    expect(all({ environment, files, given })).toEqual(['cli', 'b', 4, ['x'], null]);
  });

  it('are texts for simple variables, and expressions for others', () => {
    expect(
      all({
        given: [
          ['plain', '[1]'],
          ['text', '${no}'],
          ['list', '["a", "b"]'],
          ['any', '{ a = 1 }'],
        ],
      }),
    ).toEqual(['[1]', '${no}', 0, ['a', 'b'], { a: 1 }]);
    const bad = planned({ given: [['list', '[']] });
    expect(bad.diagnostics[0]).toMatchObject({ severity: 'error', file: '<value for var.list>' });
  });

  it('keep every digit', () => {
    const input = inputOf('variable "n" {\n type = number\n}\noutput "n" { value = tostring(var.n) }', {
      dialect: 'terraform',
    });
    for (const each of [
      file('n = 123456789012345678901234567890'),
      file('{"n": 123456789012345678901234567890}', 'n.tfvars.json'),
    ]) {
      const { values } = gatherVariables(input.module, { files: [each] });
      expect(outputs(createPlan({ ...input, variables: values }))).toEqual({
        n: '123456789012345678901234567890',
      });
    }
  });

  it('must belong to a variable: on the command line an error, in files a warning, in the environment nothing', () => {
    const { result, diagnostics } = planned({
      environment: { other: '1' },
      files: [file('other = 1\n')],
      given: [['more', '1']],
    });
    expect(codes(result)).toEqual([]);
    expect(diagnostics.map(({ code, severity, file: where }) => [code, severity, where])).toEqual([
      ['TF_VARIABLE_UNDECLARED', 'warning', 'x.tfvars'],
      ['TF_VARIABLE_UNDECLARED', 'error', '<value for var.more>'],
    ]);
  });

  it('say where a file is wrong', () => {
    const found = (text: string, name?: string) => planned({ files: [file(text, name)] }).diagnostics;
    expect(found('text = "a"\ncount = = 1\n')[0]).toMatchObject({
      severity: 'error',
      range: { start: { line: 2 } },
    });
    expect(found('text = local.x\n')[0]?.message.en).toContain('Variables not allowed');
    expect(found('thing {}\n')[0]?.message.en).toContain('Blocks are not allowed here');
    expect(found('{', 'a.tfvars.json')[0]?.message.en).toContain('no JSON');
    expect(found('[1]', 'a.tfvars.json')[0]?.message.en).toContain('one object');
  });

  it('are looked for beside the root module, in Terraform’s order', () => {
    const paths = [
      'infrastructure/z.auto.tfvars',
      'infrastructure/b.auto.tfvars.json',
      'infrastructure/terraform.tfvars',
      'infrastructure/other.tfvars',
      'infrastructure/modules/x.auto.tfvars',
      'terraform.tfvars',
    ];
    expect(ownVariableFiles(paths, 'infrastructure')).toEqual([
      'infrastructure/terraform.tfvars',
      'infrastructure/b.auto.tfvars.json',
      'infrastructure/z.auto.tfvars',
    ]);
    expect(ownVariableFiles(paths, '')).toEqual(['terraform.tfvars']);
    expect(
      loadModule([{ path: 'infrastructure/main.tf', text: '' }], { dialect: 'terraform' }).module.dir,
    ).toBe('infrastructure');
  });
});
