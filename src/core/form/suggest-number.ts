import { number } from './widgets/config.ts';
import type { WidgetContext } from './widgets/widget.ts';

const RULES: readonly (readonly [RegExp, number])[] = [
  [/port|端口/i, 8080],
  [/disk|volume|storage|size|磁盘|硬盘|容量/i, 50],
  [/memory|内存/i, 4],
  [/bandwidth|带宽/i, 10],
];

/** A number that suits the arg's name and label, within its limits; 1 when they say nothing. */
export function suggestNumber({ arg, config }: WidgetContext): number {
  const words = `${arg.name} ${arg.label}`;
  const wanted = RULES.find(([pattern]) => pattern.test(words))?.[1] ?? 1;
  const min = number(config, 'min') ?? Number.NEGATIVE_INFINITY;
  const max = number(config, 'max') ?? Number.POSITIVE_INFINITY;
  return Math.max(min, Math.min(max, wanted));
}
