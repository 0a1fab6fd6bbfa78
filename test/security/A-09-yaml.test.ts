import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadChart, renderChart, renderSnippet } from '../../src/core/helm/index.ts';
import { readYaml, toJson } from '../../src/core/package/index.ts';
import { loadWorld } from '../../src/core/world/index.ts';
import { chartFiles, demo, snippet } from '../core/helm/support.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);

/** Nine times nine times nine … of the same list. */
const laughs = (levels: number): string =>
  [
    'a: &a [x, x, x, x, x, x, x, x, x]',
    ...Array.from({ length: levels }, (_, i) => {
      const name = String.fromCharCode(98 + i);
      return `${name}: &${name} [${Array(9)
        .fill(`*${String.fromCharCode(97 + i)}`)
        .join(', ')}]`;
    }),
  ].join('\n');

/** Every map takes in the one before it: quadratic where merges copy (js-yaml CVE-2026-53550). */
const merges = (count: number): string =>
  [
    'm0: &m0 {k0: 0}',
    ...Array.from({ length: count }, (_, i) => `m${i + 1}: &m${i + 1} {<<: *m${i}, k${i + 1}: 0}`),
  ].join('\n');

/** Reads a text everywhere that Drydock reads YAML; answers with what each made of it. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  'package.yaml': (text) => {
    const { root, problems } = readYaml(bytes(text));
    return problems.length > 0 || root === undefined ? problems[0]?.kind : toJson(root);
  },
  'a world': (text) => loadWorld(text, 'world.yaml'),
  'values.yaml': (text) => {
    const files = { 'Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n', 'values.yaml': text };
    return renderChart(loadChart(chartFiles(files)), demo).values;
  },
  fromYaml: (text) =>
    snippet('{{ toJson (fromYaml .Values.text) }}', { valuesYaml: `text: ${JSON.stringify(text)}` }),
};

const outcome = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return error;
  }
};

describe('A-9: YAML that means more than it says', () => {
  it.each(Object.keys(READERS))('billion laughs and merge bombs cost %s neither time nor memory', (name) => {
    const before = process.memoryUsage().rss;
    const start = performance.now();
    outcome(() => READERS[name]?.(laughs(12)));
    outcome(() => READERS[name]?.(merges(2_000)));
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(512 * 1024 * 1024);
  });

  it.each(Object.keys(READERS))('%s does not reach the prototype of anything', (name) => {
    const text =
      '__proto__: {polluted: yes}\nconstructor: {prototype: {polluted: yes}}\na: &a {__proto__: {polluted: yes}}\nb: {<<: *a}\n';
    outcome(() => READERS[name]?.(text));
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  });

  it('duplicate keys are reported, not silently the last', () => {
    const { problems } = readYaml(bytes('id: a\nid: b\n'));
    expect(problems.length).toBeGreaterThan(0);
  });

  it('Norway, octal and float keys read as the engines read them', () => {
    // Charts: YAML 1.1 as sigs.k8s.io/yaml; package.yaml: the 1.2 core schema of the platform's reader.
    const text = 'country: no\\nmode: 0755\\nkeys: {1.5: a, yes: b}\\n';
    expect(snippet(`{{ toJson (fromYaml "${text}") }}`)).toBe(
      '{"country":false,"keys":{"1.5":"a","true":"b"},"mode":493}',
    );
    const { root } = readYaml(bytes('country: no\nmode: 0755\n'));
    expect(root && toJson(root)).toEqual({ country: 'no', mode: 755 });
  });

  it('any bytes end in an answer', () => {
    const piece = fc.constantFrom(
      '&a ',
      '*a ',
      '<<: ',
      '- ',
      '? ',
      ': ',
      '{',
      '}',
      '[',
      ']',
      '|',
      '>',
      '\n',
      '  ',
      '!!',
      '"',
      "'",
      '#',
      '%',
      '---\n',
      'x',
      '0',
      '\u0000',
      '\ufeff',
      '\ud800',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 80 }), (parts) => {
        const text = parts.join('');
        const { problems, root } = readYaml(bytes(text));
        if (root !== undefined) expect(() => JSON.stringify(toJson(root))).not.toThrow();
        expect(problems.length).toBeLessThanOrEqual(50);
        // fromYaml answers with a map: the value, or an entry Error.
        const valuesYaml = `t: ${JSON.stringify(text.replaceAll('\ud800', ''))}`;
        expect(renderSnippet('{{ fromYaml .Values.t | kindOf }}', { valuesYaml })).toBe('map');
      }),
      { numRuns: 500 },
    );
  });
});
