import type { JsonObject } from '../json.ts';
import type { Tags, Things } from './things/types.ts';

export type * from './things/types.ts';

export type Arch = 'x86_64' | 'arm64';

export interface Zone {
  readonly id: string;
  readonly zoneId: number | null;
  readonly soldOut: boolean;
}

export interface Region {
  readonly id: string;
  /** The numeric id that package.yaml's supportedRegionIds uses. */
  readonly regionId: number | null;
  readonly name: string;
  readonly zones: readonly Zone[];
}

export interface Vpc {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly cidr: string;
  readonly routeTableId: string;
  /** How instances without a public address reach the internet: a NAT gateway, or not at all. */
  readonly egress: 'nat' | 'none';
  readonly tags?: Tags;
}

export interface Subnet {
  readonly id: string;
  readonly name: string;
  readonly vpc: string;
  readonly zone: string;
  readonly cidr: string;
  readonly availableIps: number;
  readonly tags?: Tags;
}

export interface SecurityGroup {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly tags?: Tags;
}

export interface InstanceType {
  readonly type: string;
  readonly family: string;
  readonly cpu: number;
  /** GiB. */
  readonly memory: number;
  readonly gpu: number;
  readonly arch: Arch;
  /** Zones in which it is offered; `stock` of 0 means sold out there. */
  readonly stock: Readonly<Record<string, number>>;
  /** `PREPAID`, `POSTPAID_BY_HOUR`, …; absent: sold in every mode. */
  readonly chargeTypes?: readonly string[];
}

export interface MachineImage {
  readonly id: string;
  readonly name: string;
  /** `TencentOS`, `Debian`, `Ubuntu`, `CentOS`, `Windows`, … */
  readonly platform: string;
  readonly arch: Arch;
  /** Set for an image of the customer's own, which exists in one region; absent: a public image, everywhere. */
  readonly region?: string;
}

export interface Certificate {
  readonly id: string;
  readonly domains: readonly string[];
  readonly issued: boolean;
  /** ISO date. */
  readonly expires: string;
}

export interface Bucket {
  /** Without the -APPID suffix. */
  readonly name: string;
  readonly region: string;
  readonly appId: string;
  readonly tags?: Tags;
}

export interface KeyPair {
  readonly id: string;
  readonly name: string;
}

/** A private DNS zone and the networks it is bound to. */
export interface PrivateZone {
  readonly id: string;
  readonly domain: string;
  readonly vpcs: readonly string[];
}

export interface Quota {
  readonly limit: number;
  readonly used: number;
}

export interface Account {
  readonly uin: string;
  readonly ownerUin: string;
  readonly appId: string;
}

/** What a data source finds when it asks with these arguments. */
export interface GivenAnswer {
  /** Data source type. */
  readonly type: string;
  /** Only for provider configurations of this region. */
  readonly region?: string | undefined;
  /** Arguments that must have just these values; the others do not matter. */
  readonly where: JsonObject;
  /** The attributes. */
  readonly gives: JsonObject;
  /** The provider refuses, in these words. */
  readonly error?: string | undefined;
}

/** A customer's account as a rehearsal sees it (design section 8). */
export interface World extends Things {
  readonly name: string;
  /** ISO day on which the account is looked at: certificates that end before it have expired. */
  readonly date: string;
  /** A closed world lists all there is: an id that it does not list does not exist. An open one assumes and says so. */
  readonly closed: boolean;
  readonly account: Account;
  readonly regions: readonly Region[];
  readonly vpcs: readonly Vpc[];
  readonly subnets: readonly Subnet[];
  readonly securityGroups: readonly SecurityGroup[];
  readonly instanceTypes: readonly InstanceType[];
  readonly images: readonly MachineImage[];
  readonly certificates: readonly Certificate[];
  readonly domains: readonly string[];
  readonly buckets: readonly Bucket[];
  readonly keyPairs: readonly KeyPair[];
  readonly privateZones: readonly PrivateZone[];
  /** Names of CAM policies that the account can bind to a role. */
  readonly policies: readonly string[];
  /** Limit and use by quota name: `cvm.instances`, `vpc.vpcs`, `clb.instances`, … */
  readonly quotas: Readonly<Record<string, Quota>>;
  /** What data sources find that the lists above do not tell. */
  readonly answers?: readonly GivenAnswer[];
}
