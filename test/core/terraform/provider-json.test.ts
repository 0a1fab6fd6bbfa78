import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import {
  createPlan,
  createSchemas,
  loadModule,
  planJson,
  withProviders,
} from '../../../src/core/terraform/index.ts';

const document = JSON.stringify({
  format_version: '1.0',
  provider_schemas: {
    'registry.terraform.io/acme/acme': {
      resource_schemas: {
        acme_thing: {
          version: 1,
          block: {
            attributes: {
              id: { type: 'string', computed: true },
              name: { type: 'string', required: true },
              secret: { type: 'string', optional: true, sensitive: true },
              tags: { type: ['map', 'string'], optional: true },
              nested: {
                nested_type: {
                  nesting_mode: 'list',
                  attributes: {
                    x: { type: 'number', required: true },
                    y: { type: 'string', optional: true },
                  },
                },
                optional: true,
              },
            },
            block_types: {
              rule: {
                nesting_mode: 'set',
                min_items: 1,
                block: { attributes: { port: { type: 'number', required: true } } },
              },
            },
          },
        },
      },
      data_source_schemas: {
        acme_info: { block: { attributes: { region: { type: 'string', computed: true } } } },
      },
    },
  },
});

const schemas = withProviders(createSchemas(), document);
const planOf = (text: string, prior?: Record<string, JsonObject>) => {
  const { module } = loadModule([{ path: 'main.tf', text }], { dialect: 'terraform' });
  return createPlan({
    module,
    variables: {},
    dialect: 'terraform',
    schemas,
    files: new Map(),
    clock: () => new Date(0),
    random: () => 0,
    ...(prior ? { prior } : {}),
  });
};
const messages = (text: string): string[] => planOf(text).diagnostics.map((each) => each.message.en);

describe('providers of `terraform providers schema -json`', () => {
  it('check arguments, blocks and references, with suggestions', () => {
    const found = messages('resource "acme_thing" "x" {\n nmae = "a"\n}\n').join('\n');
    expect(found).toContain('Did you mean "name"?');
    expect(found).toContain('rule');
    expect(messages('resource "acme_thing" "x" {\n name = "a"\n rule {\n port = "no"\n }\n}\n')).toHaveLength(
      1,
    );
    expect(
      messages(
        'resource "acme_thing" "x" {\n name = "a"\n rule {\n port = 1\n }\n}\noutput "y" {\n value = acme_thing.x.nothing\n}\n',
      ),
    ).toEqual([expect.stringContaining('nothing')]);
  });

  it('say what is unknown and what is sensitive', () => {
    const { plan, diagnostics } = planOf(
      'resource "acme_thing" "x" {\n name = "a"\n secret = "s"\n nested = [{ x = 1 }]\n rule {\n port = 1\n }\n}\noutput "id" {\n value = acme_thing.x.id\n}\n',
    );
    expect(diagnostics).toEqual([]);
    expect(plan?.resources[0]?.args.sensitive).toMatchObject({ secret: true });
    expect(plan?.outputs[0]?.value.unknown).toBe(true);
    expect(schemas.data('acme_info')?.attributes.get('region')?.presence).toBe('computed');
  });

  it('check attributes that are written as objects', () => {
    const thing = (nested: string) =>
      messages(`resource "acme_thing" "x" {\n name = "a"\n nested = ${nested}\n rule {\n port = 1\n }\n}\n`);
    expect(thing('[{ x = 1 }, { x = 2, y = null }]')).toEqual([]);
    expect(thing('[{ y = "t" }]')).toEqual([expect.stringContaining('attribute "x" is required')]);
    expect(thing('[{ x = "no" }]')).toEqual([expect.stringContaining('a number is required')]);
    expect(thing('[{ x = 1, yy = "t" }]')).toEqual([
      expect.stringMatching(/no attribute "yy".*Did you mean "y"/),
    ]);
    expect(thing('{ x = 1 }')).toEqual([expect.stringContaining('list of object required')]);
  });

  it('leave open what a change comes to', () => {
    const prior = { 'acme_thing.x': { id: '1', name: 'a', rule: [{ port: 1 }] } };
    const text = (name: string) =>
      `resource "acme_thing" "x" {\n name = "${name}"\n rule {\n port = 1\n }\n}\n`;
    expect(planOf(text('a'), prior).diagnostics).toEqual([]);
    const changed = planOf(text('b'), prior);
    expect(changed.plan?.resources[0]?.action).toBe('update');
    expect(changed.diagnostics).toMatchObject([{ code: 'TF_REPLACE_UNSAID', severity: 'info' }]);
  });

  it('give plans the version of their schemas', () => {
    const { module } = loadModule(
      [{ path: 'main.tf', text: 'resource "acme_thing" "x" {\n name = "a"\n rule {\n port = 1\n }\n}\n' }],
      { dialect: 'terraform' },
    );
    const { text } = planJson(
      {
        module,
        variables: {},
        dialect: 'terraform',
        schemas,
        files: new Map(),
        clock: () => new Date(0),
        random: () => 0,
      },
      new Date(0),
    );
    expect(JSON.parse(text ?? '')).toMatchObject({
      planned_values: { root_module: { resources: [{ schema_version: 1 }] } },
      configuration: { root_module: { resources: [{ schema_version: 1 }] } },
    });
  });

  it('leave our own types as they are', () => {
    expect(schemas.resource('random_password')?.provider).toBe('random');
    expect(schemas.resourceTypes()).toContain('acme_thing');
  });

  it.each(['{', '[]', '{"provider_schemas": 1}'])('refuse %s', (text) => {
    expect(() => withProviders(createSchemas(), text)).toThrow(/provider schemas cannot be read/);
  });
});
