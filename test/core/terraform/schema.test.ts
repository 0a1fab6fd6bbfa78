import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  attributesRead,
  checkResource,
  createSchemas,
  type Dialect,
  loadModule,
  schemasFrom,
} from '../../../src/core/terraform/index.ts';

const schemas = schemasFrom(resolve(import.meta.dirname, '../../../data'));

function found(tf: string, dialect: Dialect): string[] {
  const { module } = loadModule([{ path: 'main.tf', text: tf }], { dialect });
  return [...module.resources.values()].flatMap((decl) => {
    const schema = schemas.resource(decl.type);
    if (!schema) throw new Error(`no schema of ${decl.type}`);
    return checkResource(decl, schema, dialect).map((d) => `${d.severity} ${d.code} ${d.range?.start.line}`);
  });
}

describe('schemas', () => {
  it('know the cloud provider, the platform and the utility providers', () => {
    const vpc = schemas.resource('tencentcloud_vpc');
    expect(vpc?.attributes.get('cidr_block')).toMatchObject({
      presence: 'required',
      forceNew: true,
      type: { kind: 'string' },
    });
    expect(vpc?.attributes.get('id')).toMatchObject({ presence: 'computed' });
    expect(schemas.resource('cloudapp_helm_app')?.coverage).toBe('partial');
    expect(schemas.resource('random_password')?.attributes.get('result')).toMatchObject({
      sensitive: true,
      computed: true,
    });
    expect(schemas.data('tencentcloud_images')?.mode).toBe('data');
    expect(schemas.resource('tencentcloud_nothing')).toBeUndefined();
    expect(schemas.resource('__proto__')).toBeUndefined();
    expect(schemas.source()).toMatch(/tencentcloud .*2026/);
  });

  it('load the provider only when asked about one of its types', () => {
    let reads = 0;
    const lazy = createSchemas(() => {
      reads += 1;
      return '{"provider":"p","version":"1","date":"d","r":{},"d":{}}';
    });
    lazy.resource('random_password');
    expect(reads).toBe(0);
    lazy.resource('tencentcloud_vpc');
    lazy.resource('tencentcloud_subnet');
    expect(reads).toBe(1);
  });
});

describe('checkResource', () => {
  const tf = [
    'resource "tencentcloud_clb_instance" "c" {',
    '  network_type = "PUBLIC"',
    '  subnet_id    = ["subnet-1"]',
    '  clb_nam      = "x"',
    '  domain       = "y"',
    '  snat_ips {',
    '    ip = "1.2.3.4"',
    '  }',
    '}',
  ].join('\n');

  it('makes errors of everything in Terraform', () => {
    expect(found(tf, 'terraform').sort()).toEqual([
      'error TF_ARGUMENT_MISSING 1',
      'error TF_ARGUMENT_MISSING 6',
      'error TF_ARGUMENT_READONLY 5',
      'error TF_ARGUMENT_TYPE 3',
      'error TF_ARGUMENT_UNKNOWN 4',
      'error TF_ARGUMENT_VALUE 2',
    ]);
  });

  it('and warnings or notes in cloudapp', () => {
    expect(found(tf, 'cloudapp').every((d) => !d.startsWith('error'))).toBe(true);
    expect(found(tf, 'cloudapp').length).toBe(6);
  });

  it('says nothing of values that are not known yet', () => {
    expect(
      found('resource "tencentcloud_vpc" "v" {\n  name = var.a\n  cidr_block = local.b[0]\n}', 'terraform'),
    ).toEqual([]);
  });

  it('names the attributes that are read', () => {
    const { module } = loadModule(
      [
        {
          path: 'main.tf',
          text: 'resource "tencentcloud_clb_instance" "c" {}\noutput "a" { value = tencentcloud_clb_instance.c.clb_vips[0] }\noutput "b" { value = "${tencentcloud_clb_instance.c.id}" }\n',
        },
      ],
      { dialect: 'cloudapp' },
    );
    expect([...(attributesRead(module).get('tencentcloud_clb_instance.c') ?? [])].sort()).toEqual([
      'clb_vips',
      'id',
    ]);
  });
});
