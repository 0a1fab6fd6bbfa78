import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { images } from '../../src/actions/run/readiness.ts';
import { ChartStore } from '../../src/core/registry/index.ts';
import { chartArchive } from '../core/closure/archives.ts';
import { openRegistry, tempDir } from '../core/registry/helpers.ts';

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: p
spec:
  containers:
    - name: a
      image: r.example.com/w:{{ .Chart.Version }}
`;
const FILES: Readonly<Record<string, string>> = {
  'package.yaml': 'id: pkg-abcd1234\n',
  'infrastructure/main.tf': `resource "cloudapp_helm_app" "newest" {
  cluster_id = "cls-12345678"
  chart_url  = "oci://charts.example.com/team/web"
}
resource "cloudapp_helm_app" "one" {
  cluster_id = "cls-12345678"
  chart_url  = "https://charts.example.com/chartrepo/team/charts/web-1.2.0.tgz"
}
`,
};

it('takes charts that lie on servers from the registry', async () => {
  const dir = tempDir();
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
  const { registry } = openRegistry();
  const context = {
    engine: { registry },
    signal: new AbortController().signal,
    dataDir: join(import.meta.dirname, '../../data'),
  } as never;
  const ask = () => images({ dir, worldClosed: false }, context);
  const before = await ask();
  expect(before.unbounded).toHaveLength(2);
  expect(before.verdict).toBe('unknown');
  const store = new ChartStore(registry);
  for (const version of ['1.2.0', '1.10.0'])
    await store.put('charts.example.com/team', chartArchive('web', version, { 'templates/pod.yaml': POD }));
  const after = await ask();
  expect(after.unbounded).toEqual([]);
  expect(after.images.map((each) => each.image)).toEqual(['r.example.com/w:1.10.0', 'r.example.com/w:1.2.0']);
});
