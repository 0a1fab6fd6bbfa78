import type { JsonObject } from '../json.ts';
import { text } from '../text.ts';
import { containerEnding } from './job.ts';
import { at, mapAt, mapsAt, numberAt, textAt } from './json.ts';
import type { Container, Workload } from './pods.ts';
import { problem, warning } from './problem.ts';
import type { Problem } from './types.ts';

const HANDLERS = ['httpGet', 'tcpSocket', 'grpc'] as const;
const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'] as const;

const seconds = (probe: JsonObject, field: string, standard: number): number =>
  Math.max(0, numberAt(probe, field) ?? standard);

/**
 * Milliseconds from a container's start until it is ready when its program answers at once: the first look of each probe
 * comes after its delay. Source: Kubernetes documentation, "Configure Liveness, Readiness and Startup Probes".
 */
export function readyAfter(container: Container): number {
  const startup = mapAt(container.spec, 'startupProbe');
  const readiness = mapAt(container.spec, 'readinessProbe');
  let total = 0;
  if (Object.keys(startup).length > 0) total += seconds(startup, 'initialDelaySeconds', 0) + 1;
  if (Object.keys(readiness).length > 0) {
    const successes = Math.max(1, numberAt(readiness, 'successThreshold') ?? 1);
    total = Math.max(total, seconds(readiness, 'initialDelaySeconds', 0) + 1);
    total += (successes - 1) * seconds(readiness, 'periodSeconds', 10);
  }
  return total * 1000;
}

/** What is wrong with the probes of a workload's containers, whatever their programs do. */
export function* probeProblems(workload: Workload): Generator<Problem> {
  for (const container of workload.containers) {
    if (container.init && !container.sidecar) {
      const ending = containerEnding(container);
      if (ending.kind !== 'endless') continue;
      yield problem(
        workload.object,
        'never-ready',
        {
          en: `init container ${container.name} never ends: ${ending.why.en}`,
          'zh-CN': `Init 容器 ${container.name} 不会结束:${ending.why['zh-CN']}`,
        },
        text(
          'Let the init container end, or make it a sidecar (restartPolicy: Always).',
          '请使 Init 容器结束,或将其改为边车(restartPolicy: Always)。',
        ),
        { reason: 'PodInitializing', hints: [`name: ${container.name}`, 'initContainers'] },
      );
      continue;
    }
    const declared = mapsAt(container.spec, 'ports');
    const own = new Map(
      declared.flatMap((port) => {
        const name = textAt(port, 'name');
        return name === undefined ? [] : [[name, numberAt(port, 'containerPort')] as const];
      }),
    );
    for (const which of PROBES) {
      const probe = mapAt(container.spec, which);
      for (const handler of HANDLERS) {
        const port = at(probe, handler, 'port');
        const hints = [which, `port: ${String(port)}`];
        if (typeof port === 'string' && !/^\d+$/.test(port) && !own.has(port)) {
          const words = `${which.replace('Probe', '')} probe errored: couldn't find port: ${port} in container ${container.name}`;
          const cure = text(
            `Give container ${container.name} a port called ${port}, or name one that it has (${[...own.keys()].join(', ') || 'none'}).`,
            `请为容器 ${container.name} 添加名为 ${port} 的端口,或改用已有端口(${[...own.keys()].join('、') || '无'})。`,
          );
          // A liveness probe that cannot be carried out changes nothing; the others never succeed (kubelet, prober).
          if (which === 'livenessProbe') yield warning(workload.object, words, cure, hints);
          else yield problem(workload.object, 'never-ready', words, cure, { reason: 'Unhealthy', hints });
        } else if (typeof port === 'number' && declared.length > 0) {
          if (declared.some((each) => numberAt(each, 'containerPort') === port)) continue;
          yield warning(
            workload.object,
            text(
              `${which} of container ${container.name} asks port ${port}, which is not among its ports (${declared.map((each) => numberAt(each, 'containerPort')).join(', ')}).`,
              `容器 ${container.name} 的 ${which} 探测端口 ${port},但它不在声明的端口中(${declared.map((each) => numberAt(each, 'containerPort')).join('、')})。`,
            ),
            text(
              `Probe a port that the program listens on, or add containerPort ${port}.`,
              `请探测程序监听的端口,或添加 containerPort ${port}。`,
            ),
            hints,
          );
        }
      }
    }
    const live = mapAt(container.spec, 'livenessProbe');
    const startup = mapAt(container.spec, 'startupProbe');
    const ready = mapAt(container.spec, 'readinessProbe');
    if (Object.keys(live).length > 0 && Object.keys(ready).length > 0 && Object.keys(startup).length === 0) {
      const killed =
        seconds(live, 'initialDelaySeconds', 0) +
        seconds(live, 'periodSeconds', 10) * Math.max(1, numberAt(live, 'failureThreshold') ?? 3);
      const first = seconds(ready, 'initialDelaySeconds', 0);
      if (killed <= first) {
        yield warning(
          workload.object,
          text(
            `Container ${container.name} is expected to need ${first} s to become ready, but its liveness probe may restart it after ${killed} s.`,
            `容器 ${container.name} 预计 ${first} 秒后就绪,但存活探针可能在 ${killed} 秒后将其重启。`,
          ),
          text(
            'Add a startupProbe, or let the liveness probe begin later.',
            '请添加 startupProbe,或推迟存活探针。',
          ),
          ['livenessProbe'],
        );
      }
    }
  }
}
