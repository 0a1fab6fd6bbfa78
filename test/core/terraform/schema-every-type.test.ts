import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AttributeSchema,
  checkResource,
  loadModule,
  type ResourceSchema,
  schemasFrom,
} from '../../../src/core/terraform/index.ts';

const dataDir = resolve(import.meta.dirname, '../../../data');
const schemas = schemasFrom(dataDir);
const facts = JSON.parse(readFileSync(`${dataDir}/provider-schema.json`, 'utf8')) as {
  readonly r: object;
  readonly d: object;
};

type Fields = ReadonlyMap<string, AttributeSchema>;

const settable = (f: AttributeSchema): boolean => f.presence !== 'computed';

/** A value that a field takes, as HCL. */
function exampleOf(field: AttributeSchema): string {
  const scalar = (kind: string): string => {
    if (field.enum) return JSON.stringify(field.enum[0]);
    if (kind === 'number') return String(field.range?.[0] ?? field.range?.[1] ?? 1);
    if (kind === 'bool') return 'true';
    return JSON.stringify('x'.repeat(Math.max(1, field.length?.[0] ?? 1)));
  };
  const { type } = field;
  if (type.kind === 'map') return '{}';
  if (type.kind === 'list' || type.kind === 'set') {
    const items = Array.from({ length: Math.max(1, field.minItems ?? 1) }, (_, i) =>
      type.element.kind === 'string' && !field.enum ? `"v${i}"` : scalar(type.element.kind),
    );
    return `[${items.join(', ')}]`;
  }
  return scalar(type.kind);
}

/** The fields that must be given: required ones, and the first of each group of which one is needed. */
function wanted(fields: Fields): AttributeSchema[] {
  const chosen = new Map(
    [...fields.values()].filter((f) => f.presence === 'required').map((f) => [f.name, f]),
  );
  for (const field of fields.values()) {
    const group = [...field.exactlyOneOf, ...field.atLeastOneOf];
    if (group.length === 0 || !settable(field)) continue;
    const names = new Set([field.name, ...group.map((g) => g.split('.')[0] ?? g)]);
    if (![...names].some((n) => chosen.has(n))) chosen.set(field.name, field);
  }
  // What conflicts with something chosen before gives way unless it is required itself.
  const done: AttributeSchema[] = [];
  for (const field of chosen.values()) {
    if (field.presence !== 'required' && done.some((d) => d.conflictsWith.includes(field.name))) continue;
    done.push(field);
    for (const name of field.requiredWith) {
      const other = fields.get(name);
      if (other && !chosen.has(name) && !done.includes(other)) done.push(other);
    }
  }
  return done;
}

function lines(fields: readonly AttributeSchema[]): string[] {
  return fields.flatMap((field) => {
    if (!field.block) return [`${field.name} = ${exampleOf(field)}`];
    const inner = lines(wanted(field.block)).join('\n');
    return Array.from({ length: Math.max(1, field.minItems ?? 1) }, () => `${field.name} {\n${inner}\n}`);
  });
}

function found(schema: ResourceSchema, body: readonly string[]): { code: string; text: string }[] {
  const keyword = schema.mode === 'data' ? 'data' : 'resource';
  const text = `${keyword} "${schema.type}" "x" {\n${body.join('\n')}\n}\n`;
  const { module, diagnostics } = loadModule([{ path: 'main.tf', text }], { dialect: 'terraform' });
  expect(diagnostics).toEqual([]);
  const [decl] = [...module.resources.values(), ...module.data.values()];
  return (decl ? checkResource(decl, schema, 'terraform') : [])
    .filter((d) => d.severity === 'error')
    .map((d) => ({ code: d.code, text: d.message.en }));
}

const all: readonly ResourceSchema[] = [
  ...Object.keys(facts.r).map((type) => schemas.resource(type)),
  ...Object.keys(facts.d).map((type) => schemas.data(type)),
].filter((s) => s !== undefined);

const valid = (schema: ResourceSchema): string[] => lines(wanted(schema.attributes));

