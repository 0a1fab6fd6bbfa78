import { isJsonObject, type Json } from '../../../json.ts';
import type { Tags } from '../../things/types.ts';
import type { Account, MadeObject } from '../types.ts';

export const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

export const whole = (value: Json | undefined): number =>
  Number.isFinite(Number(value)) ? Number(value) : 0;

export const texts = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];

export const tagsOf = (value: Json | undefined): Tags =>
  isJsonObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, String(each)]))
    : {};

/** Where a made thing stands; `name` and `zone` are the attributes that say so. */
export const place = ({ region, attributes: at }: MadeObject, name: string, zone = 'availability_zone') => ({
  id: text(at.id),
  name: text(at[name]),
  region,
  zone: text(at[zone]),
  vpc: text(at.vpc_id),
  subnet: text(at.subnet_id),
  project: whole(at.project_id),
  tags: tagsOf(at.tags),
});

/** What was made of a resource type, as the world would list it. */
export const of = <T>({ made }: Account, type: string, as: (each: MadeObject) => T): readonly T[] =>
  made.filter((each) => each.type === `tencentcloud_${type}`).map(as);

export const inRegion = <T extends { readonly region: string }>(
  things: readonly T[],
  region: string,
): readonly T[] => things.filter((each) => each.region === region);
