import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createPlan, type Dialect, planJson, schemasFrom } from '../../../src/core/terraform/index.ts';
import { inputOf } from './planning.ts';

const schemas = schemasFrom(resolve(import.meta.dirname, '../../../data'));

const planned = (tf: string, dialect: Dialect = 'terraform') => {
  const input = { ...inputOf(tf, { dialect }), schemas };
  return { input, ...createPlan(input) };
};

const said = (tf: string, dialect?: Dialect): string[] =>
  planned(tf, dialect).diagnostics.map((each) => `${each.severity} ${each.code} ${each.message.en}`);

const fileSystem = (rest: string): string => `
resource "tencentcloud_cfs_file_system" "a" {
  name              = "a"
  availability_zone = "ap-guangzhou-6"
  access_group_id   = "pgroupbasic"
  protocol          = "NFS"
  vpc_id            = "vpc-1"
  subnet_id         = "subnet-1"
  ${rest}
}
output "limit" { value = tencentcloud_cfs_file_system.a.timeouts == null ? "none" : tencentcloud_cfs_file_system.a.timeouts.create }
`;

describe('time limits of a resource', () => {
  it('are a block of those operations that the provider has a limit for', () => {
    expect(said(fileSystem('timeouts {\n create = "10m"\n }'))).toEqual([]);
    expect(said(fileSystem(''))).toEqual([]);
    expect(said(fileSystem('timeouts {\n delete = "10m"\n }'))).toEqual([
      'error TF_ARGUMENT_UNKNOWN Unsupported argument: An argument named "delete" is not expected here.',
    ]);
  });

  it('are no block of types without any', () => {
    const [only] = said('resource "tencentcloud_key_pair" "a" {\n timeouts {\n create = "1m"\n }\n }');
    expect(only).toMatch(/^error TF_BLOCK_UNKNOWN/);
  });

  it.each(['1h30m', '90s', '1.5h', '0', '300ms'])('read %s', (limit) => {
    expect(said(fileSystem(`timeouts {\n create = "${limit}"\n }`))).toEqual([]);
  });

  it.each(['10', 'ten minutes', '', '10 m', '1d'])('refuse %j', (limit) => {
    expect(said(fileSystem(`timeouts {\n create = "${limit}"\n }`))[0]).toContain(
      `must be a length of time such as "30m" or "1h30m"; got "${limit}"`,
    );
  });

  it('are one object, null where they are not written, in values and in the plan', () => {
    const value = (tf: string) => {
      const { plan, input } = planned(tf);
      if (!plan) throw new Error('no plan');
      const json = JSON.parse(planJson(input, new Date(0)).text ?? '') as {
        planned_values: { root_module: { resources: { values: Record<string, unknown> }[] } };
        configuration: { root_module: { resources: { expressions: Record<string, unknown> }[] } };
      };
      return [
        plan.outputs[0]?.value.value,
        json.planned_values.root_module.resources[0]?.values.timeouts,
        json.configuration.root_module.resources[0]?.expressions.timeouts,
      ];
    };
    expect(value(fileSystem('timeouts {\n create = "10m"\n }'))).toEqual([
      '10m',
      { create: '10m', update: null },
      { create: { constant_value: '10m' } },
    ]);
    expect(value(fileSystem(''))).toEqual(['none', null, undefined]);
  });
});

describe('in Terraform proper', () => {
  it('a nested block is no argument, unless the provider fills it where it is left out', () => {
    const cluster = (way: string) => `
      resource "tencentcloud_kubernetes_node_pool" "a" {
        name = "a"
        cluster_id = "cls-1"
        max_size = 1
        min_size = 1
        vpc_id = "vpc-1"
        ${way}
      }`;
    expect(said(cluster('auto_scaling_config {\n instance_type = "S5.MEDIUM4"\n }'))).toEqual([]);
    expect(said(cluster('auto_scaling_config = [{ instance_type = "S5.MEDIUM4" }]'))).toContain(
      'error TF_ARGUMENT_UNKNOWN Unsupported argument: An argument named "auto_scaling_config" is not expected here. ' +
        'Did you mean to define a block of type "auto_scaling_config"?',
    );
    expect(said(cluster('auto_scaling_config = [{ instance_type = "S5.MEDIUM4" }]'), 'cloudapp')).toEqual([]);
  });

  it('a name that stands alone is taken for a resource type', () => {
    for (const name of ['xxxxxx', 'cluster-1a2b3c']) {
      expect(said(`output "o" { value = ${name} }`)).toEqual([
        'error TF_REFERENCE_INVALID Invalid reference: A reference to a resource type must be followed by at least one attribute access, specifying the resource name.',
      ]);
    }
    expect(said('output "o" { value = [for x in ["a"] : x] }')).toEqual([]);
  });
});
