import type { JsonObject } from '../../json.ts';
import type { Region, World } from '../../world/index.ts';

const scalars = (value: unknown): string[] =>
  [value]
    .flat()
    .filter((item) => typeof item === 'string' || typeof item === 'number')
    .map(String);

/** A config property that may be a scalar or a list, as strings; undefined when it sets no filter. */
export function strings(config: JsonObject, ...names: readonly string[]): readonly string[] | undefined {
  const found = names.flatMap((name) => scalars(config[name]));
  return found.length > 0 ? found : undefined;
}

/** A config property as a string; undefined when absent. */
export const string = (config: JsonObject, name: string): string | undefined => strings(config, name)?.[0];

/** A config property as a number, also when it was written as a string. */
export function number(config: JsonObject, name: string): number | undefined {
  const value = config[name];
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof read === 'number' && Number.isFinite(read) ? read : undefined;
}

/** The regions that `regions`, `region` and `supportedRegionIds` leave. */
export function allowedRegions(world: World, config: JsonObject): readonly Region[] {
  const names = strings(config, 'regions', 'region');
  const ids = strings(config, 'supportedRegionIds');
  return world.regions.filter(
    (region) =>
      (names === undefined || names.includes(region.id)) &&
      (ids === undefined || ids.includes(String(region.regionId)) || ids.includes(region.id)),
  );
}

/** `region` and `region_id` as every widget's value carries them; the numeric id as a string, as packages declare it. */
export const regionAttributes = (region: Region): { region: string; region_id: string | null } => ({
  region: region.id,
  region_id: region.regionId === null ? null : String(region.regionId),
});
