import type { Json, JsonObject } from '../../json.ts';
import type { Tags } from '../things/types.ts';
import { isUnset, listed } from './ask.ts';
import type { Account, Asked, DataAnswer, DataSource } from './types.ts';

/** A test of one thing against an argument; `asked` is the argument's text, `false` included where it counts as given. */
type Fits<T> = (thing: T, asked: string, account: Account) => boolean;

/** A data source that lists things of one kind. To add one: an entry in a file beside this one. */
export interface Listing<T> {
  readonly type: string;
  /** The attribute that holds the list. */
  readonly list: string;
  /** All there is in the account and region. */
  readonly all: (account: Account, region: string, asked: Asked) => readonly T[];
  readonly id: (thing: T) => string;
  /** Arguments that narrow the search. */
  readonly by: Readonly<Record<string, Fits<T>>>;
  /** Arguments that narrow it by any of several values. */
  readonly byAny?: Readonly<Record<string, (thing: T, asked: readonly string[]) => boolean>>;
  /** For lists that can be narrowed by `tags`. */
  readonly tags?: (thing: T) => Tags;
  /** Arguments that have no say in what is found. */
  readonly besides?: readonly string[];
  /** Arguments of which `false` is a value of its own. */
  readonly falseCounts?: readonly string[];
  /** For accounts' own things that are in no region. */
  readonly everywhere?: true;
  /** Names of the arguments that cut a page out of the list. */
  readonly page?: { readonly limit: string; readonly offset?: string };
  readonly row: (thing: T, account: Account) => JsonObject;
}

/** True when a thing has all tags that are asked for. */
export const hasTags = (tags: Tags | undefined, asked: Json | undefined): boolean =>
  Object.entries(asked !== null && typeof asked === 'object' ? asked : {}).every(
    ([key, value]) => tags?.[key] === String(value),
  );

function argument<T>(asked: Asked, { falseCounts = [] }: Listing<T>, name: string): string | undefined {
  const value = asked.args[name];
  if (typeof value === 'boolean') return value || falseCounts.includes(name) ? String(value) : undefined;
  return asked.text(name);
}

function answer<T>(listing: Listing<T>, asked: Asked, account: Account): DataAnswer | undefined {
  const { everywhere, by, byAny = {}, tags, page } = listing;
  if (asked.region === undefined && !everywhere) return undefined;
  const given = Object.entries(by).flatMap(([name, fits]) => {
    const value = argument(asked, listing, name);
    return value === undefined ? [] : [(thing: T) => fits(thing, value, account)];
  });
  const any = Object.entries(byAny).flatMap(([name, fits]) => {
    const values = asked.texts(name);
    return values.length === 0 ? [] : [(thing: T) => fits(thing, values)];
  });
  const tagged = isUnset(asked.args.tags) ? [] : [(thing: T) => hasTags(tags?.(thing), asked.args.tags)];
  const tests = [...given, ...any, ...tagged];
  const all = listing.all(account, asked.region ?? '', asked);
  const found = all.filter((thing) => tests.every((fits) => fits(thing)));
  // Who looks for something expects it: an open world has it, somewhere that it does not list.
  if (found.length === 0 && !account.world.closed) return undefined;
  const offset = Number((page?.offset && asked.text(page.offset)) ?? 0) || 0;
  const limit = Number((page && asked.text(page.limit)) ?? found.length) || found.length;
  const shown = found.slice(offset, offset + limit);
  return listed(
    listing.list,
    shown.map(listing.id),
    shown.map((thing) => listing.row(thing, account)),
  );
}

/** The data source of a listing. */
export const sourceOf = <T>(listing: Listing<T>): DataSource => ({
  type: listing.type,
  owned: true,
  by: [
    ...Object.keys(listing.by),
    ...Object.keys(listing.byAny ?? {}),
    ...(listing.tags ? ['tags'] : []),
    ...(listing.besides ?? []),
    ...(listing.page ? [listing.page.limit, ...(listing.page.offset ? [listing.page.offset] : [])] : []),
  ],
  answer: (asked, account) => answer(listing, asked, account),
});

/** The fields that something is known of: empty texts are left out, as the world says nothing of them. */
export const known = (row: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== '' && value !== null));

/** Arguments of project numbers, as every listing of placed things takes them. */
export const byProject = <T extends { readonly project: number }>(thing: T, asked: string): boolean =>
  String(thing.project) === asked;

export const plainTags = (tags: Tags | undefined): JsonObject => ({ ...tags });
