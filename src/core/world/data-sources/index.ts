import type { JsonObject } from '../../json.ts';
import { type LocalText, text } from '../../text.ts';
import { askedOf, idOf, isUnset } from './ask.ts';
import { databases } from './databases.ts';
import { gateways } from './gateways.ts';
import { machines } from './machines.ts';
import { networks } from './networks.ts';
import { owned } from './owned.ts';
import { people } from './people.ts';
import { places } from './places.ts';
import { running } from './running.ts';
import { sectionOf } from './sections.ts';
import { storage } from './storage.ts';
import type { Account, DataAnswer, DataQuestion, DataSource } from './types.ts';

export { LISTED_RESOURCES } from './made/index.ts';
export type { Account, DataAnswer, DataQuestion, MadeObject } from './types.ts';

const SOURCES: ReadonlyMap<string, DataSource> = new Map(
  [places, machines, networks, gateways, running, databases, storage, people, owned]
    .flat()
    .map((source) => [source.type, source]),
);

/** Data sources that a world can answer by itself; a world file may answer others. */
export const answeredDataSources = (): readonly string[] => [...SOURCES.keys()].sort();

/** How a world answers a data source: from which section, and what narrows the search; undefined where no section does. */
export function answeredFrom(
  type: string,
): { readonly section: string; readonly by: readonly string[] } | undefined {
  const [source, section] = [SOURCES.get(type), sectionOf(type)];
  return source && section ? { section, by: source.by } : undefined;
}

/** What a data source finds in an account, by the world's own lists and the answers its file gives; undefined: it cannot tell. */
export function answerData(question: DataQuestion, account: Account): DataAnswer | undefined {
  const given = givenAnswer(question, account);
  if (given) return given;
  const source = SOURCES.get(question.type);
  if (!source) return undefined;
  const known = new Set([...source.by, 'result_output_file']);
  const beyond = Object.entries(question.args).some(([name, value]) => !known.has(name) && !isUnset(value));
  if (beyond) return undefined;
  const answer = source.answer(askedOf(question), account);
  if (!answer || 'error' in answer || account.world.closed || !source.owned || namesOne(question))
    return answer;
  return { ...answer, notes: [listsOnly(account.world.name), ...answer.notes] };
}

/** True when it asks for one thing by its id: whoever finds that has found all. */
const namesOne = ({ args }: DataQuestion): boolean =>
  Object.entries(args).some(([name, value]) => /(^|_)id$/.test(name) && !isUnset(value));

const listsOnly = (world: string): LocalText =>
  text(
    `answered from what the world "${world}" lists; the account may have more, and what the lists do not say is empty`,
    `按账号“${world}”的清单回答;真实账号中可能还有更多,清单未说明的属性为空`,
  );

function givenAnswer({ type, args, region }: DataQuestion, { world }: Account): DataAnswer | undefined {
  const fits = (where: JsonObject): boolean =>
    Object.entries(where).every(
      ([name, value]) => JSON.stringify(args[name] ?? null) === JSON.stringify(value),
    );
  const found = world.answers?.find(
    (each) => each.type === type && (each.region === undefined || each.region === region) && fits(each.where),
  );
  if (!found) return undefined;
  if (found.error !== undefined) return { error: found.error };
  return { attributes: { id: idOf([type, JSON.stringify(found.where)]), ...found.gives }, notes: [] };
}
