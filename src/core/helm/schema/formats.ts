import { isIPv4, isIPv6 } from 'node:net';
import { RE2JS } from 're2js';
import { GoError } from '../go/func.ts';
import { parseTime } from '../go/time-parse.ts';

const HOST_PART = '([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]{0,61}[a-zA-Z0-9])';
const HOSTNAME = new RegExp(`^${HOST_PART}(\\.${HOST_PART})*$`);
const UUID = /^[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}$/;
const JSON_POINTER = /^(?:\/(?:[^~/]|~0|~1)*)*$/;
const RELATIVE_POINTER = /^(?:0|[1-9]\d*)(?:#|(?:\/(?:[^~/]|~0|~1)*)*)$/;
const SCHEME = /^[a-zA-Z][a-zA-Z0-9+.-]*:/;
const ATEXT = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\u0080-\\uffff-]+";
const ADDRESS = new RegExp(
  `^(?:[^<>]*<)?\\s*(${ATEXT}(?:\\.${ATEXT})*|"[^"]*")@(${ATEXT}(?:\\.${ATEXT})*|\\[[^\\]]*\\])\\s*>?$`,
);

const isTime =
  (...layouts: readonly string[]) =>
  (text: string): boolean =>
    layouts.some((layout) => {
      try {
        parseTime(layout, text);
        return true;
      } catch (error) {
        if (error instanceof GoError) return false;
        throw error;
      }
    });

/** What Go's url.Parse takes: no control characters, percent signs with two digits, no colon in a relative first part. */
function isReference(text: string): boolean {
  if (/[\x00-\x1f\x7f\\]/.test(text) || /%(?![0-9a-fA-F]{2})/.test(text.replace(/[?].*$/s, ''))) return false;
  if (text.startsWith(':')) return false;
  if (SCHEME.test(text))
    return (
      !/^[^:]*:\/\/[^/?#]*[ <>"{}|^`]/.test(text) &&
      !/^[^:]*:\/\/[^/?#]*:(?!\d*(?:[/?#]|$))[^@/]*(?:[/?#]|$)/.test(text)
    );
  return !/^[^/?#]*:/.test(text);
}

const CHECKS: Readonly<Record<string, (text: string) => boolean>> = {
  date: isTime('2006-01-02'),
  time: isTime('15:04:05Z07:00', '15:04:05'),
  'date-time': isTime('15:04:05', '15:04:05Z07:00', '2006-01-02', '2006-01-02T15:04:05Z07:00'),
  hostname: (text) => text.length < 256 && HOSTNAME.test(text),
  email: (text) => text.length < 1000 && ADDRESS.test(text),
  'idn-email': (text) => text.length < 1000 && ADDRESS.test(text),
  ipv4: (text) => isIPv4(text) || (text.includes('.') && isIPv6(text)),
  ipv6: isIPv6,
  uri: (text) => SCHEME.test(text) && isReference(text),
  'uri-reference': isReference,
  iri: (text) => SCHEME.test(text) && isReference(text),
  'iri-reference': isReference,
  'uri-template': (text) => isReference(text) && balanced(text),
  uuid: (text) => UUID.test(text),
  regex: (text) => {
    try {
      RE2JS.compile(text);
      return true;
    } catch {
      return false;
    }
  },
  'json-pointer': (text) => JSON_POINTER.test(text),
  'relative-json-pointer': (text) => RELATIVE_POINTER.test(text),
};

/** Every `{` has its `}` before the next. */
function balanced(text: string): boolean {
  let open = false;
  for (const char of text) {
    if (char === '{') {
      if (open) continue;
      open = true;
    } else if (char === '}') open = false;
  }
  return !open;
}

/** Whether a value has a format; formats that nobody knows hold always, and numbers have none of the known ones. */
export function isFormat(format: string, value: string | number): boolean {
  const check = Object.hasOwn(CHECKS, format) ? CHECKS[format] : undefined;
  return check === undefined || (typeof value === 'string' && check(value));
}
