import type { ImageView } from '../../contract.ts';
import { bytes, shortDigest } from '../../draw/format.ts';
import { dim, type Line, span } from '../../draw/span.ts';
import { block, columnOf, tableBlock } from '../../parts/basics.ts';
import type { Scene } from '../../state/app.ts';
import type { Block } from '../screen.ts';

type Layers = ImageView['manifests'][number]['layers'];
type Layer = Layers[number];

const isShared = ({ sharedBy }: Layer): boolean => sharedBy.images.length > 0;

/** Layers by size as one bar (shared ones hatched), then each with what made it and who else has it. */
export function layerBlocks({ words }: Scene, layers: Layers, width: number): readonly Block[] {
  const { t } = words;
  const column = columnOf(words);
  const total = layers.reduce((sum, each) => sum + each.bytes, 0);
  const shared = layers.filter(isShared).reduce((sum, each) => sum + each.bytes, 0);
  return [
    block([
      layerBar(layers, total, width),
      [
        span('█', 'accent'),
        dim(` ${t('registry.own')} ${bytes(total - shared)}  `),
        span('▒', 'accent'),
        dim(` ${t('registry.shared')} ${bytes(shared)}`),
      ],
    ]),
    tableBlock(
      [
        column('registry.layers'),
        column('common.size', { right: true }),
        column('registry.sharedWith', { most: 24, from: 56 }),
        column('registry.command', { grow: true }),
      ],
      layers.map((layer) => [
        shortDigest(layer.digest),
        bytes(layer.bytes),
        sharedName(layer, t),
        span(layer.command ?? layer.title ?? '', 'dim'),
      ]),
      width,
    ),
  ];
}

/** A piece per layer, a column at least while there is room. */
function layerBar(layers: Layers, total: number, width: number): Line {
  if (total === 0) return [];
  let place = 0;
  let moved = 0;
  return layers.flatMap((layer, index) => {
    moved += layer.bytes;
    const end = Math.max(Math.min(width, Math.round((moved / total) * width)), Math.min(width, place + 1));
    const columns = end - place;
    place = end;
    if (columns <= 0) return [];
    const shape = isShared(layer) ? '▒' : index % 2 === 0 ? '█' : '▓';
    return [span(shape.repeat(columns), layer.stored ? 'accent' : 'dim')];
  });
}

function sharedName({ sharedBy: { images, more }, stored }: Layer, t: Scene['words']['t']): Line {
  if (!stored) return [span(t('registry.notStored'), 'warn')];
  const [first] = images;
  if (first === undefined) return [];
  const rest = images.length - 1 + more;
  return [span(first), dim(rest > 0 ? ` +${rest}` : '')];
}
