import type { Workload } from '../../cluster/index.ts';
import type { ImageUse } from '../../helm/types.ts';
import type { ImageLookup, Platform } from '../../registry/types.ts';
import { text } from '../../text.ts';
import { chartCure } from '../cures/chart-cures.ts';
import type { Failure } from '../events.ts';
import { failure, placeName } from '../failure.ts';
import type { SimCode } from '../rules.ts';
import type { Fillings } from '../template.ts';
import { imagePlace } from './image-place.ts';
import type { Installation } from './installation.ts';
import { noRoute, routeTo } from './pull-route.ts';
import { deniedPull } from './pull-secrets.ts';

/** Megabytes a second that a node pulls. */
const SPEED = { vpc: 60, egress: 8 } as const;
/** Bytes of an image that nobody knows. */
const ASSUMED_SIZE = 120_000_000;
/** What pulling an image comes to. */
export interface Pull {
  readonly image: string;
  /** Milliseconds; 0 where a node has it already. */
  readonly takes: number;
  readonly failure?: Failure;
  /** What the node's events say, when it fails. */
  readonly words?: string;
}

const named = (platform: Platform): string =>
  [platform.os, platform.architecture, platform.variant].filter((part) => part).join('/');

/** Platforms of the nodes that the pods of a workload may come to; of all nodes where none fits. */
function platformsFor(
  { cluster, wanted }: Installation,
  workload: Workload | undefined,
): readonly Platform[] {
  const nodes = workload ? cluster.scheduler.eligible(workload).filter((node) => !node.virtual) : [];
  const arches = [...new Set(nodes.map((node) => node.arch))];
  return arches.length > 0 ? arches.map((architecture) => ({ os: 'linux', architecture })) : wanted;
}

/** Looks an image up, says what was found, and tells whether a container of it would start. */
export function checkImage(installation: Installation, use: ImageUse, workload?: Workload): Pull {
  const { run } = installation;
  const platforms = platformsFor(installation, workload);
  const image = use.image.replaceAll('${packageId}', installation.facts.packageId);
  if (image !== use.image) {
    run.assume({
      code: 'ASSUMED_PACKAGE_ID',
      text: text(
        `\${packageId} in ${use.image} is taken as ${installation.facts.packageId}.`,
        `${use.image} 中的 \${packageId} 按 ${installation.facts.packageId} 处理。`,
      ),
      place: imagePlace(installation, use),
    });
  }
  const lookup = struckLookup(installation, image, run.deps.lookupImage(image));
  const lacking = platforms.find((wanted) => lookup.found && !fits(lookup.platforms, wanted));
  const wanted = lacking ?? platforms[0] ?? { os: 'linux', architecture: 'amd64' };
  const missing = !lookup.found && (lookup.reason === 'invalid' || installation.requires(image));
  run.emit({
    type: 'image',
    image,
    object: use.object,
    status: lookup.found ? (lacking ? 'wrong-platform' : 'found') : missing ? 'missing' : 'assumed',
    platforms: lookup.found ? lookup.platforms : [],
    wanted,
    ...(lookup.found ? { digest: lookup.digest } : {}),
  });
  const fail = (code: SimCode, data: Fillings): Failure =>
    imageFailure(installation, use, code, { image, ...data });
  if (!lookup.found && missing) {
    return lookup.reason === 'invalid'
      ? {
          image,
          takes: 0,
          failure: fail('SIM_IMAGE_INVALID', {}),
          words: `Failed to apply default image tag "${image}": couldn't parse image name: invalid reference format`,
        }
      : {
          image,
          takes: 4000,
          failure: fail('SIM_IMAGE_MISSING', { reason: missingReason(lookup.reason, image) }),
          words: `Failed to pull image "${image}": not found`,
        };
  }
  if (!lookup.found) {
    run.assume({
      code: 'ASSUMED_IMAGE',
      text: text(
        `The image ${image} is assumed to exist for ${named(wanted)}: the embedded registry does not have it.`,
        `假设镜像 ${image} 存在且支持 ${named(wanted)}:内置镜像仓库中没有它。`,
      ),
      place: imagePlace(installation, use),
    });
  }
  const way = routeTo(installation, image);
  if (way === 'none') {
    return {
      image,
      takes: 30_000,
      failure: fail('SIM_NO_EGRESS', noRoute(installation, image)),
      words: `Failed to pull image "${image}": dial tcp: i/o timeout`,
    };
  }
  const denied = workload && deniedPull(installation, workload, image);
  if (denied) return { image, takes: 2000, ...denied };
  const size = lookup.found ? lookup.size / Math.max(1, lookup.platforms.length) : ASSUMED_SIZE;
  const takes = Math.round(400 + size / (SPEED[way] * 1000));
  if (lookup.found && lacking) {
    return {
      image,
      takes,
      failure: fail('SIM_IMAGE_PLATFORM', {
        platforms: lookup.platforms.map(named).join(', '),
        wanted: named(lacking),
      }),
      words: 'exec /app/entrypoint: exec format error',
    };
  }
  return { image, takes };
}

