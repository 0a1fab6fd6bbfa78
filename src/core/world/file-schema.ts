import { z } from 'zod';
import { parseCidr } from './cidr.ts';
import { policyEntry, thingRemovals, thingSections } from './things/file-schema.ts';

const id = z.string().min(1).max(128);
const arch = z.enum(['x86_64', 'arm64']);
const count = z.number().int().min(0).max(1_000_000_000);
const cidr = z
  .string()
  .refine((text) => parseCidr(text) !== undefined, 'not an IPv4 CIDR such as 10.0.0.0/16');
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'not a day such as 2027-01-31');
const list = <T extends z.ZodType>(item: T) => z.array(item).max(5000);
const tags = z.record(z.string().min(1).max(128), z.string().max(256)).optional();
const globs = z.union([id, list(id)]);

const zone = z.strictObject({
  id,
  zoneId: z.number().int().nullable().optional(),
  soldOut: z.boolean().optional(),
});

/** A world file. Everything is optional: what it does not say comes from the world it extends. */
export const worldFileSchema = z.strictObject({
  name: id.optional(),
  about: z.string().max(2000).optional(),
  /** `default`: the imaginary customer; `catalog`: regions and machine types, an empty account. Absent: nothing. */
  extends: z.enum(['default', 'catalog']).optional(),
  date: day.optional(),
  closed: z.boolean().optional(),
  account: z.strictObject({ uin: id.optional(), ownerUin: id.optional(), appId: id.optional() }).optional(),
  regions: list(
    z.strictObject({
      id,
      regionId: z.number().int().nullable().optional(),
      name: z.string().optional(),
      zones: list(zone).optional(),
    }),
  ).optional(),
  /** Regions to list first. */
  regionOrder: list(id).optional(),
  instanceTypes: list(
    z.strictObject({
      type: id,
      family: id.optional(),
      cpu: count.optional(),
      memory: z.number().min(0).optional(),
      gpu: count.optional(),
      arch: arch.optional(),
      chargeTypes: list(id).optional(),
      stock: z.record(id, count).optional(),
    }),
  ).optional(),
  /** Sorts the machine types: general ones first, small before large, these families first among equals. */
  familyOrder: list(id).optional(),
  stock: list(z.strictObject({ types: globs, zones: globs, stock: count.nullable() })).optional(),
  vpcs: list(
    z.strictObject({
      id,
      name: z.string().optional(),
      region: id.optional(),
      cidr: cidr.optional(),
      routeTableId: id.optional(),
      egress: z.enum(['nat', 'none']).optional(),
      tags,
    }),
  ).optional(),
  subnets: list(
    z.strictObject({
      id,
      name: z.string().optional(),
      vpc: id.optional(),
      zone: id.optional(),
      cidr: cidr.optional(),
      availableIps: count.optional(),
      tags,
    }),
  ).optional(),
  securityGroups: list(
    z.strictObject({ id, name: z.string().optional(), region: id.optional(), tags }),
  ).optional(),
  images: list(
    z.strictObject({
      id,
      name: z.string().optional(),
      platform: id.optional(),
      arch: arch.optional(),
      region: id.optional(),
    }),
  ).optional(),
  certificates: list(
    z.strictObject({
      id,
      domains: list(id).optional(),
      issued: z.boolean().optional(),
      expires: day.optional(),
    }),
  ).optional(),
  domains: list(id).optional(),
  buckets: list(z.strictObject({ name: id, region: id, appId: id.optional(), tags })).optional(),
  keyPairs: list(z.strictObject({ id, name: z.string().optional() })).optional(),
  privateZones: list(z.strictObject({ id, domain: id.optional(), vpcs: list(id).optional() })).optional(),
  policies: list(policyEntry).optional(),
  ...thingSections,
  quotas: z.record(id, z.strictObject({ limit: count.optional(), used: count.optional() })).optional(),
  /** What data sources find that the lists above do not tell. */
  dataSources: list(
    z.strictObject({
      type: id,
      region: id.optional(),
      where: z.record(id, z.json()).optional(),
      gives: z.record(id, z.json()).optional(),
      error: z.string().max(2000).optional(),
    }),
  ).optional(),
  /** Ids (types, names) to leave out of what is extended; `*` leaves out all of that kind. */
  remove: z
    .strictObject({
      regions: list(id).optional(),
      instanceTypes: list(id).optional(),
      vpcs: list(id).optional(),
      subnets: list(id).optional(),
      securityGroups: list(id).optional(),
      images: list(id).optional(),
      certificates: list(id).optional(),
      domains: list(id).optional(),
      buckets: list(id).optional(),
      keyPairs: list(id).optional(),
      privateZones: list(id).optional(),
      policies: list(id).optional(),
      ...thingRemovals,
    })
    .optional(),
});

export type WorldFile = z.infer<typeof worldFileSchema>;
