import { describe, expect, it } from 'vitest';
import { crdsOf, loadChart, renderChart } from '../../../src/core/helm/index.ts';
import { chartFiles, demo, errorOf } from './support.ts';

const top = 'apiVersion: v2\nname: top\nversion: 1.0.0\n';
const load = (files: Readonly<Record<string, string>>) =>
  loadChart(chartFiles({ 'Chart.yaml': top, ...files }));
const loadError = (files: Readonly<Record<string, string>>): unknown =>
  errorOf(() => load(files)).data.message;
const renderError = (files: Readonly<Record<string, string>>): unknown =>
  errorOf(() => renderChart(load(files), demo)).data.message;

describe('charts', () => {
  it('that are wrong say what Helm says', () => {
    expect(errorOf(() => loadChart(new Map())).data.message).toBe('Chart.yaml file is missing');
    expect(loadError({ 'Chart.yaml': 'name: x\n' })).toBe('validation: chart.metadata.version is required');
    expect(loadError({ 'Chart.yaml': 'name: x\nversion: a.b\n' })).toBe(
      'validation: chart.metadata.version "a.b" is invalid',
    );
    expect(loadError({ 'Chart.yaml': 'name: ..\nversion: 1.0.0\n' })).toBe(
      'validation: chart.metadata.name ".." is invalid',
    );
    expect(loadError({ 'Chart.yaml': 'name: [x]\n' })).toBe(
      'cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go struct field Metadata.name of type string',
    );
    expect(loadError({ 'values.yaml': 'a: b: c' })).toBe(
      'cannot load values.yaml: error converting YAML to JSON: yaml: mapping values are not allowed in this context',
    );
    expect(loadError({ 'values.yaml': '- a' })).toContain(
      'cannot unmarshal array into Go value of type map[string]interface {}',
    );
    expect(loadError({ 'charts/s/Chart.yaml': 'name: s\n' })).toBe(
      'error unpacking s in top: validation: chart.metadata.version is required',
    );
  });

  it('leave out what .helmignore names', () => {
    const chart = load({
      '.helmignore': '# comment\n*.bak\ndocs/\n/secret.txt\ntemplates/tests/*\n',
      'a.bak': '',
      'docs/x.md': '',
      'secret.txt': '',
      'sub/secret.txt': '',
      'templates/tests/t.yaml': '',
      'templates/.hidden': '',
      'templates/a.yaml': '',
    });
    expect(chart.files.map((f) => f.name)).toEqual(['.helmignore', 'sub/secret.txt']);
    expect(chart.templates.map((f) => f.name)).toEqual(['templates/a.yaml']);
  });

  it('whose templates render no YAML say where', () => {
    expect(renderError({ 'templates/a.yaml': 'a: b: c\n' })).toBe(
      'YAML parse error on top/templates/a.yaml: error converting YAML to JSON: yaml: mapping values are not allowed in this context',
    );
    expect(renderError({ 'templates/a.yaml': 'x: 1\n---\n- a\n' })).toBe(
      'YAML parse error on top/templates/a.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go value of type releaseutil.SimpleHead',
    );
    expect(renderError({ 'templates/a.yaml': 'kind: [a]\n' })).toContain(
      'Go struct field SimpleHead.kind of type string',
    );
  });

  it('places of errors count as editors do', () => {
    const error = errorOf(() =>
      renderChart(load({ 'templates/a.yaml': '# é\nx: é{{ fail "no" }}\n' }), demo),
    );
    expect(error.code).toBe('HELM_TEMPLATE_FAILED');
    expect(error.data.message).toBe('execution error at (top/templates/a.yaml:2:8): no');
    expect(error.place).toEqual({
      file: 'top/templates/a.yaml',
      range: { start: { line: 2, column: 8, offset: 11 }, end: { line: 2, column: 8, offset: 11 } },
    });
  });

  it('schemas: all contradictions, no remote references, linear patterns', () => {
    const schema = (text: string) => ({ 'values.yaml': 'a: 1\nb: x\n', 'values.schema.json': text });
    expect(
      renderError(schema('{"properties":{"a":{"type":"string"},"b":{"enum":["y"]}},"required":["c"]}')),
    ).toBe(
      'values don\'t meet the specifications of the schema(s) in the following chart(s):\ntop:\n- (root): c is required\n- a: Invalid type. Expected: string, given: integer\n- b: b must be one of the following: "y"\n',
    );
    expect(renderError(schema('{"properties":{"b":{"$ref":"https://elsewhere.invalid/x.json"}}}'))).toContain(
      'is not followed',
    );
    expect(renderError(schema('{"properties":{"b":{"pattern":"^(a+)+$"}}}'))).toContain(
      "Does not match pattern '^(a+)+$'",
    );
  });

  it('lookups answer from outside', () => {
    const chart = load({
      'templates/a.yaml':
        'a: {{ (lookup "v1" "Secret" "ns" "x").data | toJson }}\nb: {{ lookup "v1" "Secret" "" "" | toJson }}',
    });
    const answered = renderChart(chart, {
      ...demo,
      lookup: (_v, _k, _ns, name) => (name === 'x' ? { data: { k: 'v' } } : { items: [] }),
    });
    expect(answered.files['top/templates/a.yaml']).toBe('a: {"k":"v"}\nb: {"items":[]}');
    expect(renderChart(chart, demo).files['top/templates/a.yaml']).toBe('a: null\nb: {}');
  });

  it('real randomness and clock come from outside', () => {
    const chart = load({
      'templates/a.yaml':
        'a: {{ randAlphaNum 8 }} {{ uuidv4 }} {{ randBytes 3 }} {{ now | date "2006" }} {{ shuffle "aaa" }}',
    });
    let n = 0;
    const { special: _special, ...plain } = demo;
    const random = { bytes: (count: number) => Uint8Array.from({ length: count }, () => n++ & 127) };
    const text = renderChart(chart, { ...plain, clock: () => new Date(Date.UTC(2031, 0)), random }).files[
      'top/templates/a.yaml'
    ];
    expect(text).toMatch(
      /^a: [A-Za-z0-9]{8} [0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12} \S{4} 2031 aaa$/,
    );
  });
});

