import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadChart, loadChartArchive } from '../../src/core/helm/index.ts';
import { readFolder } from '../../src/core/package/index.ts';
import { ChartStore } from '../../src/core/registry/index.ts';
import { chartFiles, errorOf } from '../core/helm/support.ts';
import { tar } from '../core/helm/tar.ts';
import { openRegistry } from '../core/registry/helpers.ts';

const yaml = (name: string, version = '1.0.0') =>
  `apiVersion: v2\nname: ${JSON.stringify(name)}\nversion: ${JSON.stringify(version)}\n`;

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'drydock-a05-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('A-5: what a chart calls itself never becomes a path (Helm CVE-2026-35206, CVE-2026-35204)', () => {
  it.each(['.', '..', '../x', 'a/b', '/etc', 'a\\b', ''])('a chart named %j is refused', (name) => {
    const files = { 'Chart.yaml': yaml(name), 'templates/a.yaml': 'kind: A\n' };
    expect(errorOf(() => loadChart(chartFiles(files))).code).toBe('HELM_CHART_INVALID');
    const packed = gzipSync(tar([{ name: 'c/Chart.yaml', data: yaml(name) }]));
    expect(errorOf(() => loadChartArchive(packed)).code).toBe('HELM_CHART_INVALID');
    const nested = { 'Chart.yaml': yaml('top'), 'charts/s.tgz': packed };
    expect(errorOf(() => loadChart(chartFiles(nested))).code).toBe('HELM_CHART_INVALID');
  });

  it.each(['1.0.0/../../x', '../1.0.0', 'latest', '1.0.0 x'])('a version of %j is refused', (version) => {
    expect(errorOf(() => loadChart(chartFiles({ 'Chart.yaml': yaml('c', version) }))).code).toBe(
      'HELM_CHART_INVALID',
    );
  });
});

describe('A-5: a link in a chart is not followed out of it (Helm CVE-2025-53547)', () => {
  it('Chart.lock that points at a file outside is refused, and the file stays as it was', async () => {
    const outside = join(dir, 'startup.sh');
    writeFileSync(outside, 'echo safe\n');
    const chart = join(dir, 'chart');
    mkdirSync(chart);
    writeFileSync(join(chart, 'Chart.yaml'), yaml('c'));
    symlinkSync(outside, join(chart, 'Chart.lock'));
    await expect(readFolder(chart, {})).rejects.toMatchObject({ code: 'PKG_PATH_ESCAPES' });
  });

  it('links in a packed chart are left out', () => {
    const packed = gzipSync(
      tar([
        { name: 'c/Chart.yaml', data: yaml('c') },
        { name: 'c/Chart.lock', type: '2', link: join(dir, 'x') },
        { name: 'c/templates/a.yaml', type: '1', link: '/etc/passwd' },
      ]),
    );
    const chart = loadChartArchive(packed);
    expect([chart.templates.length, chart.files.length]).toEqual([0, 0]);
    expect(existsSync(join(dir, 'x'))).toBe(false);
  });
});

describe('A-5: a chart without a signature is unsigned, never verified (Helm CVE-2026-35205)', () => {
  it('its provenance file does not exist, and one that says nothing true is kept as it is', async () => {
    const { registry } = openRegistry();
    const charts = new ChartStore(registry);
    const packed = gzipSync(tar([{ name: 'c/Chart.yaml', data: yaml('c') }]));
    await charts.put('team', packed);
    expect(() => charts.file('team', 'c', '1.0.0', 'provenance')).toThrow(
      expect.objectContaining({ code: 'REGISTRY_CHART_UNKNOWN' }),
    );
    await charts.put('team', packed, {
      provenance: Buffer.from('name: c\nversion: 1.0.0\n'),
      overwrite: true,
    });
    expect(charts.file('team', 'c', '1.0.0', 'provenance').size).toBeGreaterThan(0);
    // Nothing that a user is shown calls a chart signed or verified: clients check, with keys that they trust.
    expect(JSON.stringify(await charts.list('team'))).not.toMatch(/verified|signed/i);
  });
});
