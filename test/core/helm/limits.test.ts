import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { loadChart, renderChart, renderSnippet } from '../../../src/core/helm/index.ts';
import { chartFiles, demo, errorOf, snippet } from './support.ts';
import { type TarEntry, tar } from './tar.ts';

const sub = (entries: readonly TarEntry[]): Map<string, Uint8Array> =>
  chartFiles({
    'Chart.yaml': 'apiVersion: v2\nname: top\nversion: 1.0.0\n',
    'charts/s.tgz': gzipSync(tar(entries)),
  });
const subChart: TarEntry = { name: 's/Chart.yaml', data: 'apiVersion: v2\nname: s\nversion: 1.0.0\n' };

describe('a rendering is bounded', () => {
  it('in steps', () => {
    const loops =
      '{{ range until 1000 }}{{ range until 1000 }}{{ range until 1000 }}{{ end }}{{ end }}{{ end }}';
    expect(errorOf(() => renderSnippet(loops, { limits: { steps: 100_000 } })).code).toBe('HELM_LIMIT_STEPS');
  });

  it('in text', () => {
    for (const tpl of [
      '{{ repeat 1000000000 "x" }}',
      '{{ until 1000000000 | len }}',
      '{{ indent 100000000 "a\\nb" }}',
    ]) {
      expect(errorOf(() => renderSnippet(tpl)).code).toBe('HELM_LIMIT_OUTPUT');
    }
    const doubling = '{{ $x := "x" }}{{ range until 40 }}{{ $x = print $x $x }}{{ end }}{{ len $x }}';
    expect(errorOf(() => renderSnippet(doubling)).code).toBe('HELM_LIMIT_OUTPUT');
  });

  it('in time, and it can be cancelled', () => {
    const slow = '{{ range until 100000 }}{{ range until 1000 }}{{ end }}{{ end }}';
    expect(errorOf(() => renderSnippet(slow, { limits: { time: 30, steps: 1e12 } })).code).toBe(
      'HELM_LIMIT_TIME',
    );
    expect(errorOf(() => renderSnippet(slow, { signal: AbortSignal.abort() })).code).toBe('CANCELLED');
  });

  it('in depth: a template that includes itself gets Helm’s own error, `template` ours', () => {
    expect(snippet('{{ define "r" }}{{ include "r" . }}{{ end }}{{ include "r" . }}')).toMatch(
      /(error calling include: template: t\/templates\/case.txt:1:19: executing "r" at <include "r" \.>: ){1001}error calling include: rendering template has a nested reference name: r: unable to execute template$/,
    );
    const nested = '{{ define "r" }}{{ if true }}{{ template "r" . }}{{ end }}{{ end }}{{ template "r" . }}';
    expect(errorOf(() => renderSnippet(nested)).code).toBe('HELM_LIMIT_DEPTH');
    expect(snippet('{{'.concat('('.repeat(5000)))).toContain('nesting deeper than');
  });

  it('tpl of one text many times is parsed once', () => {
    const start = performance.now();
    const text = `{{ range until 3000 }}{{ tpl "${'{{ .Release.Name }}'.repeat(50)}" $ }}{{ end }}`;
    expect(snippet(text)).toHaveLength(3000 * 50 * 4);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('regular expressions take linear time', () => {
    const start = performance.now();
    expect(snippet('{{ regexMatch "^(a+)+$" (print (repeat 5000 "a") "b") }}')).toBe('false');
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('packed subcharts', () => {
  it('are read, with long paths and without links', () => {
    const long = `s/files/${'d'.repeat(90)}/${'e'.repeat(60)}.txt`;
    const chart = loadChart(
      sub([
        subChart,
        { name: 's/', type: '5' },
        { name: 's/templates/link.yaml', type: '2', link: '/etc/passwd' },
        { name: 's/templates/a.yaml', data: 'kind: A\nmetadata: {name: a}\n' },
        { name: long, data: 'x', pax: true },
      ]),
    );
    const [packed] = chart.dependencies;
    expect(packed?.templates.map((file) => file.name)).toEqual(['templates/a.yaml']);
    expect(packed?.files.map((file) => file.name)).toEqual([long.slice(2)]);
    expect(renderChart(chart, demo).objects.map((o) => o.source)).toEqual(['top/charts/s/templates/a.yaml']);
  });

  it('that leave their folder are refused', () => {
    for (const name of ['s/../../x', 's//etc/passwd', 's\\..\\..\\x', 's/c:/x', 's', 'Chart.yaml']) {
      const error = errorOf(() => loadChart(sub([subChart, { name, data: 'x' }])));
      expect([name, error.code]).toEqual([name, 'HELM_CHART_INVALID']);
    }
  });

  it('are bounded in size, ratio, entries and per file', () => {
    const zeros = Buffer.alloc(4 * 1024 * 1024);
    expect(errorOf(() => loadChart(sub([subChart, { name: 's/z', data: zeros }]))).data.what).toBe('ratio');
    const noise = (size: number): Buffer =>
      Buffer.from(Array.from({ length: size }, (_, i) => (i * i * 31 + (i >> 3)) & 255));
    const limits = { total: 100_000, file: 50_000, ratio: 1000, entries: 20 };
    const what = (entries: TarEntry[]): unknown =>
      errorOf(() => loadChart(sub(entries), { limits })).data.what;
    expect(what([subChart, { name: 's/z', data: noise(60_000) }])).toBe('file');
    expect(what([subChart, ...[1, 2, 3].map((i) => ({ name: `s/${i}`, data: noise(40_000) }))])).toBe(
      'total',
    );
    expect(what([subChart, ...Array.from({ length: 30 }, (_, i) => ({ name: `s/${i}`, data: '' }))])).toBe(
      'entries',
    );
  });

  it('that are broken say so', () => {
    const files = (data: Uint8Array): Map<string, Uint8Array> =>
      chartFiles({ 'Chart.yaml': 'apiVersion: v2\nname: top\nversion: 1.0.0\n', 'charts/s.tgz': data });
    const good = tar([subChart]);
    for (const bad of [
      Buffer.from('no gzip'),
      gzipSync(good).subarray(0, 40),
      gzipSync(good.subarray(0, 530)),
      gzipSync(Buffer.alloc(700, 65)),
    ]) {
      expect(errorOf(() => loadChart(files(bad))).code).toBe('HELM_CHART_INVALID');
    }
  });
});
