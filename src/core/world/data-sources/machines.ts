import { RE2JS } from 're2js';
import { findInstanceType, findRegion } from '../lookup.ts';
import type { InstanceType, MachineImage, World } from '../types.ts';
import { idOf, listed, oneOf, same } from './ask.ts';
import type { Account, Asked, DataAnswer, DataSource } from './types.ts';

/** Charge modes that a machine type without a list of its own is sold in. */
const CHARGE_TYPES = ['POSTPAID_BY_HOUR', 'PREPAID'];
const MOST_ROWS = 5000;
const TYPE_FILTERS = ['zone', 'instance-family', 'instance-type', 'instance-charge-type'];

/** The cloud's words for how much is left. It does not say where it draws the lines: these are ours. */
function stockCategory(left: number): string {
  if (left <= 0) return 'WithoutStock';
  if (left < 10) return 'UnderStock';
  return left < 100 ? 'NormalStock' : 'EnoughStock';
}

const kindOf = (image: MachineImage): string => (image.region ? 'PRIVATE_IMAGE' : 'PUBLIC_IMAGE');

/** A public image is named after its system; of the customer's own only the family is known. */
const systemOf = (image: MachineImage): string => (image.region ? image.platform : image.name);

/** Images that a region has, and that an instance type can start. */
function imagesIn(world: World, region: string | undefined, instanceType?: string): readonly MachineImage[] {
  const arch = instanceType === undefined ? undefined : findInstanceType(world, instanceType)?.type.arch;
  return world.images.filter(
    (image) =>
      (image.region === undefined || image.region === region) && (arch === undefined || image.arch === arch),
  );
}

/** A test of names by an RE2 expression, or what is wrong with it. */
function nameTest(source: string | undefined): ((name: string) => boolean) | { readonly error: string } {
  if (source === undefined) return () => true;
  try {
    const pattern = RE2JS.compile(source);
    return (name) => pattern.matcher(name).find();
  } catch (error) {
    return {
      error: `image_name_regex format error,${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

const bySystem = (name: string | undefined, image: MachineImage): boolean =>
  name === undefined || systemOf(image).toLowerCase().includes(name.toLowerCase());

function images(asked: Asked, { world }: Account): DataAnswer | undefined {
  const fits = nameTest(asked.text('image_name_regex'));
  if ('error' in fits) return fits;
  const found = imagesIn(world, asked.region, asked.text('instance_type')).filter(
    (image) =>
      same(asked.text('image_id'), image.id) &&
      oneOf(asked.texts('image_type'), kindOf(image)) &&
      bySystem(asked.text('os_name'), image) &&
      fits(image.name),
  );
  // The world lists the most usual public images; the cloud has many more.
  if (found.length === 0 && !world.closed) return undefined;
  const items = found.map((image) => ({
    image_id: image.id,
    image_name: image.name,
    image_type: kindOf(image),
    os_name: systemOf(image),
    platform: image.platform,
    architecture: image.arch === 'arm64' ? 'arm' : image.arch,
    image_state: 'NORMAL',
  }));
  return listed(
    'images',
    found.map((image) => image.id),
    items,
  );
}

/** The first image that fits; the name's expression counts only where no system is named. */
function image(asked: Asked, { world }: Account): DataAnswer | undefined {
  const system = asked.text('os_name');
  const fits = nameTest(system === undefined ? asked.text('image_name_regex') : undefined);
  if ('error' in fits) return fits;
  const filters = asked.filters('filter');
  if ([...filters.keys()].some((name) => !['image-id', 'image-type', 'image-name'].includes(name)))
    return undefined;
  const found = imagesIn(world, asked.region).find(
    (each) =>
      oneOf(filters.get('image-id'), each.id) &&
      oneOf(filters.get('image-type'), kindOf(each)) &&
      oneOf(filters.get('image-name'), each.name) &&
      bySystem(system, each) &&
      fits(each.name),
  );
  if (!found) return world.closed ? { error: 'No image found' } : undefined;
  return { attributes: { id: idOf([found.id]), image_id: found.id, image_name: found.name }, notes: [] };
}

/** One row for each machine type, zone and charge mode, as the cloud's price list has them. */
function instanceTypes(asked: Asked, { world }: Account): DataAnswer | undefined {
  if (asked.region === undefined) return undefined;
  const filters = asked.filters('filter');
  if ([...filters.keys()].some((name) => !TYPE_FILTERS.includes(name))) return undefined;
  const region = findRegion(world, asked.region);
  if (!region) return world.closed ? listed('instance_types', [], []) : undefined;
  // The provider puts the argument in the place of the filter.
  const zone = asked.text('availability_zone');
  const wanted = zone === undefined ? filters.get('zone') : [zone];
  const zones = region.zones.filter((each) => oneOf(wanted, each.id));
  const matches = (type: InstanceType): boolean =>
    oneOf(filters.get('instance-family'), type.family) &&
    oneOf(filters.get('instance-type'), type.type) &&
    same(asked.text('cpu_core_count'), String(type.cpu)) &&
    same(asked.text('memory_size'), String(type.memory)) &&
    same(asked.text('gpu_core_count'), String(type.gpu));
  const types = world.instanceTypes.filter(matches);
  const rows = zones.flatMap((zone) =>
    types.flatMap((type) => {
      const stock = type.stock[zone.id];
      if (stock === undefined) return [];
      const left = zone.soldOut ? 0 : stock;
      const status = left > 0 ? 'SELL' : 'SOLD_OUT';
      if (asked.flag('exclude_sold_out') && status === 'SOLD_OUT') return [];
      return (type.chargeTypes ?? CHARGE_TYPES)
        .filter((charge) => oneOf(filters.get('instance-charge-type'), charge))
        .map((charge) => ({
          availability_zone: zone.id,
          instance_type: type.type,
          family: type.family,
          cpu_core_count: type.cpu,
          memory_size: type.memory,
          gpu_core_count: type.gpu,
          instance_charge_type: charge,
          status,
          status_category: stockCategory(left),
        }));
    }),
  );
  const shown = rows.slice(0, MOST_ROWS);
  return listed(
    'instance_types',
    shown.map((row) => row.instance_type),
    shown,
  );
}

export const machines: readonly DataSource[] = [
  {
    type: 'tencentcloud_images',
    owned: true,
    by: ['image_id', 'image_name_regex', 'image_type', 'instance_type', 'os_name'],
    answer: images,
  },
  { type: 'tencentcloud_image', owned: true, by: ['filter', 'image_name_regex', 'os_name'], answer: image },
  {
    type: 'tencentcloud_instance_types',
    by: [
      'availability_zone',
      'cpu_core_count',
      'memory_size',
      'gpu_core_count',
      'exclude_sold_out',
      'filter',
    ],
    answer: instanceTypes,
  },
  {
    type: 'tencentcloud_key_pairs',
    owned: true,
    by: ['key_id', 'key_name'],
    answer: (asked, { world }) => {
      const [id, name] = [asked.text('key_id'), asked.text('key_name')];
      const test = nameTest(name);
      if ('error' in test) return { error: test.error.replace('image_name_regex', 'key_name') };
      const found = world.keyPairs.filter((pair) => same(id, pair.id) && test(pair.name));
      if (found.length === 0 && id !== undefined && !world.closed) return undefined;
      return listed(
        'key_pair_list',
        found.map((pair) => pair.id),
        found.map((pair) => ({ key_id: pair.id, key_name: pair.name })),
      );
    },
  },
];
