import { DAYS, MONTHS } from '../../calendar.ts';
import { failArg, quote } from './define.ts';
import { formatOffset, localTime, type Timestamp } from './timestamp.ts';

const two = (n: number): string => String(n).padStart(2, '0');

/** Terraform's formatdate: runs of letters are verbs, `'…'` is literal. Throws ArgError for the first argument. */
export function formatDate(format: string, at: Timestamp): string {
  const pieces = /'(?:[^']|'')*'?|([a-zA-Z])\1*|[^'a-zA-Z]+/g;
  let out = '';
  for (const match of format.matchAll(pieces)) {
    const piece = match[0];
    if (piece.startsWith("'")) out += literal(piece);
    else if (match[1] !== undefined) out += verb(piece, at);
    else out += piece;
  }
  return out;
}

function literal(piece: string): string {
  if (piece.length === 1 || !piece.endsWith("'")) failArg(0, "unterminated literal '");
  if (piece === "''") return "'";
  return piece.slice(1, -1).replaceAll("''", "'");
}

const invalid = (piece: string, detail = ''): never =>
  failArg(0, `invalid date format verb ${quote(piece)}${detail === '' ? '' : `: ${detail}`}`);

function verb(piece: string, at: Timestamp): string {
  const t = localTime(at);
  const n = piece.length;
  const oneOrTwo = (value: number, what: string): string =>
    n === 1 ? String(value) : n === 2 ? two(value) : invalid(piece, what);
  switch (piece.charAt(0)) {
    case 'Y':
      if (n === 2) return two(t.getUTCFullYear() % 100);
      return n === 4
        ? String(t.getUTCFullYear()).padStart(4, '0')
        : invalid(piece, 'year must either be "YY" or "YYYY"');
    case 'M': {
      const name = MONTHS[t.getUTCMonth()] ?? '';
      if (n === 3) return name.slice(0, 3);
      if (n === 4) return name;
      return oneOrTwo(t.getUTCMonth() + 1, 'month must be "M", "MM", "MMM", or "MMMM"');
    }
    case 'D':
      return oneOrTwo(t.getUTCDate(), 'day of month must either be "D" or "DD"');
    case 'E': {
      const name = DAYS[t.getUTCDay()] ?? '';
      if (n === 3) return name.slice(0, 3);
      return n === 4 ? name : invalid(piece, 'day of week must either be "EEE" or "EEEE"');
    }
    case 'h':
      return oneOrTwo(t.getUTCHours(), '24-hour must either be "h" or "hh"');
    case 'H':
      return oneOrTwo(t.getUTCHours() % 12 || 12, '12-hour must either be "H" or "HH"');
    case 'A':
    case 'a': {
      const c = piece.charAt(0);
      if (n !== 2) return invalid(piece, `must be "${c}${c}"`);
      const half = t.getUTCHours() < 12 ? 'AM' : 'PM';
      return c === 'A' ? half : half.toLowerCase();
    }
    case 'm':
      return oneOrTwo(t.getUTCMinutes(), 'minute must either be "m" or "mm"');
    case 's':
      return oneOrTwo(t.getUTCSeconds(), 'second must either be "s" or "ss"');
    case 'Z':
      return zone(piece, at.offset);
    default:
      return invalid(piece);
  }
}

function zone(piece: string, offset: number): string {
  if (piece.length === 1) return offset === 0 ? 'Z' : formatOffset(offset);
  if (piece.length === 3) return offset === 0 ? 'UTC' : formatOffset(offset, '');
  if (piece.length === 4) return formatOffset(offset, '');
  return piece.length === 5 ? formatOffset(offset) : invalid(piece, 'timezone must be Z, ZZZZ, or ZZZZZ');
}
