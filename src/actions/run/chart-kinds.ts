import { posix } from 'node:path';
import { DrydockError } from '../../core/errors/index.ts';
import { STAND_IN_TIME, standInRandom } from '../../core/helm/index.ts';
import type { packageCharts } from '../../core/install/index.ts';
import { isJsonObject } from '../../core/json.ts';
import type { PackageSource } from '../../core/package/source.ts';
import type { Plan } from '../../core/terraform/index.ts';

/** Kinds of the objects that a plan's charts render, sorted; a chart that does not render has none to tell. */
export function kindsOfCharts(
  plan: Plan,
  source: PackageSource,
  read: typeof packageCharts,
): readonly string[] {
  const charts = read(source, {
    now: () => STAND_IN_TIME,
    bytes: (count) => standInRandom.bytes(count),
    signal: new AbortController().signal,
  });
  const kinds = new Set<string>();
  for (const { type, args } of plan.resources) {
    if (type !== 'cloudapp_helm_app' || !isJsonObject(args.value)) continue;
    const { chart_src: written, chart_values: values } = args.value;
    if (typeof written !== 'string') continue;
    const path = posix.normalize(posix.join('infrastructure', written)).replace(/\/$/, '');
    if (!charts.has(path)) continue;
    try {
      const { objects, hooks } = charts.render({
        path,
        values: isJsonObject(values) ? values : {},
        release: 'app',
        namespace: 'default',
        kubeVersion: 'v1.30.0',
      });
      for (const object of [...objects, ...hooks]) kinds.add(object.kind);
    } catch (error) {
      if (!(error instanceof DrydockError)) throw error;
    }
  }
  return [...kinds].sort();
}
