import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findAction } from '../../src/actions/index.ts';
import { writeManifests } from '../../src/actions/run/manifest-files.ts';
import { run } from '../../src/actions/run/template.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'drydock-files-'));
  mkdirSync(join(dir, 'web.d/templates'), { recursive: true });
  writeFileSync(join(dir, 'web.d/Chart.yaml'), 'apiVersion: v2\nname: web\nversion: 0.1.0\n');
  writeFileSync(
    join(dir, 'web.d/templates/a.yaml'),
    'kind: ConfigMap\nmetadata: {name: "{{ .Release.Name }}"}\n---\nkind: ConfigMap\nmetadata: {name: two}\n',
  );
  writeFileSync(join(dir, 'web.d/templates/b.yaml'), 'kind: ConfigMap\nmetadata: {name: b}\n');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const template = (more: object) => {
  const input = findAction('template')?.input.parse({ chart: join(dir, 'web.d'), ...more });
  return run(input as never, { signal: new AbortController().signal } as never);
};

describe('manifests in files', () => {
  it('writes a file for each template, its documents one after the other, and names them', async () => {
    const out = join(dir, 'out');
    const plain = await template({ release: 'shop' });
    const { printed, written } = await template({ release: 'shop', outputDir: out });
    const [a, b] = [join(out, 'web/templates/a.yaml'), join(out, 'web/templates/b.yaml')];
    expect(written?.toSorted()).toEqual([a, b]);
    expect(printed.split('\n').filter((line) => line === `wrote ${a}`)).toHaveLength(2);
    const texts = [a, b].map((file) => readFileSync(file, 'utf8'));
    expect(texts[0]).toMatch(
      /^---\n# Source: web\/templates\/a.yaml\nkind: ConfigMap\nmetadata: \{name: "shop"\}\n---\n/,
    );
    expect(texts.join('').length).toBe(plain.printed.length);
  });

  it('puts the release into the path, and makes its name from the chart and the time', async () => {
    const before = Math.floor(Date.now() / 1000);
    const out = join(dir, 'out');
    const { written } = await template({ generateName: true, outputDir: out, releaseName: true });
    const name = /out\/(web-(\d+))\/web\/templates/.exec(written?.[0] ?? '');
    expect(Number(name?.[2])).toBeGreaterThanOrEqual(before);
    expect(readFileSync(written?.[0] ?? '', 'utf8')).toContain(name?.[1]);
  });

  it('lets no source out of the folder', async () => {
    for (const source of ['../evil.yaml', 'web/../../evil.yaml', '/tmp/drydock-evil.yaml'])
      await expect(
        writeManifests(
          `---\n# Source: web/templates/a.yaml\na: 1\n---\n# Source: ${source}\nb: 1\n`,
          join(dir, 'out'),
        ),
      ).rejects.toMatchObject({ code: 'HELM_CHART_INVALID' });
    expect(existsSync(join(dir, 'evil.yaml'))).toBe(false);
    expect(existsSync(join(dir, 'out'))).toBe(false);
  });
});
