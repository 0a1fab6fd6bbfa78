import type { GcReasonView } from '../registry-views.ts';
import type { GcView } from '../views.ts';

type Item = GcView['items'][number];

/** Items counted by kind and reason, the most bytes first. */
export function reasonsOf(items: readonly Item[]): readonly GcReasonView[] {
  const found = new Map<string, { kind: string; reason: string; count: number; bytes: number }>();
  for (const { kind, reason, bytes } of items) {
    const key = `${kind} ${reason}`;
    const sum = found.get(key) ?? { kind, reason, count: 0, bytes: 0 };
    sum.count += 1;
    sum.bytes += bytes;
    found.set(key, sum);
  }
  return [...found.values()].sort((a, b) => b.bytes - a.bytes || b.count - a.count);
}

const bySize = (a: Item, b: Item): number => b.bytes - a.bytes;

/** The `limit` largest items, largest first; a million are never sorted. */
export function largest(items: readonly Item[], limit: number): GcView['items'] {
  let kept: Item[] = [];
  let floor = -1;
  for (const item of items) {
    if (item.bytes <= floor) continue;
    kept.push(item);
    if (kept.length < 2 * limit + 1000) continue;
    kept = kept.sort(bySize).slice(0, limit);
    floor = kept.length < limit ? -1 : (kept.at(-1)?.bytes ?? -1);
  }
  const shown = kept.sort(bySize).slice(0, limit);
  return shown.map(({ kind, digest, reason, bytes }) => ({ kind, digest, reason, bytes }));
}
