import type { GcReasonView } from '../registry-views.ts';
import type { GcView } from '../views.ts';

/** Items counted by kind and reason, the most bytes first. */
export function reasonsOf(items: GcView['items']): readonly GcReasonView[] {
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
