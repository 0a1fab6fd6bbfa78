import defaultJson from '../../../data/world/default.json' with { type: 'json' };
import { assembleWorld } from './assemble.ts';
import { catalogInstanceTypes, catalogRegions } from './catalog.ts';
import type { WorldFile } from './file-schema.ts';
import { nothing } from './things/assemble.ts';
import type { World } from './types.ts';

/** Nothing at all: what a world file that extends nothing starts from. */
export const emptyWorld = (): World => ({
  name: 'world',
  date: '2026-11-20',
  closed: false,
  account: { uin: '100000000001', ownerUin: '100000000001', appId: '1250000000' },
  regions: [],
  vpcs: [],
  subnets: [],
  securityGroups: [],
  instanceTypes: [],
  images: [],
  certificates: [],
  domains: [],
  buckets: [],
  keyPairs: [],
  privateZones: [],
  policies: [],
  quotas: {},
  ...nothing(),
});

/** The cloud as data/world/catalog.json knows it, with an account that owns nothing; machine types have no stock. */
export const catalogWorld = (): World => ({
  ...emptyWorld(),
  name: 'catalog',
  regions: catalogRegions(),
  instanceTypes: catalogInstanceTypes(),
});

let cached: World | undefined;

/** The world that ships: data/world/default.json over the catalog. The same frozen object at every call. */
export function defaultWorld(): World {
  // The JSON module's inferred type lists each literal's own keys; a test holds the file against the schema.
  cached ??= Object.freeze(assembleWorld(catalogWorld(), defaultJson as unknown as WorldFile));
  return cached;
}
