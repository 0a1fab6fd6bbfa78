import { mapAt } from './json.ts';
import type { Workload } from './pods.ts';
import { milliCpu, quantity } from './quantity.ts';
import type { ClusterState } from './state.ts';

/** Amounts by resource: cpu in thousandths of a core, everything else in its base unit. */
export type Amounts = Readonly<Record<string, number>>;

export const amount = (name: string, value: Parameters<typeof quantity>[0]): number =>
  name === 'cpu' ? milliCpu(value) : Math.ceil((quantity(value) ?? 0) - 1e-9);

function add(a: Amounts, b: Amounts): Amounts {
  const sum: Record<string, number> = { ...a };
  for (const [name, value] of Object.entries(b)) sum[name] = (sum[name] ?? 0) + value;
  return sum;
}

function most(a: Amounts, b: Amounts): Amounts {
  const high: Record<string, number> = { ...a };
  for (const [name, value] of Object.entries(b)) high[name] = Math.max(high[name] ?? 0, value);
  return high;
}

const amounts = (from: Readonly<Record<string, Parameters<typeof quantity>[0]>>): Amounts =>
  Object.fromEntries(Object.entries(from).map(([name, value]) => [name, amount(name, value)]));

/** Requests that containers of a namespace get when they name none (LimitRange). */
function defaultsOf(state: ClusterState, namespace: string): Amounts {
  let found: Amounts = {};
  for (const range of state.all('LimitRange', namespace)) {
    const limits = range.object.spec;
    const items = mapAt({ limits: limits ?? null }, 'limits').limits;
    if (!Array.isArray(items)) continue;
    for (const item of items) {
      const part = mapAt(item, 'defaultRequest');
      found = { ...amounts(Object.keys(part).length > 0 ? part : mapAt(item, 'default')), ...found };
    }
  }
  return found;
}

/**
 * What one pod asks of its node: the sum of its containers, or of what runs beside an init container where that is more.
 * A limit counts as the request where none is written. Source: Kubernetes documentation, "Init Containers", "Resource
 * Management for Pods and Containers".
 */
export function requestsOf(state: ClusterState, { spec, containers, namespace }: Workload): Amounts {
  const defaults = defaultsOf(state, namespace);
  let running: Amounts = {};
  let starting: Amounts = {};
  for (const container of containers) {
    const own = {
      ...defaults,
      ...amounts(mapAt(container.spec, 'resources', 'limits')),
      ...amounts(mapAt(container.spec, 'resources', 'requests')),
    };
    if (container.init && !container.sidecar) starting = most(starting, add(running, own));
    else running = add(running, own);
  }
  return add(most(running, starting), amounts(mapAt(spec, 'overhead')));
}
