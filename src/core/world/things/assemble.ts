import { crc32 } from 'node:zlib';
import type { WorldFile } from '../file-schema.ts';
import { merge, type Patch } from '../merge.ts';
import type {
  CamGroup,
  CamPolicy,
  CamRole,
  CamUser,
  Cluster,
  Database,
  Disk,
  Eip,
  Engine,
  FileSystem,
  Instance,
  Listener,
  LoadBalancer,
  NatGateway,
  NodePool,
  Placed,
  Route,
  RouteTable,
  Taint,
  Things,
} from './types.ts';

export const nothing = (): Things => ({
  camUsers: [],
  camGroups: [],
  camRoles: [],
  camPolicies: [],
  instances: [],
  loadBalancers: [],
  clusters: [],
  databases: [],
  eips: [],
  natGateways: [],
  routeTables: [],
  fileSystems: [],
  disks: [],
});

const byId = (entry: { readonly id?: string | undefined }): string => entry.id ?? '';
const byName = (entry: { readonly name?: string | undefined }): string => entry.name ?? '';

/** A number for something whose file gives none: the same for the same name. */
const numberFor = (name: string, from: number): number => from + (crc32(name) % 10_000_000);

const PLACE: Omit<Placed, 'id' | 'name'> = {
  region: '',
  zone: '',
  vpc: '',
  subnet: '',
  project: 0,
  tags: {},
};

const placed = (id: string): Placed => ({ id, name: id, ...PLACE });

const instance = (id: string): Instance => ({
  ...placed(id),
  type: '',
  image: '',
  privateIp: '',
  publicIp: '',
  securityGroups: [],
  status: 'RUNNING',
  chargeType: 'POSTPAID_BY_HOUR',
  systemDisk: { type: 'CLOUD_PREMIUM', size: 50 },
  role: '',
});

const loadBalancer = (id: string): LoadBalancer => ({
  ...placed(id),
  networkType: 'OPEN',
  vips: [],
  domain: '',
  securityGroups: [],
  listeners: [],
});

const cluster = (id: string): Cluster => ({
  id,
  name: id,
  region: '',
  vpc: '',
  project: 0,
  tags: {},
  description: '',
  version: '1.30.0',
  os: 'tlinux3.1x86_64',
  deployType: 'MANAGED_CLUSTER',
  cidr: '',
  serviceCidr: '',
  maxPods: 64,
  maxServices: 256,
  nodes: 0,
  deletionProtection: false,
  nodePools: [],
});

const PORTS: Readonly<Record<Engine, number>> = {
  mysql: 3306,
  postgresql: 5432,
  redis: 6379,
  mongodb: 27017,
};

/** Engines by how their ids begin. */
const PREFIXES: readonly (readonly [string, Engine])[] = [
  ['cdb', 'mysql'],
  ['postgres', 'postgresql'],
  ['crs', 'redis'],
  ['cmgo', 'mongodb'],
];

function database({ id = '', engine }: Patch<Database>): Database {
  const meant = engine ?? PREFIXES.find(([prefix]) => id.startsWith(`${prefix}-`))?.[1] ?? 'mysql';
  return {
    ...placed(id),
    engine: meant,
    version: '',
    ip: '',
    port: PORTS[meant],
    cpu: 2,
    memory: 4,
    storage: 100,
    chargeType: 'POSTPAID',
    securityGroups: [],
    charset: '',
    user: '',
  };
}

/** Entries within an entry, each with all its fields. */
const whole = <T extends object>(entries: readonly Patch<T>[], blank: (entry: Patch<T>) => T): readonly T[] =>
  entries.map((entry) => merge([], [entry], undefined, () => '', blank)[0] ?? blank(entry));

const nodePool = (pool: Patch<NodePool>): NodePool => ({
  id: byId(pool),
  name: pool.name ?? byId(pool),
  min: 0,
  max: pool.desired ?? pool.min ?? 0,
  desired: pool.min ?? 0,
  os: 'tlinux3.1x86_64',
  image: '',
  instanceType: '',
  labels: {},
  taints: [],
  deletionProtection: false,
  tags: {},
});

const listener = (each: Patch<Listener>): Listener => ({
  id: byId(each),
  name: byId(each),
  port: 80,
  protocol: 'TCP',
  certificate: '',
});

const taint = (each: Patch<Taint>): Taint => ({ key: each.key ?? '', value: '', effect: 'NoSchedule' });

const route = (each: Patch<Route>): Route => ({
  cidr: each.cidr ?? '',
  nextType: 'NORMAL_CVM',
  nextHub: '',
  description: '',
});

const user = (each: Patch<CamUser>): CamUser => ({
  name: byName(each),
  uin: numberFor(byName(each), 100_040_000_000),
  uid: numberFor(byName(each), 20_000_000),
  remark: '',
  email: '',
  phone: '',
  countryCode: '',
  consoleLogin: false,
  groups: [],
  policies: [],
});

