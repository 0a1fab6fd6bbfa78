import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { codes, outputs, plan } from './planning.ts';

interface Difference {
  readonly what: string;
  readonly code: string;
  readonly tf: string;
  readonly variables?: Record<string, Json>;
  /** The output `o` in the cloudapp dialect. */
  readonly reads: Json;
  readonly severity?: string;
  /** Terraform's error where it is another one. */
  readonly strict?: string;
}

const widget = { region: 'ap-guangzhou', subnet: { id: 'subnet-1', zone: 'z-6', zone_id: 100006 } };
const target = 'variable "t" {\n  type = object({ region = string })\n}\n';

const DIFFERENCES: readonly Difference[] = [
  {
    what: 'widget values arrive whole',
    code: 'TF_ATTRIBUTE_UNDECLARED',
    tf: `${target}output "o" { value = var.t.subnet.zone_id * 1 }`,
    variables: { t: widget },
    reads: 100006,
    strict: 'TF_EVALUATION',
  },
  {
    what: 'a counted resource reads as its first instance',
    code: 'TF_COUNT_WITHOUT_INDEX',
    tf: 'resource "null_resource" "r" {\n  count = 1\n  triggers = { a = "x" }\n}\noutput "o" { value = null_resource.r.triggers.a }',
    reads: 'x',
  },
  {
    what: 'a resource with count 0 reads as null',
    code: 'TF_COUNT_WITHOUT_INDEX',
    tf: 'resource "null_resource" "r" {\n  count = 0\n}\noutput "o" { value = null_resource.r.id }',
    reads: null,
  },
  {
    what: '[0] of an uncounted resource is itself',
    code: 'TF_INDEX_ON_SINGLE',
    tf: 'resource "null_resource" "r" {\n  triggers = { a = "x" }\n}\noutput "o" { value = null_resource.r[0].triggers.a }',
    reads: 'x',
  },
  {
    what: 'object({…}) stands for its argument as a default value',
    code: 'TF_OBJECT_AS_VALUE',
    tf: 'variable "v" {\n  default = object({ region = "r" })\n}\noutput "o" { value = var.v.region }',
    reads: 'r',
    strict: 'TF_EVALUATION',
  },
  {
    what: 'an unset variable has attributes that are null',
    code: 'TF_NULL_ATTRIBUTE',
    tf: `${target}output "o" { value = var.t.region }`,
    reads: null,
    strict: 'TF_VARIABLE_UNSET',
  },
  {
    what: 'branches of a conditional may differ in type',
    code: 'TF_CONDITIONAL_TYPES',
    tf: 'variable "x" { default = "a" }\noutput "o" { value = var.x == "a" ? [1, "a"] : [true, 2] }',
    reads: [1, 'a'],
    strict: 'TF_EVALUATION',
  },
  {
    what: 'a value may lack attributes of its type',
    code: 'TF_VALUE_INCOMPLETE',
    tf: 'variable "v" {\n  type = object({ a = string, b = string })\n}\noutput "o" { value = [var.v.a, var.v.b] }',
    variables: { v: { a: 'x' } },
    reads: ['x', null],
    strict: 'TF_VARIABLE_TYPE',
  },
  {
    what: 'an unknown argument only makes an edge',
    code: 'TF_ARGUMENT_UNKNOWN',
    tf: 'resource "null_resource" "a" {}\nresource "null_resource" "b" { test_text = null_resource.a.id }\noutput "o" { value = "x" }',
    reads: 'x',
    severity: 'info',
  },
  {
    what: 'a list where a text belongs is passed on',
    code: 'TF_ARGUMENT_TYPE',
    tf: 'resource "time_sleep" "a" { create_duration = ["1s"] }\noutput "o" { value = "x" }',
    reads: 'x',
  },
];

describe('what packages rely on is a warning in cloudapp and an error in Terraform', () => {
  it.each(DIFFERENCES)('$what ($code)', (d) => {
    const setup = d.variables ? { variables: d.variables } : {};
    const loose = plan(d.tf, setup);
    expect(codes(loose)).toEqual([]);
    expect(codes(loose, d.severity ?? 'warning')).toContain(d.code);
    expect(outputs(loose).o).toEqual(d.reads);
    const strict = plan(d.tf, { ...setup, dialect: 'terraform' });
    expect(strict.plan).toBeUndefined();
    expect(codes(strict)).toContain(d.strict ?? d.code);
  });

  it('an unknown argument orders creation', () => {
    const result = plan(
      'resource "null_resource" "b" { x = null_resource.a.id }\nresource "null_resource" "a" {}\n',
    );
    expect(result.plan?.resources.map((r) => r.name)).toEqual(['a', 'b']);
    expect(result.plan?.resources[1]?.dependsOn).toEqual(['null_resource.a']);
  });

  it('undeclared names are errors in both', () => {
    for (const dialect of ['cloudapp', 'terraform'] as const) {
      expect(codes(plan('output "o" { value = var.nope }', { dialect }))).toEqual([
        'TF_REFERENCE_UNDECLARED',
      ]);
      expect(codes(plan('output "o" { value = null_resource.nope.id }', { dialect }))).toEqual([
        'TF_REFERENCE_UNDECLARED',
      ]);
    }
  });

  it('the branch of a conditional that is not taken may be impossible', () => {
    const tf = `
      variable "new" { default = false }
      resource "null_resource" "r" { count = var.new ? 1 : 0 }
      output "o" { value = var.new ? null_resource.r[0].id : "old" }
    `;
    for (const dialect of ['cloudapp', 'terraform'] as const) {
      const result = plan(tf, { dialect });
      expect(codes(result)).toEqual([]);
      expect(outputs(result).o).toBe('old');
    }
  });
});

describe('a null in the text of an output', () => {
  const tf = 'variable "domain" {}\noutput "url" {\n  value = "https://${var.domain.domain}/x"\n}\n';

  it('is an empty text and a warning on the platform', () => {
    const result = plan(tf, { variables: { domain: null } });
    expect(outputs(result)).toEqual({ url: 'https:///x' });
    expect(codes(result)).toEqual([]);
    expect(codes(result, 'warning')).toContain('TF_NULL_TEXT');
  });

  it('is an error in Terraform, and in an argument', () => {
    expect(codes(plan(tf, { variables: { domain: { domain: null } }, dialect: 'terraform' }))).toEqual([
      'TF_EVALUATION',
    ]);
    const argument = 'variable "d" {}\nresource "null_resource" "a" {\n  triggers = { x = "a${var.d}" }\n}\n';
    expect(codes(plan(argument, { variables: { d: null } }))).toEqual(['TF_EVALUATION']);
  });
});
