import type { InstanceType, Region, World } from '../world/types.ts';

/** What a rehearsal knows of stock beyond its world. */
export interface StockNow {
  /** Machines of a type left in a zone; undefined where it is not offered. */
  left(type: string, zone: string): number | undefined;
  /** True when the whole zone was named as sold out. */
  closed(zone: string): boolean;
}

/** The world with the stock as it is by now, as the cloud would list it to who asks before choosing. */
export function marketNow(world: World, now: StockNow): World {
  const regions = world.regions.map(
    (region): Region => ({
      ...region,
      zones: region.zones.map((zone) => (now.closed(zone.id) ? { ...zone, soldOut: true } : zone)),
    }),
  );
  const instanceTypes = world.instanceTypes.map((type): InstanceType => {
    const stock = Object.keys(type.stock).map((zone) => [zone, Math.max(0, now.left(type.type, zone) ?? 0)]);
    return { ...type, stock: Object.fromEntries(stock) };
  });
  return { ...world, regions, instanceTypes };
}

/** Data sources that tell what can be bought, and where. */
export const TELLS_STOCK: ReadonlySet<string> = new Set([
  'tencentcloud_instance_types',
  'tencentcloud_availability_zones',
  'tencentcloud_availability_zones_by_product',
]);
