import type { DataFound, DataRead } from '../terraform/index.ts';
import {
  answerData,
  type DataAccount,
  type DataAnswer,
  type DataQuestion,
  LISTED_RESOURCES,
  type World,
} from '../world/index.ts';
import { TELLS_STOCK } from './market.ts';
import { firstText } from './values.ts';
import type { WorldView } from './world-view.ts';

/** Answers the data sources of a plan from a world, before anything is made. */
export const readerOf =
  (world: World) =>
  ({ type, args, provider }: DataRead): DataFound | undefined =>
    answerData({ type, args, region: firstText(provider.region) }, { world, made: [] });

const closedWorlds = new WeakMap<World, World>();

/** The world as a closed one: always the same object for the same world, so that plans can be kept by it. */
export function closedWorld(world: World): World {
  if (world.closed) return world;
  const known = closedWorlds.get(world) ?? { ...world, closed: true };
  closedWorlds.set(world, known);
  return known;
}

/** The account as it is by now: what the install has made stands beside what was there. */
export function accountNow(view: WorldView, stock: World = view.market()): DataAccount {
  const ids = (type: string): string[] => view.madeOf(type).map((each) => each.id);
  const { world } = view;
  const now: World = {
    ...world,
    regions: stock.regions,
    instanceTypes: stock.instanceTypes,
    closed: view.closed,
    vpcs: [...world.vpcs, ...ids('tencentcloud_vpc').flatMap((id) => view.vpc(id) ?? [])],
    subnets: [...world.subnets, ...ids('tencentcloud_subnet').flatMap((id) => view.subnet(id) ?? [])],
    securityGroups: [
      ...world.securityGroups,
      ...ids('tencentcloud_security_group').flatMap((id) => view.securityGroup(id) ?? []),
    ],
  };
  return { world: now, made: LISTED_RESOURCES.flatMap((type) => view.madeOf(type)) };
}

/**
 * What the account answers at this moment; undefined: it cannot tell. Who is told that something is sold out chooses
 * by it: the fault has done its work, whatever is chosen.
 */
export function askNow(view: WorldView, question: DataQuestion): DataAnswer | undefined {
  const answer = answerData(question, accountNow(view));
  if (TELLS_STOCK.has(question.type) && view.market() !== view.world) {
    const before = answerData(question, accountNow(view, view.world));
    if (JSON.stringify(before) !== JSON.stringify(answer)) view.tellSoldOut();
  }
  return answer;
}

/** Answers the data sources of an install's plan, its faults included. */
export const readerNow =
  (view: WorldView) =>
  ({ type, args, provider }: DataRead): DataFound | undefined =>
    askNow(view, { type, args, region: firstText(provider.region) });
