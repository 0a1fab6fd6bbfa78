import type { JsonObject } from '../../json.ts';
import type { LocalText } from '../../text.ts';
import type { World } from '../types.ts';

/** What a data source asks of the account. */
export interface DataQuestion {
  readonly type: string;
  /** Its arguments, wholly known; what is left out may be missing or null. */
  readonly args: JsonObject;
  /** The region of its provider configuration; undefined where there is none. */
  readonly region: string | undefined;
}

/** Something that an install has created by the time of the question. */
export interface MadeObject {
  /** Resource type. */
  readonly type: string;
  readonly region: string;
  readonly attributes: JsonObject;
}

/** The account as it stands when it is asked. */
export interface Account {
  readonly world: World;
  readonly made: readonly MadeObject[];
}

/** What a data source finds, or the provider's own words when it refuses. */
export type DataAnswer =
  | {
      /** Attributes beyond the arguments, `id` among them. Fields that the world says nothing of are left out. */
      readonly attributes: JsonObject;
      /** What the answer takes for granted. */
      readonly notes: readonly LocalText[];
    }
  | { readonly error: string };

/** How one type is answered. To add one: a row in a file beside this one, and the file's name in index.ts. */
export interface DataSource {
  readonly type: string;
  /** Arguments that narrow the search; with any other than these the world cannot answer. */
  readonly by: readonly string[];
  /** What is listed belongs to the customer: an open world may list less than there is. */
  readonly owned?: true;
  /** Undefined: the world cannot tell. */
  readonly answer: (question: Asked, account: Account) => DataAnswer | undefined;
}

/** A question with its arguments at hand. */
export interface Asked extends DataQuestion {
  /** A text or number argument as text; undefined where it is missing, null or empty, as the provider sees it. */
  text(name: string): string | undefined;
  /** A list of texts; empty where it is missing. */
  texts(name: string): readonly string[];
  flag(name: string): boolean;
  /** Name and values of each block of filters. */
  filters(name: string): ReadonlyMap<string, readonly string[]>;
}