/** An image that names no platform runs wherever it is put; a variant does not matter. */
const fits = (platforms: readonly Platform[], wanted: Platform): boolean =>
  platforms.length === 0 ||
  platforms.some(({ os, architecture }) => os === wanted.os && architecture === wanted.architecture);

const missingReason = (reason: 'repository' | 'tag' | 'invalid', image: string) =>
  reason === 'tag'
    ? text(`it has the repository, but not the tag of ${image}`, `存在该仓库,但没有 ${image} 的标签`)
    : text(`it has no repository for ${image}`, `没有 ${image} 对应的仓库`);

/** The look-up as faults leave it. */
function struckLookup(installation: Installation, image: string, lookup: ImageLookup): ImageLookup {
  const { faults, input } = installation.run;
  const pushed = input.pushed?.find((each) => each.image === image);
  if (pushed) return imageOf(installation, image, pushed.platforms);
  if (faults.strikes('image-missing', image)) return { found: false, reference: image, reason: 'tag' };
  if (!faults.strikes('image-arch', image)) return lookup;
  const other = installation.wanted.some((each) => each.architecture === 'amd64') ? 'arm64' : 'amd64';
  const platforms = [{ os: 'linux', architecture: other }];
  return lookup.found ? { ...lookup, platforms } : imageOf(installation, image, platforms);
}

/** An image that the registry is taken to have. */
const imageOf = (
  { run }: Installation,
  image: string,
  platforms: readonly Platform[],
): ImageLookup & { found: true } => ({
  found: true,
  reference: image,
  repository: image,
  digest: `sha256:${run.seeds.for('digest', image).chars(64, '0123456789abcdef')}`,
  mediaType: 'application/vnd.oci.image.manifest.v1+json',
  size: ASSUMED_SIZE,
  platforms,
});

/** A failure over an image: the template that names it, the chart resource, the nodes. */
function imageFailure(installation: Installation, use: ImageUse, code: SimCode, data: Fillings): Failure {
  const { subject, site } = installation;
  const place = imagePlace(installation, use);
  return failure(
    code,
    { object: use.object, where: placeName(place), ...data },
    {
      address: subject.address,
      cure: chartCure(installation, code, typeof data.image === 'string' ? data.image : use.image),
      causes: [
        ...subject.causes('chart_src').slice(0, 1),
        {
          kind: 'source',
          text: text(
            `${use.object}, container ${use.container}: image ${use.image}`,
            `${use.object} 的容器 ${use.container}:镜像 ${use.image}`,
          ),
          place,
        },
        {
          kind: 'value',
          text: text(
            `The nodes are ${site.nodes} in ${site.region}`,
            `节点为 ${site.region} 的 ${site.nodes}`,
          ),
        },
      ],
    },
  );
}