describe('subcharts', () => {
  const files = {
    'Chart.yaml': `${top}dependencies: [{name: s, version: 1.x, repository: "", alias: other, tags: [t]}, {name: s, version: ">=1", repository: ""}]\n`,
    'values.yaml': 'tags: {t: true}\ns: {in: {k: 1}}\nother: {in: {k: 2}}\n',
    'templates/a.yaml': 'a: {{ typeOf .Values.s }} {{ dig "in" "k" "none" .Values.s }} {{ .Values.s.added }}',
    'charts/s/Chart.yaml': 'name: s\nversion: 1.2.0\n',
    'charts/s/templates/b.yaml':
      'b: {{ typeOf .Values }} {{ .Values.in.k }} {{ $_ := set .Values "added" .Chart.Name }}',
    'charts/s/crds/c.yaml':
      'kind: CustomResourceDefinition\napiVersion: apiextensions.k8s.io/v1\nmetadata: {name: c}\n',
  };

  it('under an alias and their own name; what a subchart sets its parent sees', () => {
    const result = renderChart(load(files), demo);
    expect({ ...result.files }).toEqual({
      'top/charts/other/templates/b.yaml': 'b: chartutil.Values 2 ',
      'top/charts/s/templates/b.yaml': 'b: chartutil.Values 1 ',
      'top/templates/a.yaml': 'a: map[string]interface {} 1 s',
    });
    expect(renderChart(load(files), { ...demo, values: { tags: { t: false } } }).files).not.toHaveProperty([
      'top/charts/other/templates/b.yaml',
    ]);
    expect(crdsOf(load(files)).map((o) => o.source)).toEqual(['top/charts/s/crds/c.yaml']);
  });

  it('whose values are no table are refused', () => {
    expect(errorOf(() => renderChart(load(files), { ...demo, values: { s: 'x' } })).data.message).toBe(
      'type mismatch on s: %!t(string=x)',
    );
  });

  it('schemas of the older drafts hold', () => {
    const schema = '{"properties":{"num":{"minimum":1,"exclusiveMinimum":true}}}';
    expect(renderError({ 'values.yaml': 'num: 1', 'values.schema.json': schema })).toContain(
      '- num: Must be greater than 1',
    );
    expect(renderError({ 'values.schema.json': '{"$ref":"#/nowhere"}' })).toContain(
      "Object has no key 'nowhere'",
    );
  });
});
