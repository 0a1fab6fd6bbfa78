import { type LocalText, text } from '../text.ts';
import { serves, updateEffect } from './stateful.ts';
import type { Downtime, Span, StepDiff } from './types.ts';

/** Seconds that a deletion takes, from those that creating takes: nobody has measured more than that it is no longer. */
export const deletion = ([, most]: readonly [number, number]): Span => ({
  least: 1,
  most: Math.max(2, Math.ceil(most / 2)),
});

/** Seconds that a change in place takes: no longer than making it anew. */
export const change = ([, most]: readonly [number, number]): Span => ({ least: 2, most: Math.max(5, most) });

/** Helm's default timeout, in seconds. */
const HELM_WAITS = 300;

const range = ({ least, most }: Span): string => `${least}–${most} s`;

/** For how long the application misses a resource; undefined where it does not. */
export function downtimeOf(
  step: Pick<StepDiff, 'type' | 'action' | 'createFirst' | 'changes'>,
  creating: readonly [number, number],
): Downtime | undefined {
  if (!serves(step.type)) return undefined;
  const [least, most] = creating;
  if (step.action === 'replace') {
    if (step.createFirst) return undefined;
    if (step.type === 'cloudapp_helm_app')
      return {
        least: most,
        most: HELM_WAITS,
        ground: text(
          `its pods stop and start again; how long depends on their images, and Helm waits ${HELM_WAITS} s at most`,
          `其 Pod 停止后重新启动;时长取决于镜像,Helm 最多等待 ${HELM_WAITS} 秒`,
        ),
      };
    const gone = deletion(creating);
    const total = { least: gone.least + least, most: gone.most + most };
    return {
      ...total,
      ground: text(
        `deleted before the new one is made: deleting ${range(gone)} (taken as at most half of creating), creating ${least}–${most} s in rehearsals`,
        `先删后建:删除 ${range(gone)}(按不超过创建时间的一半计),演练中创建需 ${least}–${most} 秒`,
      ),
    };
  }
  if (step.action === 'update') {
    const stops = step.changes.map((each) => updateEffect(step.type, each.path)?.stops).find(Boolean);
    if (!stops) return undefined;
    const taken = change(creating);
    return {
      ...taken,
      ground: {
        en: `${stops.en}; a change takes no longer than creating (${least}–${most} s in rehearsals)`,
        'zh-CN': `${stops['zh-CN']};修改不长于创建时间(演练中为 ${least}–${most} 秒)`,
      },
    };
  }
  return undefined;
}

const CHAIN: LocalText = text(
  'the longest chain of resources that wait for each other; software that starts again is not in it',
  '按相互等待的资源中最长的一条链计算;不含软件自身重新启动的时间',
);

/** The whole application's, along the chains of what waits for what. */
export function downtimeInAll(
  steps: readonly StepDiff[],
  dependsOn: (address: string) => readonly string[],
): Downtime | undefined {
  const own = new Map(
    steps.flatMap((each) => (each.downtime ? [[each.address, each.downtime] as const] : [])),
  );
  if (own.size === 0) return undefined;
  const known = new Map<string, Span>();
  const longest = (address: string): Span => {
    const seen = known.get(address);
    if (seen) return seen;
    // Guards against circles, which a plan does not have.
    known.set(address, { least: 0, most: 0 });
    let least = 0;
    let most = 0;
    for (const each of dependsOn(address)) {
      const before = longest(each);
      least = Math.max(least, before.least);
      most = Math.max(most, before.most);
    }
    const mine = own.get(address);
    const total = { least: least + (mine?.least ?? 0), most: most + (mine?.most ?? 0) };
    known.set(address, total);
    return total;
  };
  const all = [...own.keys()].map(longest);
  return {
    least: Math.max(...all.map((each) => each.least)),
    most: Math.max(...all.map((each) => each.most)),
    ground: CHAIN,
  };
}
