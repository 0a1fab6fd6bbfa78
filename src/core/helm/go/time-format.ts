import { DAYS, MONTHS } from '../../calendar.ts';

/** What formatting needs of a time. */
interface Moment {
  readonly wall: Date;
  readonly nanosecond: number;
  readonly offset: number;
  readonly zone: string;
}

/** The elements of a layout, longest first where one begins another. */
const ELEMENT =
  /January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST|2006|Z07:00:00|Z070000|Z07:00|Z0700|Z07|-07:00:00|-070000|-07:00|-0700|-07|[.,]0+(?!\d)|[.,]9+(?!\d)|002|__2|_2(?!006)|01|02|03|04|05|06|15|PM|pm|1|2|3|4|5/;

export interface Piece {
  readonly literal: string;
  readonly element: string;
}

const layouts = new Map<string, readonly Piece[]>();

/** A layout cut into what stands for itself and what stands for a part of the time. */
export function pieces(layout: string): readonly Piece[] {
  const known = layouts.get(layout);
  if (known !== undefined) return known;
  const out: Piece[] = [];
  let rest = layout;
  let literal = '';
  while (rest !== '') {
    const match = ELEMENT.exec(rest);
    if (match === null) break;
    const element = match[0];
    const fraction = /^[.,][09]+$/.test(element);
    // A fraction only counts right after seconds; otherwise it is text.
    const afterSeconds = match.index === 0 && literal === '' && /^0?5$/.test(out.at(-1)?.element ?? '');
    if (fraction && !afterSeconds && !element.includes('0')) {
      literal += rest.slice(0, match.index + 1);
      rest = rest.slice(match.index + 1);
      continue;
    }
    out.push({ literal: literal + rest.slice(0, match.index), element });
    literal = '';
    rest = rest.slice(match.index + element.length);
  }
  out.push({ literal: literal + rest, element: '' });
  if (layouts.size < 500) layouts.set(layout, out);
  return out;
}

const two = (n: number): string => String(n).padStart(2, '0');

function offsetText(element: string, offset: number): string {
  if (element.startsWith('Z') && offset === 0) return 'Z';
  const sign = offset < 0 ? '-' : '+';
  const size = Math.abs(offset);
  const [h, m, s] = [Math.floor(size / 3600), Math.floor(size / 60) % 60, size % 60].map(two);
  const colon = element.includes(':') ? ':' : '';
  const digits = element.replace(/[^0-9]/g, '').length;
  return digits === 2 ? sign + h : digits === 4 ? sign + h + colon + m : sign + h + colon + m + colon + s;
}

function yearDay(wall: Date): number {
  return Math.floor((wall.getTime() - Date.UTC(wall.getUTCFullYear(), 0, 1)) / 86_400_000) + 1;
}

function elementText(time: Moment, wall: Date, element: string): string {
  const hour12 = wall.getUTCHours() % 12 === 0 ? 12 : wall.getUTCHours() % 12;
  switch (element) {
    case '':
      return '';
    case '2006': {
      const year = wall.getUTCFullYear();
      return year < 0 ? `-${String(-year).padStart(4, '0')}` : String(year).padStart(4, '0');
    }
    case '06':
      return two(Math.abs(wall.getUTCFullYear()) % 100);
    case 'January':
      return MONTHS[wall.getUTCMonth()] ?? '';
    case 'Jan':
      return (MONTHS[wall.getUTCMonth()] ?? '').slice(0, 3);
    case '01':
      return two(wall.getUTCMonth() + 1);
    case '1':
      return String(wall.getUTCMonth() + 1);
    case 'Monday':
      return DAYS[wall.getUTCDay()] ?? '';
    case 'Mon':
      return (DAYS[wall.getUTCDay()] ?? '').slice(0, 3);
    case '02':
      return two(wall.getUTCDate());
    case '_2':
      return String(wall.getUTCDate()).padStart(2, ' ');
    case '2':
      return String(wall.getUTCDate());
    case '002':
      return String(yearDay(wall)).padStart(3, '0');
    case '__2':
      return String(yearDay(wall)).padStart(3, ' ');
    case '15':
      return two(wall.getUTCHours());
    case '03':
      return two(hour12);
    case '3':
      return String(hour12);
    case '04':
      return two(wall.getUTCMinutes());
    case '4':
      return String(wall.getUTCMinutes());
    case '05':
      return two(wall.getUTCSeconds());
    case '5':
      return String(wall.getUTCSeconds());
    case 'PM':
      return wall.getUTCHours() >= 12 ? 'PM' : 'AM';
    case 'pm':
      return wall.getUTCHours() >= 12 ? 'pm' : 'am';
    case 'MST':
      return time.zone;
  }
  if (/^[Z-]/.test(element)) return offsetText(element, time.offset);
  const digits = String(time.nanosecond)
    .padStart(9, '0')
    .slice(0, element.length - 1)
    .padEnd(element.length - 1, '0');
  if (element.includes('0')) return element.charAt(0) + digits;
  const trimmed = digits.replace(/0+$/, '');
  return trimmed === '' ? '' : element.charAt(0) + trimmed;
}

/** `Time.Format`. */
export function formatTime(time: Moment, layout: string): string {
  const { wall } = time;
  return pieces(layout)
    .map(({ literal, element }) => literal + elementText(time, wall, element))
    .join('');
}
