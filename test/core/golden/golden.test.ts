import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import {
  capturing,
  compareGolden,
  snapshotOf,
  timeOfGolden,
  unifiedDiff,
} from '../../../src/core/golden/index.ts';
import { jobOf, readScenario, runScenario } from '../../../src/core/scenarios/index.ts';
import { schemasFrom } from '../../../src/core/terraform/index.ts';

const data = join(import.meta.dirname, '../../../data');
const project = join(data, 'sample');
const schemas = schemasFrom(data);
const { signal } = new AbortController();

/** Applies a unified diff as `patch` does, minding its line numbers. */
function patched(before: string, diff: string): string {
  const old = before === '' ? [] : before.replace(/\n$/, '').split('\n');
  const out: string[] = [];
  let at = 0;
  for (const line of diff.split('\n').slice(2, -1)) {
    const hunk = /^@@ -(\d+),(\d+) \+(\d+),(\d+) @@$/.exec(line);
    if (hunk) {
      const start = Number(hunk[1]) - (Number(hunk[2]) === 0 ? 0 : 1);
      while (at < start) out.push(old[at++] ?? '');
      expect(out.length).toBe(Number(hunk[3]) - (Number(hunk[4]) === 0 ? 0 : 1));
    } else if (line.startsWith('+')) out.push(line.slice(1));
    else {
      expect(old[at]).toBe(line.slice(1));
      if (line.startsWith(' ')) out.push(line.slice(1));
      at += 1;
    }
  }
  out.push(...old.slice(at));
  return out.length === 0 ? '' : `${out.join('\n')}\n`;
}

describe('unified diffs', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 })
    .map((lines) => (lines.length === 0 ? '' : `${lines.join('\n')}\n`));

  test('turn one text into the other', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const diff = unifiedDiff('x', before, after);
        if (before === after) expect(diff).toBe('');
        else expect(patched(before, diff)).toBe(after);
      }),
      { numRuns: 500 },
    );
  });

  test('show three lines around a change', () => {
    const lines = Array.from({ length: 20 }, (_, i) => `line ${i + 1}`);
    const diff = unifiedDiff('plan.yaml', `${lines.join('\n')}\n`, `${lines.with(9, 'other').join('\n')}\n`);
    expect(diff).toBe(
      '--- a/plan.yaml\n+++ b/plan.yaml\n@@ -7,7 +7,7 @@\n line 7\n line 8\n line 9\n-line 10\n+other\n line 11\n line 12\n line 13\n',
    );
  });

  test('stay bounded on texts with nothing in common', () => {
    const many = (word: string): string =>
      Array.from({ length: 15_000 }, (_, i) => `${word} ${i}`).join('\n');
    expect(unifiedDiff('x', many('a'), many('b')).split('\n')).toHaveLength(30_004);
  });
});

async function snapshot(content: string, now = 0) {
  const { scenario } = readScenario(content, 'scenarios/x.yaml');
  if (!scenario) throw new Error('not read');
  const job = await jobOf(scenario, join(project, 'scenarios/x.yaml'), { project, now, signal });
  const capture = capturing();
  await runScenario(
    { ...job, project: '.' },
    {
      schemas,
      signal,
      lookupImage: (reference) => ({ found: false, reference, reason: 'tag' }),
      rehearse: capture.rehearse,
    },
  );
  return { files: snapshotOf(capture.taken(), new Date(now).toISOString()), record: capture.taken().record };
}

describe('golden files', () => {
  test('are plan and manifests as YAML, the same each time', async () => {
    const { files } = await snapshot('{}');
    expect(files.has('plan.yaml')).toBe(true);
    expect([...files.keys()].some((each) => each.startsWith('manifests/'))).toBe(true);
    for (const [name, text] of files) expect(parseDocument(text).errors, name).toEqual([]);
    expect(timeOfGolden(files)).toBe('1970-01-01T00:00:00.000Z');
    expect(compareGolden(files, (await snapshot('{}')).files)).toEqual([]);
  });

  test('hold no secret: no generated password, no answer to a password field', async () => {
    const { files, record } = await snapshot('{}');
    const passwords = (record?.resources ?? [])
      .filter((each) => each.type === 'random_password')
      .map((each) => String(each.attributes.result));
    expect(passwords.length).toBeGreaterThan(0);
    const all = [...files.values()].join('\n');
    for (const password of passwords) expect(all).not.toContain(password);
  });

  test('tell what another package would create, file by file', async () => {
    const before = (await snapshot('{}')).files;
    const after = (
      await snapshot(
        'files: {software/chart/templates/extra.yaml: "apiVersion: v1\\nkind: ConfigMap\\nmetadata: {name: extra}\\n"}',
      )
    ).files;
    const changes = compareGolden(before, after);
    expect(changes.map((each) => [each.change, each.file.replace(/\/helm-[^/]+\//, '/R/')])).toEqual([
      ['added', expect.stringMatching(/^manifests\/.*ConfigMap-extra\.yaml$/)],
    ]);
    expect(changes[0]?.diff).toContain('+  name: extra');
  });
});
