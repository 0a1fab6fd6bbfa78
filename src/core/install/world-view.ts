import type { JsonObject } from '../json.ts';
import { cidrsOverlap, parseCidr } from '../world/index.ts';
import type { Certificate, InstanceType, Region, SecurityGroup, Subnet, Vpc, World } from '../world/types.ts';
import type { Faults } from './faults.ts';
import type { FaultKind } from './input.ts';
import type { Random } from './kernel/index.ts';
import { marketNow } from './market.ts';

/** A resource that the rehearsal created. */
export interface Made {
  readonly id: string;
  readonly address: string;
  readonly type: string;
  readonly region: string;
  readonly attributes: JsonObject;
}

const dotted = (address: number): string => [24, 16, 8, 0].map((bits) => (address >>> bits) & 255).join('.');

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A Service that a chart created, as later resources see it. */
export interface ReleasedService {
  readonly name: string;
  readonly type: string;
  /** Address of its load balancer; undefined when it has none. */
  readonly host: string | undefined;
  readonly internal: boolean;
}

/** The account as it stands at a moment of the rehearsal: the world, what was created since, what is left. */
export class WorldView {
  readonly world: World;
  readonly closed: boolean;
  /** Services by the id of the release whose chart made them. */
  readonly releases = new Map<string, readonly ReleasedService[]>();
  readonly #made = new Map<string, Made>();
  readonly #stockTaken = new Map<string, number>();
  readonly #quotaTaken = new Map<string, number>();
  readonly #quotaExpected = new Map<string, number>();
  readonly #addressesTaken = new Map<string, number>();
  readonly #addresses = new Set<number>();

  #market: World | undefined;

  readonly #faults: Faults;

  constructor(world: World, closed: boolean, faults: Faults) {
    this.world = world;
    this.#faults = faults;
    this.closed = closed || world.closed;
  }

  /** True when a fault strikes something that goes by these names. */
  struck(kind: FaultKind, ...names: readonly (string | undefined)[]): boolean {
    return this.#faults.strikes(kind, ...names);
  }

  add(made: Made): void {
    this.#made.set(made.id, made);
  }

  /** Takes something out that was deleted. */
  remove(id: string): void {
    this.#made.delete(id);
  }

  made(id: string): Made | undefined {
    return this.#made.get(id);
  }

  /** Everything created of a type, in order of creation. */
  madeOf(type: string): readonly Made[] {
    return [...this.#made.values()].filter((made) => made.type === type);
  }

  region(id: string): Region | undefined {
    return this.world.regions.find((region) => region.id === id);
  }

  vpc(id: string): Vpc | undefined {
    const known = this.world.vpcs.find((vpc) => vpc.id === id);
    if (known) return known.egress === 'none' && this.hasNat(id) ? { ...known, egress: 'nat' } : known;
    const made = this.made(id);
    if (made?.type !== 'tencentcloud_vpc') return undefined;
    return {
      id,
      name: text(made.attributes.name),
      region: made.region,
      cidr: text(made.attributes.cidr_block),
      routeTableId: text(made.attributes.default_route_table_id),
      egress: this.hasNat(id) ? 'nat' : 'none',
    };
  }

  subnet(id: string): Subnet | undefined {
    const known = this.world.subnets.find((subnet) => subnet.id === id);
    if (known) return known;
    const made = this.made(id);
    if (made?.type !== 'tencentcloud_subnet') return undefined;
    return {
      id,
      name: text(made.attributes.name),
      vpc: text(made.attributes.vpc_id),
      zone: text(made.attributes.availability_zone),
      cidr: text(made.attributes.cidr_block),
      availableIps: Number(made.attributes.available_ip_count ?? 0),
    };
  }

  securityGroup(id: string): SecurityGroup | undefined {
    const known = this.world.securityGroups.find((group) => group.id === id);
    if (known) return known;
    const made = this.made(id);
    return made?.type === 'tencentcloud_security_group'
      ? { id, name: text(made.attributes.name), region: made.region }
      : undefined;
  }

  machineType(type: string): InstanceType | undefined {
    return this.world.instanceTypes.find((each) => each.type === type);
  }

  certificate(id: string): Certificate | undefined {
    return this.world.certificates.find((each) => each.id === id);
  }

  /** True for the account's own domains and names below them. */
  ownsDomain(name: string): boolean {
    return this.world.domains.some((own) => name === own || name.endsWith(`.${own}`));
  }

  /** Subnets of a network, the world's and those made. */
  subnetsOf(vpc: string): readonly Subnet[] {
    const made = this.madeOf('tencentcloud_subnet').flatMap((each) => this.subnet(each.id) ?? []);
    return [...this.world.subnets, ...made].filter((subnet) => subnet.vpc === vpc);
  }

  /** Machines of a type left in a zone; undefined where it is not offered. */
  stock(type: string, zone: string): number | undefined {
    if (this.struck('sold-out', type, zone, `${type}@${zone}`)) return 0;
    return this.#left(type, zone);
  }

  /** The world as who asks what can be bought sees it: with what is left after faults and what this install took. */
  market(): World {
    const faults = this.#faults.of('sold-out');
    if (faults.length === 0 && this.#stockTaken.size === 0) return this.world;
    this.#market ??= marketNow(this.world, {
      left: (type, zone) =>
        this.#faults.would('sold-out', type, zone, `${type}@${zone}`) ? 0 : this.#left(type, zone),
      closed: (zone) => faults.some(({ target }) => target === zone),
    });
    return this.#market;
  }

