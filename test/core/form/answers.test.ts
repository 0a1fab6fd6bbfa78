import { readFileSync } from 'node:fs';
import { resolve as resolvePath } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formResolver, parseAnswers, resolveForm, WIDGETS } from '../../../src/core/form/index.ts';
import type { Json } from '../../../src/core/json.ts';
import { walkShape, widgetOutput } from '../../../src/core/package/index.ts';
import { defaultWorld } from '../../../src/core/world/index.ts';
import { answered, modelOf, modelOfManifest } from './helpers.ts';

const model = modelOf(`
- {name: net, label: Network, widget: subnet-select}
- {name: node, label: Node, widget: cvm-instance-type-select, zone: '\${net.subnet.zone}'}`);

const check = (text: string) => {
  const parsed = parseAnswers(text, 'answers.yaml');
  const { answers, source } = parsed;
  const state = resolveForm({ model, world: defaultWorld(), answers, source });
  return [...parsed.diagnostics, ...state.diagnostics].map((each) => ({
    code: each.code,
    file: each.file,
    at: each.range && `${each.range.start.line}:${each.range.start.column}`,
  }));
};

describe('parseAnswers', () => {
  it('takes keys and whole values, in YAML and JSON', () => {
    expect(check('net: subnet-bjprod5a\nnode: SA5.MEDIUM4\n')).toEqual([]);
    expect(check('{"net": {"subnet_id": "subnet-bjprod5a"}, "node": "SA5.MEDIUM4"}')).toEqual([]);
    expect(check('')).toEqual([{ code: 'FORM_REQUIRED', file: 'package.yaml', at: expect.any(String) }]);
  });

  it('places every wrong answer in the file', () => {
    expect(check('net: subnet-bjprod5b\n')).toEqual([
      { code: 'FORM_ANSWER_NOT_OFFERED', file: 'answers.yaml', at: '1:6' },
    ]);
    expect(check('net: subnet-gzprod4a\nnode: S5.MEDIUM4\nnodes: 3\n')).toEqual([
      { code: 'FORM_OPTION_DISABLED', file: 'answers.yaml', at: '2:7' },
      { code: 'FORM_ANSWER_UNKNOWN_ARG', file: 'answers.yaml', at: '3:8' },
    ]);
    const { diagnostics } = resolveForm({ model, world: defaultWorld(), answers: { nod: 1 } });
    expect(diagnostics.find((each) => each.code === 'FORM_ANSWER_UNKNOWN_ARG')?.message.en).toContain('node');
  });

  it('refuses what is no mapping, broken, or too large', () => {
    expect(check('- net').map((each) => each.code)).toContain('FORM_ANSWERS_SYNTAX');
    expect(check('net: [').map((each) => each.code)).toContain('FORM_ANSWERS_SYNTAX');
    expect(check('a: 1\na: 2').map((each) => each.code)).toContain('FORM_ANSWERS_SYNTAX');
    expect(check(`net: ${'x'.repeat(1024 * 1024)}`).map((each) => each.code)).toContain('FORM_ANSWERS_LIMIT');
    expect(check('['.repeat(5000)).map((each) => each.code)).toContain('FORM_ANSWERS_LIMIT');
  });

  it('is not led astray by names of Object’s own', () => {
    expect(check('__proto__: {x: 1}\nconstructor: 1\nnet: subnet-bjprod5a\nnode: SA5.MEDIUM4')).toEqual([
      { code: 'FORM_ANSWER_UNKNOWN_ARG', file: 'answers.yaml', at: expect.any(String) },
      { code: 'FORM_ANSWER_UNKNOWN_ARG', file: 'answers.yaml', at: expect.any(String) },
    ]);
  });
});

describe('any answers', () => {
  const text = readFileSync(
    resolvePath(import.meta.dirname, '../../fixtures/form/every-widget.yaml'),
    'utf8',
  );
  const every = modelOfManifest(text);
  const form = formResolver(every, defaultWorld());
  const names = every.args.map((arg) => arg.name);
  const words = fc.constantFrom(
    'subnet-gzprod6a',
    'ap-shanghai-5',
    'S5.LARGE8',
    'CLOUD_SSD:80',
    'PREPAID',
    '',
    'x',
  );
  const answer = fc.oneof(words, fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>);

  it('end in a state that says what is wrong: never an exception, never complete with an error', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), answer), (answers) => {
        const state = form(answers);
        const wrong = state.diagnostics.some((each) => each.severity === 'error');
        expect(state.complete && wrong).toBe(false);
        for (const field of state.fields) {
          if (field.error)
            expect(field.error.message.en).not.toMatch(
              /\{(given|expected|near|filters|options|detail|reason|min|max)\}/,
            );
          if (field.value !== undefined) expect(state.answers).toHaveProperty([field.name]);
        }
        expect(form(state.answers).answers).toMatchObject(state.answers);
      }),
      { numRuns: 300 },
    );
  });
});

describe('widget values', () => {
  const attributes = (value: Json, path: string[] = []): string[][] =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value).flatMap(([key, item]) => [[...path, key], ...attributes(item, [...path, key])])
      : [];

  it('have the attributes that the package checker knows, no more and no fewer', () => {
    for (const widget of WIDGETS.filter((each) => each.evidenced)) {
      const option = answered(widget.name, null).options[0];
      const shape = widgetOutput(widget.name);
      if (!option || typeof shape === 'string' || 'list' in shape) continue;
      expect(Object.keys(option.value ?? {}).sort()).toEqual(Object.keys(shape.object).sort());
      for (const path of attributes(option.value)) expect(walkShape(shape, path).found).toBe(true);
    }
  });
});