describe(`every resource type and data source of the provider's facts (${all.length})`, () => {
  it('is known', () => {
    expect(all.length).toBe(Object.keys(facts.r).length + Object.keys(facts.d).length);
    expect(all.length).toBeGreaterThan(1000);
  });

  it('takes a configuration that gives what it asks for', () => {
    const wrong = all.flatMap((schema) => {
      const errors = found(schema, valid(schema));
      return errors.length === 0 ? [] : [`${schema.mode} ${schema.type}: ${errors[0]?.text}`];
    });
    expect(wrong).toEqual([]);
  });

  it('misses each required argument that is left out', () => {
    let tried = 0;
    for (const schema of all) {
      const needed = wanted(schema.attributes).filter((f) => f.presence === 'required');
      for (const field of needed) {
        const rest = lines(wanted(schema.attributes).filter((f) => f !== field));
        const codes = found(schema, rest).map((e) => e.code);
        tried += 1;
        const missed = codes.some((c) => c === 'TF_ARGUMENT_MISSING' || c === 'TF_BLOCK_COUNT');
        expect([schema.type, field.name, missed]).toEqual([schema.type, field.name, true]);
      }
    }
    expect(tried).toBeGreaterThan(1000);
  });

  it('names what was meant when a name is misspelt', () => {
    for (const schema of all.filter((s) => s.coverage === 'full')) {
      const field = wanted(schema.attributes).find((f) => !f.block && f.name.length > 6);
      if (!field) continue;
      const misspelt = `${field.name.slice(0, 3)}${field.name.slice(4)}`;
      if (schema.attributes.has(misspelt)) continue;
      const errors = found(schema, [...valid(schema), `${misspelt} = null`]);
      const unknown = errors.find((e) => e.code === 'TF_ARGUMENT_UNKNOWN');
      expect([schema.type, unknown?.text]).toEqual([schema.type, expect.stringContaining('Did you mean')]);
    }
  });

  it('refuses wrong types, values outside an enum or a range, and too many blocks', () => {
    const property = fc.property(fc.constantFrom(...all), fc.nat(), (schema, pick) => {
      const fields = [...schema.attributes.values()].filter(settable);
      const field = fields[pick % Math.max(1, fields.length)];
      if (!field) return;
      const rest = valid(schema).filter((line) => !line.startsWith(`${field.name} `));
      const codes = (...more: string[]): string[] => found(schema, [...rest, ...more]).map((e) => e.code);
      if (field.block) {
        if (field.maxItems === undefined) return;
        const inner = lines(wanted(field.block)).join('\n');
        const many = Array.from({ length: field.maxItems + 1 }, () => `${field.name} {\n${inner}\n}`);
        expect(codes(...many)).toContain('TF_BLOCK_COUNT');
        return;
      }
      if (['list', 'set'].includes(field.type.kind)) {
        expect(codes(`${field.name} = { a = 1 }`)).toContain('TF_ARGUMENT_TYPE');
        return;
      }
      if (['string', 'number', 'bool'].includes(field.type.kind))
        expect(codes(`${field.name} = ["x"]`)).toContain('TF_ARGUMENT_TYPE');
      if (field.enum && field.type.kind === 'string')
        expect(codes(`${field.name} = "no such value"`)).toContain('TF_ARGUMENT_VALUE');
      const high = field.range?.[1];
      if (typeof high === 'number' && field.type.kind === 'number' && !field.enum)
        expect(codes(`${field.name} = ${high + 1}`)).toContain('TF_ARGUMENT_VALUE');
    });
    fc.assert(property, { numRuns: 3000 });
  });

  it('leaves what only the provider sets to it', () => {
    for (const schema of all) {
      const field = [...schema.attributes.values()].find(
        (f) => f.presence === 'computed' && f.name !== 'id' && !f.block,
      );
      if (!field) continue;
      const codes = found(schema, [...valid(schema), `${field.name} = null`, `depends_on = []`]).map(
        (e) => e.code,
      );
      expect([schema.type, field.name, codes.filter((c) => c !== 'TF_ARGUMENT_READONLY')]).toEqual([
        schema.type,
        field.name,
        [],
      ]);
    }
  });
});
