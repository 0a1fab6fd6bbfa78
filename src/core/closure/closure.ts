import { type RehearsalInput, routeForImage } from '../install/index.ts';
import type { ImageLookup, Platform } from '../registry/types.ts';
import { openPart } from '../shell/index.ts';
import type { Plan, Schemas } from '../terraform/index.ts';
import { text } from '../text.ts';
import type { Tried } from './answers.ts';
import { declaredImages } from './declared.ts';
import { type FindDeps, findImages, type RegistryChart, type Sighting } from './find.ts';
import { findingsOf } from './findings.ts';
import type { Planned } from './free.ts';
import { imageParts } from './references.ts';
import type { RemoteChart } from './release-charts.ts';
import type { ClosureImage, DeclaredPlace, ImageClosure, ImageReach, Unbounded } from './types.ts';

const MOST_UNBOUNDED = 200;
const platformOf = (architecture: string): Platform => ({ os: 'linux', architecture });

/** `mode=ha, replicas=3`: the choices that all answers with an image share, those aside that all answers share. */
function choiceText(tried: readonly Tried<Planned | undefined>[], indexes: ReadonlySet<number>): string {
  const written = ({ chosen }: Tried<Planned | undefined>): readonly string[] =>
    Object.entries(chosen).map(
      ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
    );
  const [first, ...others] = tried.filter((_each, index) => indexes.has(index)).map(written);
  const shared = (first ?? []).filter((each) => others.every((other) => other.includes(each)));
  return shared.filter((each) => !tried.every((one) => written(one).includes(each))).join(', ');
}

function reachOf(sightings: readonly Seen[], answers: number): ImageReach {
  if (sightings.every((each) => each.declared)) return 'declared';
  if (sightings.every((each) => each.byProgram || each.declared)) return 'program';
  const plain = new Set(
    sightings.filter((each) => !each.branch && !each.byProgram && !each.declared).map((each) => each.answers),
  );
  if (plain.size === 0) return 'branch';
  return plain.size === answers ? 'always' : 'answers';
}

export interface ClosureDeps extends FindDeps {
  readonly schemas: Schemas;
  lookupImage(reference: string): ImageLookup;
}

/** A sighting, or what the author says of a place. */
type Seen = Sighting & { readonly declared?: true };

/**
 * The images that a package can pull under every answer, held against a registry. Finite answers are all tried; branches
 * of templates that free answers or the cloud decide are all gone; what cannot be told is said with its place.
 */
export function imageClosure(input: RehearsalInput, deps: ClosureDeps): ImageClosure {
  const {
    sightings,
    unbounded: left,
    tried,
    renderings,
    branches,
    plans,
    sets,
    method,
  } = findImages(input, deps.schemas, deps);
  const planned = tried.filter((each) => each.result).length;
  const byImage = new Map<string, Seen[]>();
  const unbounded: Unbounded[] = [...left];
  const packageId = /^pkg-[0-9a-z]{8}$/.exec(input.model.id?.value ?? '')?.[0];
  for (const sighting of sightings) {
    const open = openPart(sighting.image);
    if (open) {
      if (!sighting.byProgram)
        unbounded.push({
          message:
            open === 'answer'
              ? text(
                  `The image of ${sighting.object} is made of a free answer: nobody can say which images that may be.`,
                  `${sighting.object} 的镜像由自由填写的答案组成,无法确定范围。`,
                )
              : text(
                  `The image of ${sighting.object} is made of what only the cloud knows: nobody can say which image that is.`,
                  `${sighting.object} 的镜像包含创建后才可知的值,无法确定。`,
                ),
          place: sighting.place,
        });
      continue;
    }
    const image =
      packageId === undefined ? sighting.image : sighting.image.replaceAll('${packageId}', packageId);
    byImage.set(image, [...(byImage.get(image) ?? []), sighting]);
  }
  const distinct = [
    ...new Map(
      unbounded.map((each) => [`${each.message.en}${each.place.file}${each.place.range?.start.line}`, each]),
    ).values(),
  ];
  const declared: DeclaredPlace[] = [];
  const open = distinct.filter((each) => {
    const said = declaredImages(input.source, each);
    if (!said) return true;
    declared.push({ ...each, images: said });
    for (const image of said)
      byImage.set(image, [...(byImage.get(image) ?? []), declaredSighting(image, each)]);
    return false;
  });
  // An image with an empty part came from trying values that are empty: it counts only where it is well formed.
  const images = [...byImage]
    .map(([image, seen]): ClosureImage => {
      const reach = reachOf(seen, planned);
      const lookup = deps.lookupImage(image);
      const when =
        reach === 'answers'
          ? choiceText(tried, new Set(seen.filter((each) => !each.branch).map((each) => each.answers)))
          : '';
      const [first] = seen;
      return {
        image,
        host: imageParts(image).host,
        reach,
        status: lookup.found ? 'present' : lookup.reason === 'invalid' ? 'invalid' : 'missing',
        platforms: lookup.found ? lookup.platforms : [],
        wanted: [...new Set(seen.flatMap((one) => one.arches))].sort().map(platformOf),
        objects: [...new Set(seen.map((each) => each.object))].sort(),
        place: first?.place ?? { file: '' },
        ...(lookup.found ? { digest: lookup.digest, size: lookup.size } : {}),
        ...(when === '' ? {} : { when }),
      };
    })
    .filter((each) => !(each.status === 'invalid' && each.reach === 'branch'))
    .sort((a, b) => (a.image < b.image ? -1 : 1));
  const findings = images.flatMap((each) =>
    findingsOf(each, (image) =>
      routeForImage(input.world, firstPlan(tried), image, byImage.get(each.image)?.[0]?.address),
    ),
  );
  const broken = findings.some((each) => each.severity === 'error');
  return {
    images,
    findings,
    unbounded: open.slice(0, MOST_UNBOUNDED),
    declared,
    verdict: broken ? 'not-ready' : open.length > 0 ? 'unknown' : 'ready',
    platforms: [...new Set(images.flatMap((each) => each.wanted.map((one) => one.architecture)))]
      .sort()
      .map(platformOf),
    explored: { answers: tried.length, plans, sets, method, renderings, branches },
  };
}

const firstPlan = (tried: readonly Tried<Planned | undefined>[]): Plan | undefined =>
  tried.find((each) => each.result)?.result?.applied;

const declaredSighting = (image: string, { place }: Unbounded): Seen => ({
  image,
  object: 'drydock:images',
  source: place.file,
  place,
  byProgram: false,
  arches: [],
  answers: 0,
  branch: false,
  declared: true,
});

/** The same, with the charts that the registry has for those that lie on servers. */
export async function imageClosureWith(
  input: RehearsalInput,
  deps: ClosureDeps,
  fetchChart: (remote: RemoteChart) => Promise<RegistryChart | undefined>,
): Promise<ImageClosure> {
  const wanted = new Map<string, RemoteChart>();
  const found = new Map<string, RegistryChart | undefined>();
  const keyOf = (remote: RemoteChart): string => `${remote.written}\u0000${remote.version ?? ''}`;
  const chart = (remote: RemoteChart): RegistryChart | undefined => {
    const key = keyOf(remote);
    if (!found.has(key)) wanted.set(key, remote);
    return found.get(key);
  };
  const closure = imageClosure(input, { ...deps, chart });
  for (const [key, remote] of wanted) found.set(key, await fetchChart(remote));
  return [...found.values()].some((each) => each !== undefined)
    ? imageClosure(input, { ...deps, chart })
    : closure;
}
