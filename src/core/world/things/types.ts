import type { Json } from '../../json.ts';

export type Tags = Readonly<Record<string, string>>;

/** A sub-user of the account. */
export interface CamUser {
  readonly name: string;
  readonly uin: number;
  readonly uid: number;
  readonly remark: string;
  readonly email: string;
  readonly phone: string;
  readonly countryCode: string;
  readonly consoleLogin: boolean;
  /** Names of groups. */
  readonly groups: readonly string[];
  /** Names of policies that are bound to the user. */
  readonly policies: readonly string[];
}

export interface CamGroup {
  readonly name: string;
  readonly id: string;
  readonly remark: string;
  readonly policies: readonly string[];
}

export interface CamRole {
  readonly name: string;
  readonly id: string;
  readonly description: string;
  /** Who may take the role; a text as it is, anything else as JSON. */
  readonly document: Json;
  readonly consoleLogin: boolean;
  readonly policies: readonly string[];
}

/** What is known of a policy beyond its name. */
export interface CamPolicy {
  readonly name: string;
  readonly id: string;
  readonly description: string;
  /** One that the cloud made, and not the customer. */
  readonly preset: boolean;
}

/** Something that stands in a network of a region. */
export interface Placed {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly zone: string;
  readonly vpc: string;
  readonly subnet: string;
  readonly project: number;
  readonly tags: Tags;
}

/** A machine that runs. */
export interface Instance extends Placed {
  readonly type: string;
  readonly image: string;
  readonly privateIp: string;
  readonly publicIp: string;
  readonly securityGroups: readonly string[];
  readonly status: string;
  readonly chargeType: string;
  readonly systemDisk: { readonly type: string; readonly size: number };
  /** The CAM role that its programs act in. */
  readonly role: string;
}

export interface Listener {
  readonly id: string;
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  readonly certificate: string;
}

export interface LoadBalancer extends Placed {
  readonly networkType: 'OPEN' | 'INTERNAL';
  readonly vips: readonly string[];
  readonly domain: string;
  readonly securityGroups: readonly string[];
  readonly listeners: readonly Listener[];
}

export interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: string;
}

export interface NodePool {
  readonly id: string;
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly desired: number;
  readonly os: string;
  readonly image: string;
  readonly instanceType: string;
  readonly labels: Tags;
  readonly taints: readonly Taint[];
  readonly deletionProtection: boolean;
  readonly tags: Tags;
}

/** A Kubernetes cluster. */
export interface Cluster {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly vpc: string;
  readonly project: number;
  readonly tags: Tags;
  readonly description: string;
  readonly version: string;
  readonly os: string;
  readonly deployType: string;
  readonly cidr: string;
  readonly serviceCidr: string;
  readonly maxPods: number;
  readonly maxServices: number;
  readonly nodes: number;
  readonly deletionProtection: boolean;
  readonly nodePools: readonly NodePool[];
}

export type Engine = 'mysql' | 'postgresql' | 'redis' | 'mongodb';

export interface Database extends Placed {
  readonly engine: Engine;
  readonly version: string;
  readonly ip: string;
  readonly port: number;
  readonly cpu: number;
  /** GiB. */
  readonly memory: number;
  /** GiB. */
  readonly storage: number;
  readonly chargeType: 'PREPAID' | 'POSTPAID';
  readonly securityGroups: readonly string[];
  readonly charset: string;
  readonly user: string;
}

/** A public address of the customer's own. */
export interface Eip {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly ip: string;
  /** Machine or gateway that it is bound to; empty when it is free. */
  readonly boundTo: string;
  readonly type: string;
  readonly tags: Tags;
}

export interface NatGateway {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly vpc: string;
  /** Public addresses. */
  readonly eips: readonly string[];
  /** Mbit/s. */
  readonly bandwidth: number;
  readonly maxConcurrent: number;
  readonly tags: Tags;
}

export interface Route {
  readonly cidr: string;
  readonly nextType: string;
  readonly nextHub: string;
  readonly description: string;
}

/** A route table beside, or more exactly than, the default one that every network has. */
export interface RouteTable {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly vpc: string;
  readonly subnets: readonly string[];
  readonly routes: readonly Route[];
  readonly tags: Tags;
}

/** A file system of the file storage. */
export interface FileSystem extends Placed {
  readonly protocol: string;
  readonly storageType: string;
  readonly accessGroup: string;
  readonly ip: string;
  readonly fsId: string;
}

export interface Disk {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly zone: string;
  readonly project: number;
  readonly tags: Tags;
  readonly type: string;
  /** GiB. */
  readonly size: number;
  readonly usage: 'SYSTEM_DISK' | 'DATA_DISK';
  /** Machine that it is attached to; empty when it is free. */
  readonly instance: string;
  readonly encrypted: boolean;
  readonly chargeType: string;
}

/** What runs in an account, and who may do what in it. */
export interface Things {
  readonly camUsers: readonly CamUser[];
  readonly camGroups: readonly CamGroup[];
  readonly camRoles: readonly CamRole[];
  readonly camPolicies: readonly CamPolicy[];
  readonly instances: readonly Instance[];
  readonly loadBalancers: readonly LoadBalancer[];
  readonly clusters: readonly Cluster[];
  readonly databases: readonly Database[];
  readonly eips: readonly Eip[];
  readonly natGateways: readonly NatGateway[];
  readonly routeTables: readonly RouteTable[];
  readonly fileSystems: readonly FileSystem[];
  readonly disks: readonly Disk[];
}
