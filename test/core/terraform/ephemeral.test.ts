import { describe, expect, it } from 'vitest';
import { codes, outputs, plan } from './planning.ts';

const token = 'variable "t" {\n  ephemeral = true\n  default   = "x"\n}\n';
const errors = (tf: string): string[] => codes(plan(tf, { dialect: 'terraform' }));

describe('ephemeral values', () => {
  it('are not kept in outputs or arguments', () => {
    expect(errors(`${token}output "o" {\n  value = [var.t]\n}\n`)).toEqual(['TF_EPHEMERAL_USE']);
    expect(errors(`${token}output "o" {\n  value = var.t\n  ephemeral = true\n}\n`)).toEqual([
      'TF_EPHEMERAL_USE',
    ]);
    expect(errors(`${token}resource "terraform_data" "a" {\n  input = { k = var.t }\n}\n`)).toEqual([
      'TF_EPHEMERAL_USE',
    ]);
    const block = 'ephemeral "random_password" "p" {\n  length = 8\n}\n';
    expect(errors(`${block}output "o" {\n  value = ephemeral.random_password.p.result\n}\n`)).toEqual([
      'TF_EPHEMERAL_USE',
    ]);
    expect(errors('locals {\n  x = ephemeral.random_password.gone.result\n}\n')).toEqual([
      'TF_REFERENCE_UNDECLARED',
    ]);
  });

  it('become null where that is asked for, at any depth', () => {
    const result = plan(
      `${token}output "o" {\n  value = ephemeralasnull({ a = [var.t, 1], b = { c = var.t } })\n}\n`,
      {
        dialect: 'terraform',
      },
    );
    expect(codes(result)).toEqual([]);
    expect(outputs(result)).toEqual({ o: { a: [null, 1], b: { c: null } } });
  });
});

describe('provider configurations', () => {
  const resource = 'resource "terraform_data" "a" {\n  provider = terraform.north\n}\n';

  it('must be there, or be declared as given', () => {
    expect(errors(resource)).toEqual(['TF_PROVIDER_CONFIG']);
    expect(errors(`${resource}provider "terraform" {\n  alias = "north"\n}\n`)).toEqual([]);
    const given =
      'terraform {\n  required_providers {\n    terraform = {\n      source = "terraform.io/builtin/terraform"\n      configuration_aliases = [terraform.north]\n    }\n  }\n}\n';
    expect(errors(resource + given)).toEqual([]);
  });
});
