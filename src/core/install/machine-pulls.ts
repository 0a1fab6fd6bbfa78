import type { ErrorPlace } from '../errors/index.ts';
import type { JsonObject } from '../json.ts';
import type { Platform } from '../registry/types.ts';
import { readUserData, ScriptReader, scriptsOf } from '../shell/index.ts';
import type { PlannedResource } from '../terraform/plan/types.ts';
import { type LocalText, text } from '../text.ts';
import { instanceTypeByName, pullPath } from '../world/index.ts';
import { hostOf, isOwnInstance, isPlatformHost } from './chart/pull-route.ts';
import type { Stage } from './resource-process.ts';
import type { Run } from './run.ts';
import { firstText } from './values.ts';

/** Where machines have what packages keep under `scripts/`. */
const BAKED = '/usr/local/cloudapp/';
/** What the software of a machine pulls is looked at for machines alone: nodes of clusters run no software of the package. */
const MACHINE = 'tencentcloud_instance';

/**
 * What a machine that was created pulls by its user data: each image is looked up in the registry and held against the
 * machine's architecture and network. The platform calls such an install done, so what does not work is a finding.
 */
export function machinePulls(run: Run, stage: Stage, planned: PlannedResource, attributes: JsonObject): void {
  if (planned.mode !== 'managed' || planned.type !== MACHINE) return;
  const made = { ...planned, args: { ...planned.args, value: attributes } };
  const { source } = run.input;
  const wanted: Platform = { os: 'linux', architecture: archOf(run, attributes) };
  const reader = new ScriptReader({
    arches: [wanted.architecture],
    file: (path) => {
      const name = path.startsWith(BAKED) ? `scripts/${path.slice(BAKED.length)}` : undefined;
      const bytes = name === undefined ? undefined : source.files.get(name);
      return bytes && name ? { path: name, text: new TextDecoder().decode(bytes) } : undefined;
    },
  });
  const [script] = scriptsOf({ resources: [made] });
  if (!script) return;
  for (const each of script.texts) readUserData(reader, each);
  const { argRanges, file, range, address } = planned;
  const place = { file, range: argRanges[script.argument] ?? range };
  for (const image of new Set(reader.result().pulls.map((each) => each.image)))
    pull(run, stage, { image, address, wanted, place, attributes });
}

interface Pulled {
  readonly image: string;
  readonly address: string;
  readonly wanted: Platform;
  readonly place: ErrorPlace;
  readonly attributes: JsonObject;
}

function pull(run: Run, stage: Stage, { image: written, address, wanted, place, attributes }: Pulled): void {
  const image = written.replaceAll('${packageId}', stage.facts.packageId);
  const pushed = run.input.pushed?.find((each) => each.image === image);
  const struck = run.faults.strikes('image-missing', image);
  const lookup = struck
    ? ({ found: false, reference: image, reason: 'tag' } as const)
    : run.deps.lookupImage(image);
  const turned = pushed === undefined && run.faults.strikes('image-arch', image);
  const other = { os: 'linux', architecture: wanted.architecture === 'amd64' ? 'arm64' : 'amd64' };
  const platforms = turned ? [other] : (pushed?.platforms ?? (lookup.found ? lookup.platforms : []));
  const found = pushed !== undefined || lookup.found || turned;
  const fits =
    platforms.length === 0 ||
    platforms.some((one) => one.os === wanted.os && one.architecture === wanted.architecture);
  const missing =
    !found && (struck || run.input.images === 'require' || (!lookup.found && lookup.reason === 'invalid'));
  run.emit({
    type: 'image',
    image,
    object: address,
    status: found ? (fits ? 'found' : 'wrong-platform') : missing ? 'missing' : 'assumed',
    platforms,
    wanted,
    ...(pushed === undefined && lookup.found ? { digest: lookup.digest } : {}),
  });
  run.images++;
  const find = (message: LocalText): void => run.find({ code: 'SIM_LOOSE_END', message, place });
  if (missing)
    find(
      text(
        `${address} is created, but its user data cannot pull ${image}: the registry does not have it.`,
        `${address} 已创建,但其用户数据无法拉取 ${image}:镜像仓库中没有它。`,
      ),
    );
  else if (!found)
    run.assume({
      code: 'ASSUMED_IMAGE',
      text: text(
        `The image ${image} is assumed to exist for ${wanted.os}/${wanted.architecture}: the embedded registry does not have it.`,
        `假设镜像 ${image} 存在且支持 ${wanted.os}/${wanted.architecture}:内置镜像仓库中没有它。`,
      ),
      place,
    });
  else if (!fits)
    find(
      text(
        `${address} is ${wanted.architecture}, and ${image} of its user data is not: exec format error.`,
        `${address} 的架构为 ${wanted.architecture},其用户数据拉取的 ${image} 不支持该架构:exec format error。`,
      ),
    );
  const host = hostOf(image);
  if (isOwnInstance(host))
    find(
      text(
        `The user data of ${address} pulls from ${host}, an enterprise registry of its own: it refuses the internet until its owner lets the customer's addresses in, and private namespaces want a login.`,
        `${address} 的用户数据从企业版实例 ${host} 拉取镜像:该实例默认拒绝公网访问,须由其所有者放通客户地址;私有命名空间需要登录。`,
      ),
    );
  if (!hasRoute(run, attributes, image))
    find(
      text(
        `${address} is created, but its user data cannot pull ${image}: its network has no way out.`,
        `${address} 已创建,但其用户数据无法拉取 ${image}:所在网络没有公网出口。`,
      ),
    );
}

function archOf(run: Run, attributes: JsonObject): string {
  const type = firstText(attributes.instance_type) ?? '';
  const machine =
    run.input.world.instanceTypes.find((each) => each.type === type) ?? instanceTypeByName(type);
  return machine?.arch === 'arm64' ? 'arm64' : 'amd64';
}

/** Privately in the five regions, else over an address of its own or the network's way out. */
function hasRoute(run: Run, attributes: JsonObject, image: string): boolean {
  const vpc = firstText(attributes.vpc_id) ?? '';
  const zone = firstText(attributes.availability_zone) ?? '';
  const region = firstText(attributes.region) ?? zone.replace(/-\d+$/, '');
  if (run.faults.strikes('no-egress', vpc, region, image)) return false;
  const publicIp =
    attributes.allocate_public_ip === true || Number(attributes.internet_max_bandwidth_out ?? 0) > 0;
  const path = pullPath(run.view.world, region, vpc, { publicIp });
  if (path === 'vpc' && isPlatformHost(hostOf(image))) return true;
  if (publicIp || vpc === '') return true;
  const known = run.view.vpc(vpc);
  return known ? known.egress === 'nat' : !run.view.closed;
}
