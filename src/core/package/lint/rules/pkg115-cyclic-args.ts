import { text } from '../../../text.ts';
import type { PackageArg } from '../../model.ts';
import { areExclusive, pathUses } from '../args.ts';
import { findCycles } from '../cycles.ts';
import { MANIFEST } from '../manifest.ts';
import { defineRule } from '../rule.ts';

export const pkg115 = defineRule(
  'PKG115',
  'error',
  text('Args do not wait for each other in a circle', '参数之间没有循环依赖'),
  function* ({ model, manifest, argsByName }) {
    const edges = new Map<PackageArg, Set<PackageArg>>(model.args.map((arg) => [arg, new Set()]));
    for (const { use, path } of pathUses(manifest.argUses)) {
      if (use.role === 'validator') continue;
      for (const target of argsByName.get(path.root) ?? []) {
        if (target === use.arg || !areExclusive(target, use.arg)) edges.get(use.arg)?.add(target);
      }
    }
    for (const cycle of findCycles(model.args, (arg) => edges.get(arg) ?? [])) {
      const [first] = cycle;
      if (first === undefined) continue;
      const names = [...cycle, first].map((arg) => arg.name).join(' → ');
      yield {
        message: text(
          `None of these args can ever be chosen: ${names}.`,
          `这些参数相互等待,永远无法选择:${names}。`,
        ),
        file: MANIFEST,
        range: first.ranges.name ?? first.range,
      };
    }
  },
);
