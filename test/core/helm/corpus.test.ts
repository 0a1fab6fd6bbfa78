import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import { DrydockError } from '../../../src/core/errors/index.ts';
import { loadChart, renderChart, renderSnippet } from '../../../src/core/helm/index.ts';
import { describeShared, sharedPath } from '../../helpers/shared.ts';
import { demo, filesBelow } from './support.ts';

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const messageOf = (error: unknown): string =>
  error instanceof DrydockError ? String(error.data.message ?? error.code) : String(error);

/** What differs between our rendering of a chart and its references. */
function differences(folder: string, reference: (what: string) => string): string[] {
  const wantError = existsSync(reference('err')) ? readFileSync(reference('err'), 'utf8').trim() : undefined;
  try {
    const result = renderChart(loadChart(filesBelow(folder)), demo);
    if (wantError !== undefined) return ['no error'];
    const objects = [...result.objects, ...result.printedHooks].map((o) => ({
      source: o.source,
      ...(o.hook === undefined ? {} : { hook: true }),
      doc: o.object,
    }));
    const notes = existsSync(reference('notes.txt')) ? readFileSync(reference('notes.txt'), 'utf8') : '';
    return [
      isDeepStrictEqual(readJson(reference('rendered.json')), { ...result.files }) ? '' : 'text',
      isDeepStrictEqual(readJson(reference('json')), objects) ? '' : 'objects',
      isDeepStrictEqual(readJson(reference('values.json')), result.values) ? '' : 'values',
      notes === result.notes ? '' : 'notes',
      !existsSync(reference('yaml')) || readFileSync(reference('yaml'), 'utf8') === result.printed
        ? ''
        : 'printed',
    ].filter((each) => each !== '');
  } catch (error) {
    const message = messageOf(error).trim();
    return message === wantError ? [] : [`error: ${message.slice(0, 300)}`];
  }
}

function report(what: string, total: number, bad: readonly string[]): void {
  console.log(
    `helm ${what}: ${total - bad.length} of ${total} agree${bad.map((each) => `\n  ${each}`).join('')}`,
  );
}

describeShared('the corpus', () => {
  it('charts render to the same text, objects, values, notes and errors', () => {
    const root = sharedPath('corpus', 'charts');
    const names = readdirSync(root).filter((name) => existsSync(join(root, name, 'chart')));
    const bad = names.flatMap((name) => {
      const found = differences(join(root, name, 'chart'), (what) => join(root, name, `expected.${what}`));
      return found.length === 0 ? [] : [`${name}: ${found.join('; ')}`];
    });
    report('charts', names.length, bad);
    expect(names.length).toBeGreaterThan(50);
    expect(bad).toEqual([]);
  });

  it('made-up charts agree', () => {
    const root = sharedPath('corpus', 'synth', 'src');
    const names = readdirSync(root);
    const bad = names.flatMap((name) => {
      const found = differences(join(root, name), (what) =>
        sharedPath('corpus', 'synth', 'out', `${name}.${what}`),
      );
      return found.length === 0 ? [] : [`${name}: ${found.join('; ')}`];
    });
    report('synth', names.length, bad);
    expect(bad).toEqual([]);
  });

  it('snippets agree', () => {
    const valuesYaml = readFileSync(sharedPath('corpus', 'sprig', 'values.yaml'), 'utf8');
    const cases = readJson(sharedPath('corpus', 'sprig', 'cases.json')) as {
      id: string;
      tpl: string;
      expected?: string;
      error?: string;
    }[];
    const bad = cases.flatMap(({ id, tpl, expected, error }) => {
      try {
        const got = renderSnippet(tpl, { valuesYaml });
        return got === expected ? [] : [`${id}: ${got.slice(0, 200)}`];
      } catch (thrown) {
        const message = messageOf(thrown);
        return message === error ? [] : [`${id}: ${message.slice(0, 200)}`];
      }
    });
    report('snippets', cases.length, bad);
    expect(cases.length).toBeGreaterThan(200);
    expect(bad).toEqual([]);
  });
});
