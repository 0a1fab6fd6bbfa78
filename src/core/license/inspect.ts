import { DrydockError } from '../errors/index.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { type LocalText, sameText, text } from '../text.ts';
import { contentNotes } from './content-notes.ts';
import { type EnvelopeForm, openEnvelope } from './envelope.ts';
import { decodeValue, type FieldRow, LICENSE_FIELDS, RESPONSE_FIELDS } from './field-table.ts';
import { toJson } from './json-reader.ts';
import { type Reason, reason } from './reasons.ts';
import { type LicenseState, specificationsOf, stateAt } from './state.ts';
import { readToken } from './token.ts';

/** One field of a licence, explained. */
export interface InspectedField {
  readonly path: string;
  readonly value: Json;
  readonly title: LocalText;
  readonly meaning: LocalText;
  /** What the value says, for fields with known values. */
  readonly decoded?: LocalText;
  /** False for fields that no documentation names. */
  readonly known: boolean;
  /** Whether a signature over the licence covers it. */
  readonly signed: boolean;
}

export interface LicenseInspection {
  readonly form: EnvelopeForm;
  readonly fields: readonly InspectedField[];
  readonly specifications: readonly {
    readonly key: string;
    readonly keyName: string;
    readonly value: string;
    readonly valueName: string;
  }[];
  readonly state: LicenseState;
  /** What does not go together, what is missing, what is undocumented. */
  readonly notes: readonly Reason[];
  /** Additional licences of a token, as read. */
  readonly additions: readonly JsonObject[];
  readonly license: JsonObject;
}

/**
 * Explains every field of a licence text, in any form that `verifyLicense` takes; the signature is not checked.
 * Errors: LICENSE_UNREADABLE with the place, where no licence can be read.
 */
export function inspectLicense(input: string | Uint8Array, at: Date): LicenseInspection {
  const envelope = openEnvelope(input);
  const token = envelope.token === undefined ? undefined : readToken(envelope.token);
  const node = envelope.license;
  const license = node ? toJson(node) : token?.main;
  if (!isJsonObject(license)) throw unreadable([...envelope.reasons, ...(token?.reasons ?? [])]);
  const beside = Object.entries({
    RequestId: envelope.requestId,
    Timestamp: envelope.timestamp,
    Signature: envelope.signature,
    Token: envelope.token,
  });
  const fields = [
    ...Object.entries(license).map(([path, value]) => explain(path, value, LICENSE_FIELDS, true)),
    ...beside.flatMap(([path, value]) =>
      value === undefined ? [] : [explain(path, value, RESPONSE_FIELDS, false)],
    ),
  ];
  return {
    form: envelope.form,
    license,
    fields,
    specifications: specificationsOf(license),
    state: stateAt(license, at.getTime()),
    notes: [...envelope.reasons, ...contentNotes(license)],
    additions: token?.additions ?? [],
  };
}

function explain(
  path: string,
  value: Json,
  table: Readonly<Record<string, FieldRow>>,
  signed: boolean,
): InspectedField {
  const row = Object.hasOwn(table, path) ? table[path] : undefined;
  const decoded = decodeValue(row, value);
  return {
    path,
    value,
    title: row?.title ?? sameText(path),
    meaning: row?.meaning ?? text('Not a documented field; kept as it is.', '文档未列出的字段;原样保留。'),
    known: row !== undefined,
    signed,
    ...(decoded ? { decoded } : {}),
  };
}

function unreadable(reasons: readonly Reason[]): DrydockError {
  const first = reasons.find((each) => each.level !== 'note') ?? reason('no-license');
  return new DrydockError('LICENSE_UNREADABLE', {
    reason: first.code,
    detail: first.message.en,
    detailZh: first.message['zh-CN'],
  });
}
