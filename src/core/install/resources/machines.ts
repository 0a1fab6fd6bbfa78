import { text } from '../../text.ts';
import { instanceTypeByName } from '../../world/index.ts';
import type { Arch, InstanceType } from '../../world/types.ts';
import type { Failure } from '../events.ts';
import { either, type Filling } from '../template.ts';
import type { WorldView } from '../world-view.ts';
import type { Subject } from './subject.ts';

interface MachinePaths {
  readonly type: string;
  readonly image?: string;
  readonly zone: string | undefined;
  readonly count: number;
}

/** Stock of the machine type in its zone, and an image of the same architecture; takes the machines from the stock. */
export function checkMachine(subject: Subject, paths: MachinePaths): Failure | undefined {
  const type = subject.text(paths.type);
  if (type === undefined) return undefined;
  const stock = subject.holds(paths.type) ? undefined : checkStock(subject, type, paths);
  return stock ?? checkImageArch(subject, type, paths.image);
}

/** The architecture of a machine type: as the world lists it, else read from its name. */
export function archOf(view: WorldView, type: string): Arch {
  return (view.machineType(type) ?? instanceTypeByName(type))?.arch ?? 'x86_64';
}

function checkStock(
  subject: Subject,
  type: string,
  { type: path, zone, count }: MachinePaths,
): Failure | undefined {
  const { view } = subject;
  const listed = view.machineType(type);
  const soldOut = zone !== undefined && view.struck('sold-out', type, zone, `${type}@${zone}`);
  if (!listed && !soldOut) {
    if (view.closed) {
      return subject.fail('SIM_MACHINE_TYPE_UNKNOWN', path, {
        type,
        zone: zone ?? subject.region,
        offered: text('nowhere', '未列出'),
        alternatives: alternatives(subject, type, zone),
      });
    }
    subject.assume(
      'ASSUMED_MACHINE_TYPE',
      path,
      text(
        `Machine type ${type} is assumed to be in stock: the world does not list it.`,
        `假设机型 ${type} 有库存:世界文件未列出它。`,
      ),
    );
    return undefined;
  }
  if (zone === undefined || (!soldOut && !isListedZone(view, zone))) return undefined;
  const left = view.stock(type, zone);
  if (left === undefined) {
    const zones = Object.keys(listed?.stock ?? {}).slice(0, 3);
    return subject.fail('SIM_MACHINE_TYPE_UNKNOWN', path, {
      type,
      zone,
      offered:
        zones.length === 0
          ? text('nowhere', '未在任何可用区提供')
          : text(`in ${zones.join(', ')}`, `仅在 ${zones.join('、')} 提供`),
      alternatives: alternatives(subject, type, zone),
    });
  }
  if (left < count) {
    return subject.fail('SIM_STOCK_SOLD_OUT', path, {
      type,
      zone,
      left,
      alternatives: alternatives(subject, type, zone),
    });
  }
  view.takeStock(type, zone, count);
  return undefined;
}

const isListedZone = (view: WorldView, zone: string): boolean =>
  view.world.regions.some((region) => region.zones.some((each) => each.id === zone));

/** The nearest cures: types of the same size in this zone, then this type in another zone of the region. */
function alternatives(subject: Subject, type: string, zone: string | undefined): Filling {
  const { view } = subject;
  const own = view.machineType(type) ?? instanceTypeByName(type);
  const inStock = (each: InstanceType, where: string) => (view.stock(each.type, where) ?? 0) > 0;
  const likeness = (each: InstanceType): number =>
    own ? Math.abs(each.cpu - own.cpu) + Math.abs(each.memory - own.memory) / 4 : 0;
  const types = view.world.instanceTypes
    .filter((each) => each.type !== type && zone !== undefined && inStock(each, zone))
    .filter((each) => !own || (each.arch === own.arch && each.gpu === own.gpu && each.cpu >= own.cpu))
    .sort((a, b) => likeness(a) - likeness(b))
    .slice(0, 2)
    .map((each) =>
      text(
        `${each.type} (${each.cpu} cores, ${each.memory} GiB)`,
        `${each.type}(${each.cpu} 核 ${each.memory} GiB)`,
      ),
    );
  const zones = (view.region(subject.region)?.zones ?? [])
    .filter((each) => each.id !== zone && !each.soldOut && own && inStock(own, each.id))
    .slice(0, 1)
    .map((each) => text(`zone ${each.id}, where ${type} is in stock`, `有 ${type} 库存的可用区 ${each.id}`));
  const all = [...types, ...zones];
  return all.length > 0 ? either(all) : text('another region', '其他地域');
}

function checkImageArch(subject: Subject, type: string, path: string | undefined): Failure | undefined {
  const id = path === undefined ? undefined : subject.text(path);
  const { world } = subject.view;
  const image = world.images.find((each) => each.id === id);
  if (path === undefined || image === undefined) return undefined;
  const typeArch = archOf(subject.view, type);
  if (image.arch === typeArch) return undefined;
  const others = world.images
    .filter((each) => each.arch === typeArch && (each.region === undefined || each.region === subject.region))
    .slice(0, 2)
    .map((each): Filling => text(`${each.id} (${each.name})`, `${each.id}(${each.name})`));
  return subject.fail('SIM_MACHINE_IMAGE_ARCH', path, {
    image: image.id,
    imageArch: image.arch,
    type,
    typeArch,
    alternatives:
      others.length > 0 ? either(others) : text(`an image of ${typeArch}`, `${typeArch} 架构的镜像`),
  });
}
