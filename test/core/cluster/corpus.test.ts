import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, it } from 'vitest';
import {
  crdsOf,
  loadChart,
  type RenderedObject,
  renderChart,
  STAND_IN_TIME,
  standInRandom,
  standIns,
} from '../../../src/core/helm/index.ts';
import { describeShared, sharedPath } from '../../helpers/shared.ts';
import { cluster, node, rendered } from './clusters.ts';

const NAMESPACE = 'demo';

/** Charts that cannot come up as release `demo` with their own values, wherever they are put. */
const CANNOT: Readonly<Record<string, string>> = {
  // storageClassName: "" asks for a volume made by hand, and the chart makes none.
  authorizer: 'no persistent volumes available for this claim and no storage class is set',
  // Its claims begin with the release's name, and its volumes name them without.
  filebrowser: 'persistentvolumeclaim "filebrowser-data" not found',
};

function filesOf(dir: string): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const walk = (folder: string): void => {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) walk(path);
      else files.set(relative(dir, path), readFileSync(path));
    }
  };
  walk(dir);
  return files;
}

/** Storage classes that the objects of a chart name: a fitting cluster has them. */
const classesOf = (objects: readonly RenderedObject[]): readonly string[] =>
  [...JSON.stringify(objects.map((each) => each.object)).matchAll(/"storageClassName":"([^"]+)"/g)].map(
    (match) => match[1] ?? '',
  );

function errorsOf(dir: string): readonly string[] | undefined {
  const chart = loadChart(filesOf(dir));
  const render = () =>
    renderChart(chart, {
      values: {},
      release: { name: 'demo', namespace: NAMESPACE, revision: 1, isInstall: true, isUpgrade: false },
      capabilities: { kubeVersion: '1.29.0' },
      clock: () => STAND_IN_TIME,
      random: standInRandom,
      special: standIns,
    });
  let made: ReturnType<typeof render>;
  try {
    made = render();
  } catch {
    return undefined;
  }
  const classes = ['cbs', ...classesOf(made.objects)];
  const target = cluster({
    version: 'v1.29.0',
    nodes: [0, 1, 2].map((i) => node(`node-${i}`, { cpu: 32, memory: 64 })),
    storageClasses: [...new Set(classes)].map((name, i) => ({
      name,
      provisioner: 'com.tencent.cloud.csi.cbs',
      isDefault: i === 0,
      waits: false,
    })),
  });
  target.create(rendered('Namespace', NAMESPACE), '');
  const hooks = (event: string) => made.hooks.filter((each) => each.hook?.events.includes(event));
  const errors: string[] = [];
  for (const object of [...crdsOf(chart), ...hooks('pre-install'), ...made.objects]) {
    const refused = target.create(object, NAMESPACE);
    if (refused) errors.push(refused.words.en);
  }
  for (const hook of hooks('post-install')) target.expect(hook, NAMESPACE);
  const sources = target.sources([...made.objects, ...made.hooks], NAMESPACE);
  for (const object of [...made.objects, ...hooks('post-install')]) {
    for (const workload of target.workloads(object, NAMESPACE)) {
      for (const found of target.check(workload, sources).problems)
        if (found.severity === 'error') errors.push(found.words.en);
      for (let i = 0; i < (workload.replicas ?? 1); i++) {
        const placement = target.place(workload);
        if ('words' in placement) errors.push(placement.words);
      }
    }
  }
  return errors;
}

describeShared('the charts of the corpus', () => {
  it('come up in a fitting cluster unless they truly cannot', () => {
    const root = sharedPath('corpus/charts');
    let up = 0;
    for (const name of readdirSync(root)) {
      const dir = join(root, name, 'chart');
      if (!existsSync(dir)) continue;
      const errors = errorsOf(dir);
      if (errors === undefined) continue;
      expect([name, ...errors.slice(0, 1)]).toEqual(name in CANNOT ? [name, CANNOT[name]] : [name]);
      if (errors.length === 0) up++;
    }
    expect(up).toBe(50);
  });
});
