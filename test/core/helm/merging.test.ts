import { describe, expect, it } from 'vitest';
import { loadChart, renderChart } from '../../../src/core/helm/index.ts';
import { chartFiles, demo, snippet } from './support.ts';

describe('merging of maps', () => {
  const merged = (x: unknown, y: unknown, call = 'mergeOverwrite'): unknown =>
    JSON.parse(
      snippet(`{{ ${call} .Values.x .Values.y | toJson }}`, { valuesYaml: JSON.stringify({ x, y }) }),
    );

  it('mergeOverwrite writes what is empty too', () => {
    expect(
      merged({ a: true, b: 3, c: 'x', d: [1], e: 1 }, { a: false, b: 0, c: '', d: [], e: null }),
    ).toEqual({ a: false, b: 0, c: '', d: [], e: null });
    expect(merged({ m: { on: true, left: 1 } }, { m: { on: false } })).toEqual({ m: { on: false, left: 1 } });
  });

  it('a map replaces nothing that holds something', () => {
    expect(merged({ a: 'text', b: '' }, { a: { k: 1 }, b: { k: 1 } })).toEqual({ a: 'text', b: { k: 1 } });
    expect(merged({ a: { k: 1 } }, { a: 'text' })).toEqual({ a: 'text' });
  });

  it('merge fills what is empty, and takes no null', () => {
    expect(merged({ a: 0, b: 'kept' }, { a: 5, b: 'x', c: null }, 'merge')).toEqual({ a: 5, b: 'kept' });
  });
});

describe('tpl within tpl', () => {
  it('executes a blank text, not the text around it', () => {
    const valuesYaml = 'outer: "[{{ tpl .Values.inner . }}]"\ninner: " "\n';
    expect(snippet('{{ tpl .Values.outer . }}', { valuesYaml })).toBe('[ ]');
    expect(snippet('{{ tpl "<{{ tpl \\"\\" . }}>" . }}')).toBe('<>');
  });

  it('sees the definitions of every text around it, however many', () => {
    const valuesYaml = Array.from({ length: 300 }, (_, i) =>
      i < 299
        ? `t${i}: '{{ define "n${i}" }}${i}{{ end }}{{ tpl .Values.t${i + 1} . }}'`
        : `t${i}: '{{ include "n0" . }} {{ include "n298" . }}'`,
    ).join('\n');
    expect(snippet('{{ tpl .Values.t0 . }}', { valuesYaml })).toBe('0 298');
  });
});

describe('nulls in values for subcharts', () => {
  const chart = loadChart(
    chartFiles({
      'Chart.yaml': 'apiVersion: v2\nname: top\nversion: 1.0.0\n',
      'values.yaml': 'mid: {low: {gone: null}, own: null}\n',
      'charts/mid/Chart.yaml': 'apiVersion: v2\nname: mid\nversion: 1.0.0\n',
      'charts/mid/values.yaml': 'own: 1\nlow: {gone: 1}\n',
      'charts/mid/charts/low/Chart.yaml': 'apiVersion: v2\nname: low\nversion: 1.0.0\n',
      'charts/mid/charts/low/values.yaml': 'gone: 2\n',
    }),
  );

  it('remove the value one chart below, and no further', () => {
    expect(renderChart(chart, demo).values).toEqual({
      mid: { global: {}, low: { global: {}, gone: 2 } },
    });
  });
});

describe('a chart of which every dependency is off', () => {
  it('keeps its values as one without dependencies', () => {
    const files = chartFiles({
      'Chart.yaml':
        'apiVersion: v2\nname: top\nversion: 1.0.0\ndependencies: [{name: mid, version: 1.0.0}]\n',
      'values.yaml': 'mid: {}\n',
      'charts/mid/Chart.yaml':
        'apiVersion: v2\nname: mid\nversion: 1.0.0\ndependencies: [{name: gate, version: 1.0.0, condition: gate.use}]\n',
      'charts/mid/values.yaml': 'gate: {use: false}\n',
      'charts/mid/charts/gate/Chart.yaml': 'apiVersion: v2\nname: gate\nversion: 1.0.0\n',
      'charts/mid/charts/low/Chart.yaml': 'apiVersion: v2\nname: low\nversion: 1.0.0\n',
      'charts/mid/charts/low/values.yaml': 'deep: {none: null}\n',
    });
    expect(renderChart(loadChart(files), demo).values).toEqual({
      mid: { global: {}, gate: { use: false }, low: { global: {}, deep: {} } },
    });
  });

  it('the version of Helm has the names of its JSON form there', () => {
    expect(JSON.parse(snippet('{{ .Capabilities.HelmVersion | toJson }}'))).toHaveProperty('version');
  });
});

describe('required', () => {
  it('formats its message, fail does not', () => {
    const end = (tpl: string): string => snippet(tpl).split('): ')[1] ?? '';
    expect(end('{{ required "100% sure" .Values.none }}')).toBe('100%!s(MISSING)ure');
    expect(end('{{ required "a name" .Values.none }}')).toBe('a name');
    expect(end('{{ fail "100% sure" }}')).toBe('100% sure');
  });
});
