import { text } from '../../../text.ts';
import { findCycles } from '../cycles.ts';
import { defineRule } from '../rule.ts';

export const tf134 = defineRule(
  'TF134',
  'error',
  text('Nothing waits for itself', '没有循环依赖'),
  function* ({ tf }) {
    const { module } = tf;
    const declared = new Map(
      [...module.resources.values(), ...module.data.values()].map((each) => [each.address, each] as const),
    );
    const places = new Map<
      string,
      { file: string; nameRange: (typeof declared extends Map<string, infer R> ? R : never)['nameRange'] }
    >();
    for (const [address, each] of declared) places.set(address, each);
    for (const [name, local] of module.locals) places.set(`local.${name}`, local);
    const edges = new Map<string, Set<string>>();
    for (const { site, reference } of tf.references) {
      if (!tf.isRoot(site)) continue;
      const from =
        site.owner.kind === 'resource'
          ? site.owner.resource.address
          : site.owner.kind === 'local'
            ? `local.${site.attribute.name}`
            : undefined;
      const to = tf.resourceOf(reference)?.resource.address ?? `${reference.root}.${reference.path[0]}`;
      if (from === undefined || !places.has(to)) continue;
      edges.set(from, (edges.get(from) ?? new Set()).add(to));
    }
    for (const cycle of findCycles([...places.keys()], (address) => edges.get(address) ?? [])) {
      const [first] = cycle;
      const place = first === undefined ? undefined : places.get(first);
      if (place === undefined) continue;
      const circle = [...cycle, first].join(' → ');
      yield {
        message: text(
          `These need each other and can never be created: ${circle}.`,
          `相互依赖,永远无法创建:${circle}。`,
        ),
        file: place.file,
        range: place.nameRange,
      };
    }
  },
);
