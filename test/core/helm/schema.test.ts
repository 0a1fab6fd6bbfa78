import { describe, expect, it } from 'vitest';
import { compileSchema, validate } from '../../../src/core/helm/schema/index.ts';
import type { Json } from '../../../src/core/json.ts';

const found = (schema: Json, value: Json): string[] => validate(compileSchema(schema), value);
const failure = (schema: Json): string => {
  try {
    compileSchema(schema);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return '';
};

describe('values schemas, in the words of gojsonschema', () => {
  it('types, and nothing more about a value of the wrong one', () => {
    expect(found({ type: ['string', 'null'], minLength: 3 }, 1)).toEqual([
      '(root): Invalid type. Expected: [string,null], given: integer',
    ]);
    expect(found({ type: 'number' }, 3)).toEqual([]);
    expect(found({ properties: { a: { items: { type: 'string' } } } }, { a: ['x', null] })).toEqual([
      'a.1: Invalid type. Expected: string, given: null',
    ]);
  });

  it('objects: required, additional, named by pattern', () => {
    const schema = {
      required: ['z', 'a'],
      properties: { a: {} },
      patternProperties: { '^x-': { type: 'string' } },
      additionalProperties: false,
    };
    expect(found(schema, { 'x-1': 1, other: 1 })).toEqual([
      '(root): z is required',
      '(root): a is required',
      '(root): Additional property other is not allowed',
      'x-1: Invalid type. Expected: string, given: integer',
    ]);
  });

  it('of alternatives that all fail, the nearest is told', () => {
    const schema = {
      anyOf: [
        { type: 'string' },
        { type: 'object', required: ['a'], properties: { a: { enum: ['x', 2] }, b: { type: 'string' } } },
      ],
    };
    expect(found(schema, { a: 1, b: 'text' })).toEqual([
      '(root): Must validate at least one schema (anyOf)',
      'a: a must be one of the following: "x", 2',
    ]);
    expect(found({ oneOf: [{ minimum: 1 }, { maximum: 5 }] }, 3)).toEqual([
      '(root): Must validate one and only one schema (oneOf)',
    ]);
    expect(found(JSON.parse('{"if":{"type":"string"},"then":{"maxLength":2}}'), 'long')).toEqual([
      '(root): Must validate "then" as "if" was valid',
      '(root): String length must be less than or equal to 2',
    ]);
  });

  it('numbers: limits as Go prints them, multiples exactly', () => {
    expect(found({ maximum: 100000, multipleOf: 0.1 }, 0.3)).toEqual([]);
    expect(found({ minimum: 20000000000 }, 1)).toEqual(['(root): Must be greater than or equal to 2e+10']);
    expect(found({ minimum: 1, exclusiveMinimum: true }, 1)).toEqual(['(root): Must be greater than 1']);
  });

  it('formats are checked, unknown ones hold', () => {
    const format = (name: string, text: string): boolean => found({ format: name }, text).length === 0;
    expect(format('email', 'a@example.org')).toBe(true);
    expect(format('email', 'nobody')).toBe(false);
    expect(format('uri', 'https://example.org/a?b=c')).toBe(true);
    expect(format('uri', '/only/a/path')).toBe(false);
    expect(format('date-time', '2024-01-01T10:00:00Z')).toBe(true);
    expect(format('date-time', 'yesterday')).toBe(false);
    expect(format('hostname', 'not_a_host')).toBe(false);
    expect(format('own', 'anything')).toBe(true);
  });

  it('words of later drafts mean nothing in a schema of an earlier one', () => {
    const draft = 'http://json-schema.org/draft-06/schema#';
    const schema = JSON.parse('{"if":true,"then":false}');
    expect(found({ ...schema, $schema: draft }, 1)).toEqual([]);
    expect(found(schema, 1)).toHaveLength(2);
  });

  it('references: into the document, to names, to themselves', () => {
    const tree = {
      $id: 'https://example.org/tree.json',
      $ref: '#/definitions/node',
      definitions: {
        node: { type: 'object', properties: { next: { $ref: 'tree.json#/definitions/node' } } },
      },
    };
    expect(found(tree, { next: { next: 3 } })).toEqual([
      'next.next: Invalid type. Expected: object, given: integer',
    ]);
    expect(failure({ $ref: 'other.json#/x' })).toBe('Reference other.json#/x must be canonical');
    expect(failure({ properties: { a: { $ref: 'https://example.org/x.json' } } })).toContain(
      'is not followed',
    );
    expect(() => found({ $ref: '#' }, 1)).toThrow('deeper than');
  });

  it('schemas that are none', () => {
    expect(failure({ properties: { a: { type: 'text' } } })).toContain('NOT VALID -- given: /text/');
    expect(failure({ pattern: '(' })).toBe('pattern must be a valid regex');
    expect(failure({ properties: { a: 'string' } })).toBe('Expected: valid schema, given: Invalid JSON');
  });
});
