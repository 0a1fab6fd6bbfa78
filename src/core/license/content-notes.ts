import { isJsonObject, type JsonObject } from '../json.ts';
import { inconsistencies } from './consistency.ts';
import { LICENSE_FIELDS, SPECIFICATION_FIELDS } from './field-table.ts';
import { type Reason, reason } from './reasons.ts';

/** A text of another kind has thousands of unknown fields; so many tell enough. */
const MAX_UNKNOWN = 50;

/** What there is to say about a licence's content, whoever signed it: contradictions and undocumented fields. */
export function contentNotes(license: JsonObject): readonly Reason[] {
  const odd = inconsistencies(license).map((each) =>
    reason('inconsistent', { detail: each.detail }, each.path),
  );
  const unknown = Object.keys(license).filter((path) => !Object.hasOwn(LICENSE_FIELDS, path));
  const list = license.AuthorizedSpecification;
  const inside = (Array.isArray(list) ? list : []).flatMap((each, i) =>
    Object.keys(isJsonObject(each) ? each : {})
      .filter((key) => !SPECIFICATION_FIELDS.includes(key))
      .map((key) => `AuthorizedSpecification.${i}.${key}`),
  );
  const paths = [...unknown, ...inside].slice(0, MAX_UNKNOWN);
  return [...odd, ...paths.map((path) => reason('unknown-field', { path }, path))];
}