const group = (each: Patch<CamGroup>): CamGroup => ({
  name: byName(each),
  id: String(numberFor(byName(each), 100_000)),
  remark: '',
  policies: [],
});

const role = (each: Patch<CamRole>): CamRole => ({
  name: byName(each),
  id: `46116860184${String(numberFor(byName(each), 10_000_000))}`,
  description: '',
  document: {
    version: '2.0',
    statement: [
      { effect: 'allow', action: 'name/sts:AssumeRole', principal: { service: ['cvm.qcloud.com'] } },
    ],
  },
  consoleLogin: false,
  policies: [],
});

const policy = (each: Patch<CamPolicy>): CamPolicy => ({
  name: byName(each),
  id: String(numberFor(byName(each), 1_000_000)),
  description: '',
  preset: /^Qcloud/.test(byName(each)),
});

type Gone = NonNullable<WorldFile['remove']>;

/** Policies are listed by name; those that are removed lose what is known of them. */
function policies(base: Things, file: WorldFile, gone: Gone): readonly CamPolicy[] {
  const entries = file.policies?.map((each) => (typeof each === 'string' ? { name: each } : each));
  return merge(base.camPolicies, entries, gone.policies, byName, policy);
}

function people(base: Things, file: WorldFile, gone: Gone) {
  return {
    camUsers: merge<CamUser>(base.camUsers, file.camUsers, gone.camUsers, byName, user),
    camGroups: merge<CamGroup>(base.camGroups, file.camGroups, gone.camGroups, byName, group),
    camRoles: merge<CamRole>(base.camRoles, file.camRoles, gone.camRoles, byName, role),
    camPolicies: policies(base, file, gone),
  };
}

function runningThings(base: Things, file: WorldFile, gone: Gone) {
  const balancers = file.loadBalancers?.map(({ listeners, ...each }) => ({
    ...each,
    listeners: listeners && whole<Listener>(listeners, listener),
  }));
  const clusters = file.clusters?.map(({ nodePools, ...each }) => ({
    ...each,
    nodePools:
      nodePools &&
      whole<NodePool>(
        nodePools.map(({ taints, ...pool }) => ({ ...pool, taints: taints && whole<Taint>(taints, taint) })),
        nodePool,
      ),
  }));
  return {
    instances: merge<Instance>(base.instances, file.instances, gone.instances, byId, (each) =>
      instance(byId(each)),
    ),
    loadBalancers: merge<LoadBalancer>(base.loadBalancers, balancers, gone.loadBalancers, byId, (each) =>
      loadBalancer(byId(each)),
    ),
    clusters: merge<Cluster>(base.clusters, clusters, gone.clusters, byId, (each) => cluster(byId(each))),
    databases: merge<Database>(base.databases, file.databases, gone.databases, byId, database),
  };
}

function networkThings(base: Things, file: WorldFile, gone: Gone) {
  const tables = file.routeTables?.map(({ routes, ...each }) => ({
    ...each,
    routes: routes && whole<Route>(routes, route),
  }));
  return {
    eips: merge<Eip>(base.eips, file.eips, gone.eips, byId, (each) => ({
      id: byId(each),
      name: byId(each),
      region: '',
      ip: '',
      boundTo: '',
      type: 'EIP',
      tags: {},
    })),
    natGateways: merge<NatGateway>(base.natGateways, file.natGateways, gone.natGateways, byId, (each) => ({
      id: byId(each),
      name: byId(each),
      region: '',
      vpc: '',
      eips: [],
      bandwidth: 100,
      maxConcurrent: 1_000_000,
      tags: {},
    })),
    routeTables: merge<RouteTable>(base.routeTables, tables, gone.routeTables, byId, (each) => ({
      id: byId(each),
      name: byId(each),
      region: '',
      vpc: '',
      subnets: [],
      routes: [],
      tags: {},
    })),
  };
}

function storedThings(base: Things, file: WorldFile, gone: Gone) {
  return {
    fileSystems: merge<FileSystem>(base.fileSystems, file.fileSystems, gone.fileSystems, byId, (each) => ({
      ...placed(byId(each)),
      protocol: 'NFS',
      storageType: 'SD',
      accessGroup: 'pgroupbasic',
      ip: '',
      fsId: '',
    })),
    disks: merge<Disk>(base.disks, file.disks, gone.disks, byId, (each) => ({
      id: byId(each),
      name: byId(each),
      region: '',
      zone: '',
      project: 0,
      tags: {},
      type: 'CLOUD_PREMIUM',
      size: 100,
      usage: 'DATA_DISK',
      instance: '',
      encrypted: false,
      chargeType: 'POSTPAID_BY_HOUR',
    })),
  };
}

/** What a file says of what runs in the account, over what was there before. */
export function assembleThings(base: Things, file: WorldFile): Things {
  const gone: Gone = file.remove ?? {};
  return {
    ...people(base, file, gone),
    ...runningThings(base, file, gone),
    ...networkThings(base, file, gone),
    ...storedThings(base, file, gone),
  };
}
