import { formatDuration } from './duration.ts';
import { fn, type GoFunc } from './func.ts';
import { formatTime } from './time-format.ts';
import { type GoInt, GoObject, int, int64, type Value } from './value.ts';

const NS_PER_SECOND = 1_000_000_000n;
const YEAR_ONE = -62_135_596_800n;

/** `time.Time`: a moment to the nanosecond and the zone it is shown in. */
export class GoTime extends GoObject {
  readonly typeName = 'time.Time';
  /** Nanoseconds since 1970-01-01 UTC. */
  readonly ns: bigint;
  /** Seconds east of UTC. */
  readonly offset: number;
  readonly zone: string;

  constructor(ns: bigint, offset = 0, zone = 'UTC') {
    super();
    this.ns = ns;
    this.offset = offset;
    this.zone = zone;
  }

  static zero(): GoTime {
    return new GoTime(YEAR_ONE * NS_PER_SECOND);
  }

  static fromDate(date: Date): GoTime {
    return new GoTime(BigInt(date.getTime()) * 1_000_000n);
  }

  get unix(): bigint {
    const seconds = this.ns / NS_PER_SECOND;
    return this.ns < 0n && this.ns % NS_PER_SECOND !== 0n ? seconds - 1n : seconds;
  }

  get nanosecond(): number {
    return Number(this.ns - this.unix * NS_PER_SECOND);
  }

  /** The wall clock as a UTC date. */
  get wall(): Date {
    return new Date(Number(this.unix + BigInt(this.offset)) * 1000);
  }

  add(ns: bigint): GoTime {
    return new GoTime(this.ns + ns, this.offset, this.zone);
  }

  in(zone: { offset: number; name: string }): GoTime {
    return new GoTime(this.ns, zone.offset, zone.name);
  }

  format(layout: string): string {
    return formatTime(this, layout);
  }

  override text(): string {
    return this.format('2006-01-02 15:04:05.999999999 -0700 MST');
  }

  override json(): Value {
    return this.format('2006-01-02T15:04:05.999999999Z07:00');
  }

  override method(name: string): GoFunc | undefined {
    const number = (get: (wall: Date) => number): GoFunc => fn('', () => int(get(this.wall)));
    switch (name) {
      case 'Format':
        return fn('string', (layout: string) => this.format(layout));
      case 'Unix':
        return fn('', () => int64(this.unix));
      case 'UnixNano':
        return fn('', () => int64(this.ns));
      case 'UnixMilli':
        return fn('', () => int64(this.ns / 1_000_000n));
      case 'Year':
        return number((wall) => wall.getUTCFullYear());
      case 'Month':
        return fn('', () => this.format('January'));
      case 'Day':
        return number((wall) => wall.getUTCDate());
      case 'Weekday':
        return fn('', () => this.format('Monday'));
      case 'YearDay':
        return fn('', () => int(Number(this.format('002'))));
      case 'Hour':
        return number((wall) => wall.getUTCHours());
      case 'Minute':
        return number((wall) => wall.getUTCMinutes());
      case 'Second':
        return number((wall) => wall.getUTCSeconds());
      case 'Nanosecond':
        return fn('', () => int(this.nanosecond));
      case 'UTC':
        return fn('', () => new GoTime(this.ns));
      case 'String':
        return fn('', () => this.text());
      case 'IsZero':
        return fn('', () => this.ns === YEAR_ONE * NS_PER_SECOND);
      case 'AddDate':
        return fn('int int int', (years: GoInt, months: GoInt, days: GoInt) =>
          this.addDate(Number(years.value), Number(months.value), Number(days.value)),
        );
      case 'After':
        return fn('time', (other: GoTime) => this.ns > other.ns);
      case 'Before':
        return fn('time', (other: GoTime) => this.ns < other.ns);
      case 'Equal':
        return fn('time', (other: GoTime) => this.ns === other.ns);
      case 'Sub':
        return fn('time', (other: GoTime) => new GoDuration(this.ns - other.ns));
    }
    return undefined;
  }

  private addDate(years: number, months: number, days: number): GoTime {
    const wall = this.wall;
    wall.setUTCFullYear(wall.getUTCFullYear() + years, wall.getUTCMonth() + months, wall.getUTCDate() + days);
    const seconds = BigInt(Math.floor(wall.getTime() / 1000) - this.offset);
    return new GoTime(seconds * NS_PER_SECOND + BigInt(this.nanosecond), this.offset, this.zone);
  }
}

/** `time.Duration`. */
export class GoDuration extends GoObject {
  readonly typeName = 'time.Duration';
  override readonly kind = 'int64';
  readonly ns: bigint;
  constructor(ns: bigint) {
    super();
    this.ns = ns;
  }
  override text(): string {
    return formatDuration(this.ns);
  }
  override json(): Value {
    return int64(this.ns);
  }
  override method(name: string): GoFunc | undefined {
    switch (name) {
      case 'Seconds':
        return fn('', () => Number(this.ns) / 1e9);
      case 'Minutes':
        return fn('', () => Number(this.ns) / 6e10);
      case 'Hours':
        return fn('', () => Number(this.ns) / 3.6e12);
      case 'String':
        return fn('', () => this.text());
    }
    return undefined;
  }
}
