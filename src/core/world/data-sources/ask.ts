import { crc32 } from 'node:zlib';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import type { LocalText } from '../../text.ts';
import type { Asked, DataAnswer, DataQuestion } from './types.ts';

const plain = (value: Json | undefined): string | undefined =>
  typeof value === 'number' || (typeof value === 'string' && value !== '') ? String(value) : undefined;

const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);

const textsIn = (value: Json | undefined): readonly string[] =>
  list(value).flatMap((each) => plain(each) ?? []);

/** True for what the provider takes for "not given": nothing, null, empty text, empty collection, false. */
export const isUnset = (value: Json | undefined): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  value === false ||
  (Array.isArray(value) && value.length === 0) ||
  (isJsonObject(value) && Object.keys(value).length === 0);

export const askedOf = (question: DataQuestion): Asked => {
  const { args } = question;
  return {
    ...question,
    text: (name) => plain(args[name]),
    texts: (name) => textsIn(args[name]),
    flag: (name) => args[name] === true || args[name] === 'true',
    filters: (name) =>
      new Map(
        list(args[name]).flatMap((each) => {
          const block: JsonObject = isJsonObject(each) ? each : {};
          const key = plain(block.name);
          return key === undefined ? [] : [[key, textsIn(block.values)] as const];
        }),
      ),
  };
};

/** The id that the provider gives a list: the CRC-32 of the ids in it. */
export const idOf = (ids: readonly string[]): string => String(crc32(ids.map((each) => `${each}-`).join('')));

/** An answer that is a list. */
export const listed = (
  name: string,
  ids: readonly string[],
  items: readonly JsonObject[],
  notes: readonly LocalText[] = [],
): DataAnswer => ({ attributes: { id: idOf(ids), [name]: [...items] }, notes });

/** True when nothing is asked for, or exactly this. */
export const same = (asked: string | undefined, actual: string): boolean =>
  asked === undefined || asked === actual;

/** True when nothing is asked for, or something that the name contains. */
export const within = (asked: string | undefined, actual: string): boolean =>
  asked === undefined || actual.includes(asked);

/** True when there is no such filter, or one of its values fits. */
export const oneOf = (asked: readonly string[] | undefined, actual: string): boolean =>
  asked === undefined || asked.length === 0 || asked.includes(actual);
