import { describe, expect, it } from 'vitest';
import { loadChart, renderChart } from '../../src/core/helm/index.ts';
import { chartFiles, demo, errorOf } from '../core/helm/support.ts';

const render = (schema: unknown, values: Record<string, unknown> = {}) => {
  const chart = loadChart(
    chartFiles({
      'Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n',
      'values.schema.json': typeof schema === 'string' ? schema : JSON.stringify(schema),
    }),
  );
  return renderChart(chart, { ...demo, values: values as never });
};

describe('A-10: values.schema.json of a stranger (Helm CVE-2025-55199)', () => {
  it('a remote $ref is not fetched: the chart is refused', async () => {
    const { createServer } = await import('node:http');
    let asked = 0;
    const server = createServer((_request, response) => {
      asked += 1;
      response.end('{}');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as { port: number };
    try {
      for (const ref of [`http://127.0.0.1:${port}/s.json`, 'file:///etc/passwd']) {
        expect(errorOf(() => render({ $ref: ref })).code).toMatch(/^HELM_/);
      }
      await new Promise((done) => setTimeout(done, 50));
      expect(asked).toBe(0);
    } finally {
      server.close();
    }
  });

  it('a pattern that backtracks for ever answers at once', () => {
    const start = performance.now();
    const schema = { properties: { a: { type: 'string', pattern: '^(a+)+$' } } };
    expect(errorOf(() => render(schema, { a: `${'a'.repeat(50_000)}b` })).code).toMatch(/^HELM_/);
    expect(performance.now() - start).toBeLessThan(3_000);
  });

  it('schemas that refer to themselves, nest without end or branch without end end in an answer', () => {
    const start = performance.now();
    const itself = { $ref: '#' };
    const deep = `${'{"not":'.repeat(20_000)}{}${'}'.repeat(20_000)}`;
    const wide = {
      definitions: Object.fromEntries(
        Array.from({ length: 30 }, (_, i) => [
          `d${i}`,
          { anyOf: [{ $ref: `#/definitions/d${i + 1}` }, { $ref: `#/definitions/d${i + 1}` }] },
        ]).concat([['d30', { type: 'string' } as never]]),
      ),
      properties: { a: { $ref: '#/definitions/d0' } },
    };
    for (const schema of [itself, deep, wide]) {
      let outcome: unknown;
      try {
        outcome = render(schema, { a: 1 });
      } catch (error) {
        outcome = (error as { code?: string }).code;
      }
      expect(outcome).toBeDefined();
      if (typeof outcome === 'string') expect(outcome).toMatch(/^HELM_/);
    }
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});