  /** Says that somebody was told of what is sold out, and chose by it: the faults have struck. */
  tellSoldOut(): void {
    for (const spec of this.#faults.of('sold-out')) this.#faults.hit(spec);
  }

  #left(type: string, zone: string): number | undefined {
    const offered = this.machineType(type)?.stock[zone];
    return offered === undefined ? undefined : offered - (this.#stockTaken.get(`${type}@${zone}`) ?? 0);
  }

  takeStock(type: string, zone: string, count: number): void {
    const key = `${type}@${zone}`;
    this.#stockTaken.set(key, (this.#stockTaken.get(key) ?? 0) + count);
    this.#market = undefined;
  }

  /** A quota with what this rehearsal took; undefined where the world sets none. */
  quota(
    name: string,
    ...alsoCalled: readonly string[]
  ): { readonly limit: number; readonly used: number } | undefined {
    const quota = this.world.quotas[name];
    const used = this.#usedByFault([name, ...alsoCalled]);
    if (used !== undefined) {
      const taken = this.#quotaTaken.get(name) ?? 0;
      return { limit: quota?.limit ?? 0, used: used + taken };
    }
    if (this.struck('quota', name, ...alsoCalled)) {
      return { limit: quota?.limit ?? 0, used: quota?.limit ?? 0 };
    }
    return quota && { limit: quota.limit, used: quota.used + (this.#quotaTaken.get(name) ?? 0) };
  }

  /** How much of a quota a fault says is used (`quota=NAME@USED`), whatever its limit. */
  #usedByFault(names: readonly string[]): number | undefined {
    for (const spec of this.#faults.of('quota')) {
      const [name = '', used] = spec.target?.split('@') ?? [];
      if (used === undefined || !/^\d{1,9}$/.test(used) || !names.includes(name)) continue;
      this.#faults.hit(spec);
      return Number(used);
    }
    return undefined;
  }

  /** Says that the plan will need more of a quota. */
  expectQuota(name: string, count: number): void {
    this.#quotaExpected.set(name, this.quotaExpected(name) + count);
  }

  /** What the plan needs of a quota in all, as far as it is known beforehand. */
  quotaExpected(name: string): number {
    return this.#quotaExpected.get(name) ?? 0;
  }

  takeQuota(name: string, count: number): void {
    this.#quotaTaken.set(name, (this.#quotaTaken.get(name) ?? 0) + count);
  }

  /** Addresses that a subnet has left. */
  freeAddresses(subnet: Subnet): number {
    // A subnet that the package makes is empty.
    if (this.made(subnet.id) === undefined && this.struck('subnet-full', subnet.id)) return 0;
    return subnet.availableIps - (this.#addressesTaken.get(subnet.id) ?? 0);
  }

  /** Ranges that a fault gives to another network of the account: its target, or just the range that is asked for. */
  cidrTaken(cidr: string): readonly { readonly name: string; readonly cidr: string }[] {
    const own = parseCidr(cidr);
    return this.#faults.of('cidr-overlap').flatMap((spec) => {
      const taken = parseCidr(spec.target ?? cidr);
      if (!own || !taken || !cidrsOverlap(own, taken)) {
        this.#faults.strikes('cidr-overlap', cidr);
        return [];
      }
      this.#faults.hit(spec);
      return [{ name: 'peer network', cidr: spec.target ?? cidr }];
    });
  }

  takeAddresses(subnet: string, count: number): void {
    this.#addressesTaken.set(subnet, (this.#addressesTaken.get(subnet) ?? 0) + count);
  }

  /** An address of a range that nothing of this rehearsal has; the network's first ones are the cloud's own. */
  privateIp(cidr: string, random: Random): string {
    const range = parseCidr(cidr) ?? { first: 10 * 2 ** 24, size: 2 ** 16 };
    let offset = random.between(Math.min(2, range.size - 1), Math.max(2, range.size - 2));
    for (let tries = 0; tries < range.size && this.#addresses.has(range.first + offset); tries++) {
      offset = (offset + 1) % range.size;
    }
    this.#addresses.add(range.first + offset);
    return dotted(range.first + offset);
  }

  /** True when the package made a way out of a network. */
  hasNat(vpc: string): boolean {
    return this.madeOf('tencentcloud_nat_gateway').some((nat) => nat.attributes.vpc_id === vpc);
  }
}
