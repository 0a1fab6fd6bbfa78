import { gunzipSync } from 'node:zlib';
import { DrydockError } from '../../errors/index.ts';
import { GoError } from '../go/func.ts';
import { cleanPath } from '../sprig/paths.ts';
import type { ChartFile } from './model.ts';

/** Bounds of packed subcharts, of all archives of one chart together. */
export interface ArchiveLimits {
  /** Unpacked bytes. */
  readonly total: number;
  /** Bytes of one file. */
  readonly file: number;
  /** Unpacked bytes per packed byte. */
  readonly ratio: number;
  readonly entries: number;
}

export const DEFAULT_ARCHIVE_LIMITS: ArchiveLimits = {
  total: 100 * 1024 * 1024,
  file: 5 * 1024 * 1024,
  ratio: 100,
  entries: 10_000,
};

/** What the archives of one chart have used so far. */
export interface UntarBudget {
  readonly limits: ArchiveLimits;
  entries: number;
  bytes: number;
}

const BLOCK = 512;
/** Archives that small may exceed the ratio: a few repeated lines pack well. */
const RATIO_FLOOR = 1024 * 1024;

const limit = (what: string, value: number): DrydockError =>
  new DrydockError('HELM_LIMIT_ARCHIVE', { what, limit: value });

function unpack(data: Uint8Array, budget: UntarBudget): Buffer {
  const { limits } = budget;
  if (data[0] !== 0x1f || data[1] !== 0x8b) throw new GoError('gzip: invalid header');
  const room = Math.max(0, limits.total - budget.bytes);
  const byRatio = Math.max(RATIO_FLOOR, data.length * limits.ratio);
  try {
    // zlib stops as soon as it would pass the bound, while unpacking.
    return gunzipSync(data, { maxOutputLength: Math.max(1, Math.min(room, byRatio)) });
  } catch (error) {
    if (error instanceof RangeError || (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') {
      throw byRatio < room ? limit('ratio', limits.ratio) : limit('total', limits.total);
    }
    throw new GoError('gzip: invalid data');
  }
}

const text = (block: Buffer, from: number, to: number): string => {
  const part = block.subarray(from, to);
  const end = part.indexOf(0);
  return part.subarray(0, end < 0 ? part.length : end).toString('utf8');
};

function size(block: Buffer): number {
  const field = block.subarray(124, 136);
  if (((field[0] ?? 0) & 0x80) !== 0) throw new GoError('archive/tar: invalid tar header');
  const digits = text(block, 124, 136).trim();
  if (!/^[0-7]*$/.test(digits)) throw new GoError('archive/tar: invalid tar header');
  return digits === '' ? 0 : Number.parseInt(digits, 8);
}

function checksumHolds(block: Buffer): boolean {
  let sum = 0;
  for (let i = 0; i < BLOCK; i++) sum += i >= 148 && i < 156 ? 32 : (block[i] ?? 0);
  return Number.parseInt(text(block, 148, 156).trim(), 8) === sum;
}

/** Records of a PAX header: `LEN KEY=VALUE\n`. */
function paxPath(data: Buffer): string | undefined {
  let path: string | undefined;
  for (let at = 0; at < data.length; ) {
    const space = data.indexOf(0x20, at);
    const length = space < 0 ? 0 : Number(data.subarray(at, space).toString('latin1'));
    if (!Number.isInteger(length) || length <= space - at || at + length > data.length) break;
    const record = data.subarray(space + 1, at + length - 1).toString('utf8');
    if (record.startsWith('path=')) path = record.slice(5);
    at += length;
  }
  return path;
}

/** A path inside an archive as a path inside the chart; what leaves it is refused in Helm's words. */
function chartPath(name: string): string {
  const delimiter = name.includes('\\') ? '\\' : '/';
  const parts = name.split(delimiter);
  const inside = parts.slice(1).join('/');
  if (inside.startsWith('/')) throw new GoError('chart illegally contains absolute paths');
  const clean = cleanPath(inside);
  if (clean === '.') {
    throw new GoError(`chart illegally contains content outside the base directory: ${JSON.stringify(name)}`);
  }
  if (clean.startsWith('..')) throw new GoError('chart illegally references parent directory');
  if (/^[a-zA-Z]:\//.test(clean)) throw new GoError('chart contains illegally named files');
  if (parts[0] === 'Chart.yaml') throw new GoError('chart yaml not in base directory');
  return clean;
}

/** The files of a packed chart. Links and devices are never followed nor made: they are left out. */
export function untar(data: Uint8Array, budget: UntarBudget): ChartFile[] {
  const { limits } = budget;
  const tar = unpack(data, budget);
  const files: ChartFile[] = [];
  let longName: string | undefined;
  for (let at = 0; at + BLOCK <= tar.length; ) {
    const block = tar.subarray(at, at + BLOCK);
    if (block.every((byte) => byte === 0)) break;
    if (!checksumHolds(block)) throw new GoError('archive/tar: invalid tar header');
    if (++budget.entries > limits.entries) throw limit('entries', limits.entries);
    const length = size(block);
    if (length > limits.file) throw limit('file', limits.file);
    const start = at + BLOCK;
    if (start + length > tar.length) throw new GoError('unexpected EOF');
    const body = tar.subarray(start, start + length);
    const type = String.fromCharCode(block[156] ?? 0);
    at = start + Math.ceil(length / BLOCK) * BLOCK;
    if (type === 'x') {
      longName = paxPath(body) ?? longName;
      continue;
    }
    if (type === 'L') {
      longName = text(body, 0, body.length);
      continue;
    }
    if (type === 'g' || type === 'K') continue;
    const prefix = text(block, 257, 262) === 'ustar' ? text(block, 345, 500) : '';
    const short = text(block, 0, 100);
    const name = longName ?? (prefix === '' ? short : `${prefix}/${short}`);
    longName = undefined;
    if (type === '5' || name.endsWith('/') || (type !== '0' && type !== '\0' && type !== '7')) continue;
    budget.bytes += length;
    if (budget.bytes > limits.total) throw limit('total', limits.total);
    files.push({ name: chartPath(name), data: body });
  }
  if (files.length === 0) throw new GoError('no files in chart archive');
  return files;
}
