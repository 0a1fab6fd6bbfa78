import type { JsonObject } from '../json.ts';
import { type LocalText, text } from '../text.ts';
import { addSpan, DAY, parseTime } from './dates.ts';
import { decodeValue, LICENSE_FIELDS, shown } from './field-table.ts';
import { LIFE_SPAN_UNITS, type LifeSpanUnit } from './types.ts';

/** Something about a licence's content that does not go together. */
export interface Inconsistency {
  readonly path: string;
  readonly detail: LocalText;
  /** True when the field cannot be used at all: missing, of another type, or a date that does not exist. */
  readonly unusable: boolean;
}

const DATES = ['IssueDate', 'ActivationDate', 'ExpirationDate'] as const;

/** What can be told of a licence's content without any signature. */
export function inconsistencies(license: JsonObject): readonly Inconsistency[] {
  return [...shapes(license), ...order(license), ...span(license), ...number(license)];
}

function* shapes(license: JsonObject): Generator<Inconsistency> {
  for (const [path, row] of Object.entries(LICENSE_FIELDS)) {
    const value = license[path];
    if (value === undefined) {
      if (row.required) yield finding(path, `${path} is missing`, `缺少 ${path}`, true);
      continue;
    }
    if (value === null && row.nullable) continue;
    const type = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
    if (type !== row.type) {
      yield finding(
        path,
        `${path} is of type ${type} instead of ${row.type}`,
        `${path} 的类型是 ${type},应为 ${row.type}`,
        true,
      );
    } else if (row.values && !Object.hasOwn(row.values, String(value))) {
      const why = decodeValue(row, value);
      yield {
        path,
        detail: text(
          `${path} ${shown(value)}: ${why?.en ?? ''}`,
          `${path} ${shown(value)}:${why?.['zh-CN'] ?? ''}`,
        ),
        unusable: true,
      };
    }
  }
  for (const path of DATES) {
    const value = license[path];
    if (typeof value === 'string' && parseTime(value) === undefined) {
      yield finding(
        path,
        `${path} ${shown(value)} is not a time that exists`,
        `${path} ${shown(value)} 不是存在的时间`,
        true,
      );
    }
  }
}

function* order(license: JsonObject): Generator<Inconsistency> {
  const [issued, activated, expires] = DATES.map((path) => parseTime(license[path]));
  if (issued !== undefined && activated !== undefined && activated < issued) {
    yield finding('ActivationDate', 'ActivationDate lies before IssueDate', 'ActivationDate 早于 IssueDate');
  }
  const begin = activated ?? issued;
  if (begin !== undefined && expires !== undefined && expires < begin) {
    yield finding(
      'ExpirationDate',
      'ExpirationDate lies before the begin of the validity',
      'ExpirationDate 早于有效期开始',
    );
  }
  if (license.LicenseMode === 'Permanent' && typeof license.ExpirationDate === 'string') {
    yield finding(
      'ExpirationDate',
      'a permanent licence has an ExpirationDate',
      '永久授权却有 ExpirationDate',
    );
  }
  if (
    license.LicenseMode !== 'Permanent' &&
    license.ExpirationDate === null &&
    license.LicenseStatus !== 'Issued'
  ) {
    yield finding(
      'ExpirationDate',
      'a licence for a span has no ExpirationDate',
      '有期限的授权却没有 ExpirationDate',
    );
  }
  if (license.LicenseStatus === 'Active' && license.ActivationDate === null) {
    yield finding('ActivationDate', 'an active licence was never activated', '有效的 License 从未激活');
  }
}

const isUnit = (value: unknown): value is LifeSpanUnit => LIFE_SPAN_UNITS.some((unit) => unit === value);

/** The end should be the begin plus the span; a renewal may have lengthened it, hence only ends that came too early are told. */
function* span(license: JsonObject): Generator<Inconsistency> {
  const begin = parseTime(license.ActivationDate);
  const end = parseTime(license.ExpirationDate);
  const { LifeSpan: length, LifeSpanUnit: unit } = license;
  if (begin === undefined || end === undefined || typeof length !== 'number' || !isUnit(unit)) return;
  if (!Number.isFinite(length) || length < 0 || length > 100_000) {
    yield finding('LifeSpan', `LifeSpan ${length} is out of any range`, `LifeSpan ${length} 超出合理范围`);
  } else if (end + DAY < addSpan(begin, length, unit) && license.LicenseStatus === 'Active') {
    yield finding(
      'LifeSpan',
      `${length} ${unit} from ActivationDate end after ExpirationDate`,
      `从 ActivationDate 起 ${length} ${unit} 晚于 ExpirationDate`,
    );
  }
}

/** `<uin>:<package>:<instance>:<n>`, where the number has that form, repeats three other fields. */
function* number(license: JsonObject): Generator<Inconsistency> {
  const parts = licenseIdParts(license.LicenseId);
  if (!parts) return;
  for (const [path, inNumber] of [
    ['SoftwarePackageId', parts.packageId],
    ['AuthorizedCloudappId', parts.cloudappId],
  ] as const) {
    const value = license[path];
    if (typeof value === 'string' && value !== inNumber) {
      yield finding(
        path,
        `${path} is ${shown(value)}, but LicenseId names ${shown(inNumber)}`,
        `${path} 是 ${shown(value)},而 LicenseId 中是 ${shown(inNumber)}`,
      );
    }
  }
}

/** The parts of a licence number, if it has the platform's usual form. */
export function licenseIdParts(
  id: unknown,
): { uin: string; packageId: string; cloudappId: string; serial: string } | undefined {
  const match = typeof id === 'string' ? /^(\d{1,20}):([^:]{1,64}):([^:]{1,64}):(\d{1,20})$/.exec(id) : null;
  if (!match) return undefined;
  const [, uin = '', packageId = '', cloudappId = '', serial = ''] = match;
  return { uin, packageId, cloudappId, serial };
}

const finding = (path: string, en: string, zh: string, unusable = false): Inconsistency => ({
  path,
  detail: text(`${en}.`, `${zh}。`),
  unusable,
});
