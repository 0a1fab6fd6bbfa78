import { z } from 'zod';
import { parseCidr, parseIpv4 } from '../cidr.ts';

const id = z.string().min(1).max(128);
const words = z.string().max(2000);
const count = z.number().int().min(0).max(1_000_000_000);
const whole = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const list = <T extends z.ZodType>(item: T) => z.array(item).max(5000);
const ids = list(id);
const tags = z.record(z.string().min(1).max(128), z.string().max(256));
const port = z.number().int().min(1).max(65535);
const address = z.string().refine((text) => parseIpv4(text) !== undefined, 'not an IPv4 address');
const cidr = z
  .string()
  .refine((text) => parseCidr(text) !== undefined, 'not an IPv4 CIDR such as 10.0.0.0/16');

/** Where something stands; what is left out follows from the network or the zone. */
const place = { region: id, zone: id, vpc: id, subnet: id, project: count, tags };

const taint = z.strictObject({
  key: id,
  value: words.optional(),
  effect: z.enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute']).optional(),
});

const nodePool = z
  .strictObject({
    id,
    name: words,
    min: count,
    max: count,
    desired: count,
    os: id,
    image: id,
    instanceType: id,
    labels: tags,
    taints: list(taint),
    deletionProtection: z.boolean(),
    tags,
  })
  .partial()
  .required({ id: true });

const listener = z
  .strictObject({
    id,
    name: words,
    port,
    protocol: z.enum(['TCP', 'UDP', 'HTTP', 'HTTPS', 'TCP_SSL', 'QUIC']),
    certificate: id,
  })
  .partial()
  .required({ id: true });

const route = z.strictObject({
  cidr,
  nextType: id.optional(),
  nextHub: id.optional(),
  description: words.optional(),
});

/** The sections of a world file that say what runs in the account, and who may do what in it. */
export const thingSections = {
  camUsers: list(
    z
      .strictObject({
        name: id,
        uin: whole,
        uid: whole,
        remark: words,
        email: words,
        phone: words,
        countryCode: words,
        consoleLogin: z.boolean(),
        groups: ids,
        policies: ids,
      })
      .partial()
      .required({ name: true }),
  ).optional(),
  camGroups: list(
    z.strictObject({ name: id, id, remark: words, policies: ids }).partial().required({ name: true }),
  ).optional(),
  camRoles: list(
    z
      .strictObject({
        name: id,
        id,
        description: words,
        document: z.json(),
        consoleLogin: z.boolean(),
        policies: ids,
      })
      .partial()
      .required({ name: true }),
  ).optional(),
  instances: list(
    z
      .strictObject({
        id,
        name: words,
        ...place,
        type: id,
        image: id,
        privateIp: address,
        publicIp: address,
        securityGroups: ids,
        status: id,
        chargeType: id,
        systemDisk: z.strictObject({ type: id, size: count }),
        role: id,
      })
      .partial()
      .required({ id: true }),
  ).optional(),
  loadBalancers: list(
    z
      .strictObject({
        id,
        name: words,
        ...place,
        networkType: z.enum(['OPEN', 'INTERNAL']),
        vips: list(address),
        domain: words,
        securityGroups: ids,
        listeners: list(listener),
      })
      .partial()
      .required({ id: true }),
  ).optional(),
  clusters: list(
    z
      .strictObject({
        id,
        name: words,
        region: id,
        vpc: id,
        project: count,
        tags,
        description: words,
        version: id,
        os: id,
        deployType: z.enum(['MANAGED_CLUSTER', 'INDEPENDENT_CLUSTER']),
        cidr,
        serviceCidr: cidr,
        maxPods: count,
        maxServices: count,
        nodes: count,
        deletionProtection: z.boolean(),
        nodePools: list(nodePool),
      })
      .partial()
      .required({ id: true }),
  ).optional(),
  databases: list(
    z
      .strictObject({
        id,
        engine: z.enum(['mysql', 'postgresql', 'redis', 'mongodb']),
        name: words,
        ...place,
        version: id,
        ip: address,
        port,
        cpu: count,
        memory: z.number().min(0),
        storage: count,
        chargeType: z.enum(['PREPAID', 'POSTPAID']),
        securityGroups: ids,
        charset: id,
        user: id,
      })
      .partial()
      .required({ id: true }),
  ).optional(),
  eips: list(
    z
      .strictObject({ id, name: words, region: id, ip: address, boundTo: id, type: id, tags })
      .partial()
      .required({ id: true }),
  ).optional(),
  natGateways: list(
    z
      .strictObject({
        id,
        name: words,
        region: id,
        vpc: id,
        eips: list(address),
        bandwidth: count,
        maxConcurrent: count,
        tags,
      })
      .partial()
      .required({ id: true }),
  ).optional(),
  routeTables: list(
    z
      .strictObject({ id, name: words, region: id, vpc: id, subnets: ids, routes: list(route), tags })
      .partial()
      .required({ id: true }),
  ).optional(),
  fileSystems: list(
    z
      .strictObject({
        id,
        name: words,
        ...place,
        protocol: z.enum(['NFS', 'CIFS', 'TURBO']),
        storageType: z.enum(['SD', 'HP', 'TB', 'TP']),
        accessGroup: id,
        ip: address,
        fsId: id,
      })
      .partial()
      .required({ id: true }),
  ).optional(),
  disks: list(
    z
      .strictObject({
        id,
        name: words,
        region: id,
        zone: id,
        project: count,
        tags,
        type: id,
        size: count,
        usage: z.enum(['SYSTEM_DISK', 'DATA_DISK']),
        instance: id,
        encrypted: z.boolean(),
        chargeType: id,
      })
      .partial()
      .required({ id: true }),
  ).optional(),
};

/** A policy by its name, or with what else is known of it. */
export const policyEntry = z.union([
  id,
  z.strictObject({
    name: id,
    id: id.optional(),
    description: words.optional(),
    preset: z.boolean().optional(),
  }),
]);

/** Names of the kinds that `remove` may take entries from. */
export const thingRemovals = {
  camUsers: ids.optional(),
  camGroups: ids.optional(),
  camRoles: ids.optional(),
  instances: ids.optional(),
  loadBalancers: ids.optional(),
  clusters: ids.optional(),
  databases: ids.optional(),
  eips: ids.optional(),
  natGateways: ids.optional(),
  routeTables: ids.optional(),
  fileSystems: ids.optional(),
  disks: ids.optional(),
};
