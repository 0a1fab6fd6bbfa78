import { type RehearsalInput, routeForImage } from '../install/index.ts';
import { isJsonObject, type Json } from '../json.ts';
import type { ImageLookup, Platform } from '../registry/types.ts';
import type { Plan, Schemas } from '../terraform/index.ts';
import { text } from '../text.ts';
import { instanceTypeByName } from '../world/index.ts';
import type { World } from '../world/types.ts';
import type { Tried } from './answers.ts';
import { findImages, openPart, type Sighting } from './find.ts';
import { findingsOf } from './findings.ts';
import { imageParts } from './references.ts';
import type { ClosureImage, ImageClosure, ImageReach, Unbounded } from './types.ts';

const MOST_UNBOUNDED = 200;
const MACHINES = /^tencentcloud_kubernetes_(cluster|node_pool|native_node_pool|scale_worker)$/;

/** Every machine type that a value names. */
function machineTypes(value: Json | undefined): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(machineTypes);
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, each]) => {
    if (name !== 'instance_type' && name !== 'instance_types') return machineTypes(each);
    return (Array.isArray(each) ? each : [each]).filter((type): type is string => typeof type === 'string');
  });
}

/** Platforms of the nodes that the plans create; amd64 where they create none (super nodes). */
function nodePlatforms(tried: readonly Tried<Plan | undefined>[], world: World): readonly Platform[] {
  const types = tried.flatMap(({ result }) =>
    (result?.resources ?? [])
      .filter((each) => MACHINES.test(each.type))
      .flatMap((each) => machineTypes(each.args.value)),
  );
  const arches = new Set(
    types.map((type) => {
      const machine = world.instanceTypes.find((each) => each.type === type) ?? instanceTypeByName(type);
      return machine?.arch === 'arm64' ? 'arm64' : 'amd64';
    }),
  );
  return [...(arches.size > 0 ? arches : ['amd64'])]
    .sort()
    .map((architecture) => ({ os: 'linux', architecture }));
}

/** `mode=ha, replicas=3`: the choices that differ from what the first answers have. */
function choiceText(tried: readonly Tried<Plan | undefined>[], indexes: ReadonlySet<number>): string {
  const first = tried.find((_each, index) => indexes.has(index));
  if (!first) return '';
  return Object.entries(first.chosen)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}

function reachOf(sightings: readonly Sighting[], answers: number): ImageReach {
  if (sightings.every((each) => each.byProgram)) return 'program';
  const plain = new Set(
    sightings.filter((each) => !each.branch && !each.byProgram).map((each) => each.answers),
  );
  if (plain.size === 0) return 'branch';
  return plain.size === answers ? 'always' : 'answers';
}

/**
 * The images that a package can pull under every answer, held against a registry. Finite answers are all tried; branches
 * of templates that free answers or the cloud decide are all gone; what cannot be told is said with its place.
 */
export function imageClosure(
  input: RehearsalInput,
  deps: {
    readonly schemas: Schemas;
    lookupImage(reference: string): ImageLookup;
    readonly signal: AbortSignal;
  },
): ImageClosure {
  const {
    sightings,
    unbounded: left,
    tried,
    renderings,
    branches,
  } = findImages(input, deps.schemas, deps.signal);
  const planned = tried.filter((each) => each.result).length;
  const byImage = new Map<string, Sighting[]>();
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
  // An image with an empty part came from trying values that are empty: it counts only where it is well formed.
  const platforms = nodePlatforms(tried, input.world);
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
        objects: [...new Set(seen.map((each) => each.object))].sort(),
        place: first?.place ?? { file: '' },
        ...(lookup.found ? { digest: lookup.digest, size: lookup.size } : {}),
        ...(when === '' ? {} : { when }),
      };
    })
    .filter((each) => !(each.status === 'invalid' && each.reach === 'branch'))
    .sort((a, b) => (a.image < b.image ? -1 : 1));
  const findings = images.flatMap((each) =>
    findingsOf(each, platforms, (image) => routeForImage(input.world, firstForm(tried), image)),
  );
  const open = [
    ...new Map(
      unbounded.map((each) => [`${each.message.en}${each.place.file}${each.place.range?.start.line}`, each]),
    ).values(),
  ];
  const broken = findings.some((each) => each.severity === 'error');
  return {
    images,
    findings,
    unbounded: open.slice(0, MOST_UNBOUNDED),
    verdict: broken ? 'not-ready' : open.length > 0 ? 'unknown' : 'ready',
    platforms,
    explored: { answers: tried.length, renderings, branches },
  };
}

const firstForm = (tried: readonly Tried<Plan | undefined>[]): Plan | undefined =>
  tried.find((each) => each.result)?.result;
