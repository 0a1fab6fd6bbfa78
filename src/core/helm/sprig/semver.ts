import { RE2JS } from 're2js';
import { type FuncMap, fn, GoError, type GoFunc } from '../go/func.ts';
import { GoInt, GoObject, int, type Value } from '../go/value.ts';

const VERSION =
  /^v?([0-9]+)(\.[0-9]+)?(\.[0-9]+)?(-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(\+([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?$/;

/** A version as Masterminds' semver v3 reads it: a leading v and missing minor or patch are fine. */
export interface Version {
  readonly major: bigint;
  readonly minor: bigint;
  readonly patch: bigint;
  readonly pre: string;
  readonly meta: string;
  readonly original: string;
}

const MAX = (1n << 64n) - 1n;

/** Parses a version. Throws GoError with the original's words. */
export function parseVersion(text: string): Version {
  const match = VERSION.exec(text);
  if (match === null) throw new GoError('Invalid Semantic Version');
  const number = (part: string | undefined): bigint => {
    const value = BigInt((part ?? '').replace('.', '') || '0');
    if (value > MAX) throw new GoError('Error parsing version segment: value out of range');
    return value;
  };
  const pre = match[5] ?? '';
  for (const part of pre.split('.')) {
    if (/^0[0-9]+$/.test(part)) throw new GoError('Version segment starts with 0');
  }
  return {
    major: number(match[1]),
    minor: number(match[2]),
    patch: number(match[3]),
    pre,
    meta: match[7] ?? '',
    original: text,
  };
}

export const versionText = (v: Version): string =>
  `${v.major}.${v.minor}.${v.patch}${v.pre === '' ? '' : `-${v.pre}`}${v.meta === '' ? '' : `+${v.meta}`}`;

function comparePre(a: string, b: string): number {
  if (a === b) return 0;
  if (a === '') return 1;
  if (b === '') return -1;
  const x = a.split('.');
  const y = b.split('.');
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const p = x[i];
    const q = y[i];
    if (p === q) continue;
    if (p === undefined) return -1;
    if (q === undefined) return 1;
    const pn = /^\d+$/.test(p);
    const qn = /^\d+$/.test(q);
    if (pn && qn) return BigInt(p) < BigInt(q) ? -1 : 1;
    if (pn !== qn) return pn ? -1 : 1;
    return p < q ? -1 : 1;
  }
  return 0;
}

const sign = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

/** Order of two versions; metadata does not count. */
export const compareVersions = (a: Version, b: Version): number =>
  sign(a.major, b.major) || sign(a.minor, b.minor) || sign(a.patch, b.patch) || comparePre(a.pre, b.pre);

interface Constraint {
  readonly op: string;
  readonly con: Version;
  readonly dirty: boolean;
  readonly minorDirty: boolean;
  readonly patchDirty: boolean;
}

const CV =
  'v?([0-9|xX*]+)(\\.[0-9|xX*]+)?(\\.[0-9|xX*]+)?(-[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?';
const OPS = '=<|=>|<=|>=|!=|~>|=|<|>|~|\\^|';

/** Linear, unlike JavaScript's own: digits in a row can be cut into versions in ever so many ways. */
const makePatterns = () => ({
  one: RE2JS.compile(`^\\s*(${OPS})\\s*(${CV})\\s*$`),
  each: RE2JS.compile(`(?:${OPS})\\s*(?:${CV})`),
  valid: RE2JS.compile(`^(?:\\s*(?:${OPS})\\s*(?:${CV})\\s*(?:,?))+$`),
  range: RE2JS.compile(`\\s*(${CV})\\s+-\\s+(${CV})\\s*`),
});
let made: ReturnType<typeof makePatterns> | undefined;
const patterns = (): ReturnType<typeof makePatterns> => {
  made ??= makePatterns();
  return made;
};

const isX = (text: string): boolean => text === 'x' || text === 'X' || text === '*';

function parseOne(text: string): Constraint {
  const match = patterns().one.matcher(text);
  if (!match.find()) throw new GoError(`improper constraint: ${text}`);
  const [op = '', whole = '', major = '', minor = '', patch = '', pre = ''] = [1, 2, 3, 4, 5, 6].map(
    (group) => match.group(group) ?? '',
  );
  let version = whole;
  let [dirty, minorDirty, patchDirty] = [false, false, false];
  if (isX(major) || major === '') {
    version = `0.0.0${pre}`;
    dirty = true;
  } else if (isX(minor.slice(1)) || minor === '') {
    version = `${major}.0.0${pre}`;
    dirty = true;
    minorDirty = true;
  } else if (isX(patch.slice(1)) || patch === '') {
    version = `${major}${minor}.0${pre}`;
    dirty = true;
    patchDirty = true;
  }
  try {
    return { op, con: parseVersion(version), dirty, minorDirty, patchDirty };
  } catch {
    throw new GoError('constraint Parser Error');
  }
}

/** `1.2 - 1.4` as `>=1.2 <=1.4`. */
function withoutRanges(text: string): string {
  if (!/\s-\s/.test(text)) return text;
  const match = patterns().range.matcher(text);
  let out = '';
  let at = 0;
  while (match.find()) {
    out += `${text.slice(at, match.start())}>=${match.group(1) ?? ''} <=${match.group(6) ?? ''} `;
    at = match.end();
  }
  return out + text.slice(at);
}

function eachOf(group: string): string[] {
  const match = patterns().each.matcher(group);
  const out: string[] = [];
  while (match.find()) out.push(match.group() ?? '');
  return out.length === 0 ? [group] : out;
}

const MAX_KNOWN = 200;
const known = new Map<string, readonly (readonly Constraint[])[]>();

function parseConstraints(text: string): readonly (readonly Constraint[])[] {
  const before = known.get(text);
  if (before !== undefined) return before;
  const groups = withoutRanges(text)
    .split('||')
    .map((group) => {
      if (!patterns().valid.matcher(group).find()) throw new GoError(`improper constraint: ${group}`);
      return eachOf(group).map(parseOne);
    });
  if (known.size >= MAX_KNOWN) known.clear();
  if (text.length < 1000) known.set(text, groups);
  return groups;
}

function notEqual(v: Version, c: Constraint): boolean {
  if (c.dirty) {
    if (c.con.major !== v.major) return true;
    if (c.con.minor !== v.minor && !c.minorDirty) return true;
    if (c.minorDirty) return false;
    if (c.con.patch !== v.patch && !c.patchDirty) return true;
    if (c.patchDirty) return v.pre !== '' || c.con.pre !== '' ? comparePre(v.pre, c.con.pre) !== 0 : false;
  }
  return compareVersions(v, c.con) !== 0;
}

function greater(v: Version, c: Constraint): boolean {
  if (!c.dirty) return compareVersions(v, c.con) > 0;
  if (v.major !== c.con.major) return v.major > c.con.major;
  if (c.minorDirty) return false;
  if (c.patchDirty) return v.minor > c.con.minor;
  return compareVersions(v, c.con) > 0;
}

function lessOrEqual(v: Version, c: Constraint): boolean {
  if (!c.dirty) return compareVersions(v, c.con) <= 0;
  if (v.major > c.con.major) return false;
  return !(v.major === c.con.major && v.minor > c.con.minor && !c.minorDirty);
}

function tilde(v: Version, c: Constraint): boolean {
  if (compareVersions(v, c.con) < 0) return false;
  const { con } = c;
  if (con.major === 0n && con.minor === 0n && con.patch === 0n && !c.minorDirty && !c.patchDirty) return true;
  return v.major === con.major && (v.minor === con.minor || c.minorDirty);
}

function caret(v: Version, c: Constraint): boolean {
  if (compareVersions(v, c.con) < 0) return false;
  const { con } = c;
  if (con.major > 0n || c.minorDirty) return v.major === con.major;
  if (v.major > 0n) return false;
  if (con.minor > 0n || c.patchDirty) return v.minor === con.minor;
  return v.minor === 0n && v.patch === con.patch;
}

function holds(v: Version, c: Constraint): boolean {
  // A release constraint never matches a prerelease.
  if (c.op !== '!=' && v.pre !== '' && c.con.pre === '') return false;
  switch (c.op) {
    case '!=':
      return notEqual(v, c);
    case '>':
      return greater(v, c);
    case '<':
      return compareVersions(v, c.con) < 0;
    case '>=':
    case '=>':
      return compareVersions(v, c.con) >= 0;
    case '<=':
    case '=<':
      return lessOrEqual(v, c);
    case '~':
    case '~>':
      return tilde(v, c);
    case '^':
      return caret(v, c);
  }
  return c.dirty ? tilde(v, c) : compareVersions(v, c.con) === 0;
}

/** `semverCompare`. Throws GoError for a constraint or version that cannot be read. */
export function satisfies(constraint: string, version: string): boolean {
  const groups = parseConstraints(constraint);
  const v = parseVersion(version);
  return groups.some((group) => group.every((c) => holds(v, c)));
}

class GoVersion extends GoObject {
  readonly typeName = '*semver.Version';
  override readonly kind = 'ptr';
  readonly version: Version;
  constructor(version: Version) {
    super();
    this.version = version;
  }
  override text(): string {
    return versionText(this.version);
  }
  override json(): Value {
    return this.text();
  }
  override method(name: string): GoFunc | undefined {
    const { version } = this;
    const compare = (test: (order: number) => Value): GoFunc =>
      fn('any', (other: Value) =>
        other instanceof GoVersion ? test(compareVersions(version, other.version)) : null,
      );
    switch (name) {
      case 'Major':
        return fn('', () => new GoInt('uint64', version.major));
      case 'Minor':
        return fn('', () => new GoInt('uint64', version.minor));
      case 'Patch':
        return fn('', () => new GoInt('uint64', version.patch));
      case 'Prerelease':
        return fn('', () => version.pre);
      case 'Metadata':
        return fn('', () => version.meta);
      case 'Original':
        return fn('', () => version.original);
      case 'String':
        return fn('', () => this.text());
      case 'Compare':
        return compare((order) => int(order));
      case 'LessThan':
        return compare((order) => order < 0);
      case 'GreaterThan':
        return compare((order) => order > 0);
      case 'Equal':
        return compare((order) => order === 0);
    }
    return undefined;
  }
}

export const semverFuncs: FuncMap = {
  semver: fn('string', (text: string) => new GoVersion(parseVersion(text))),
  semverCompare: fn('string string', (constraint: string, version: string) => satisfies(constraint, version)),
};
