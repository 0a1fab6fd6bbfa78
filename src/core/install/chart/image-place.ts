import type { ErrorPlace } from '../../errors/index.ts';
import type { ImageUse } from '../../helm/types.ts';
import type { Installation } from './installation.ts';

const IMAGE_LINE = /^[ \t]*(?:-[ \t]+)?image:.*$/;
const known = new WeakMap<Installation, ReadonlyMap<string, ErrorPlace>>();

const keyOf = (use: ImageUse): string => [use.source, use.object, use.container].join('\u0000');

/** The line of the template that names an image: of several, the one of the container's own turn. */
export function imagePlace(installation: Installation, use: ImageUse): ErrorPlace {
  let places = known.get(installation);
  if (!places) {
    places = placesOf(installation);
    known.set(installation, places);
  }
  return places.get(keyOf(use)) ?? { file: use.source };
}

/** All at once: a chart may have thousands of objects from one template. */
function placesOf({ facts, rendered }: Installation): ReadonlyMap<string, ErrorPlace> {
  const places = new Map<string, ErrorPlace>();
  const lines = new Map<string, readonly ErrorPlace[]>();
  const turns = new Map<string, number>();
  for (const object of [...rendered.objects, ...rendered.hooks]) {
    for (const use of facts.charts.imagesOf(object)) {
      const found = lines.get(use.source) ?? facts.provenance.lines(use.source, IMAGE_LINE);
      lines.set(use.source, found);
      const turn = turns.get(use.source) ?? 0;
      turns.set(use.source, turn + 1);
      places.set(keyOf(use), found[turn] ?? found[0] ?? { file: use.source });
    }
  }
  return places;
}
