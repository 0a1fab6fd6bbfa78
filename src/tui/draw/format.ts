import type { ErrorPlace, Json, Lang, Platform } from '../contract.ts';

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** 1536 → `1.5 KiB`. */
export function bytes(count: number): string {
  let value = count;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value.toFixed(unit === 0 || value >= 100 ? 0 : 1)} ${UNITS[unit]}`;
}

/** Milliseconds as a clock: `0:07`, `12:40`, `1:02:03`. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, at) => (at === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

/** An ISO time in the reader's zone: `2026-11-20 18:42:07`. */
export function time(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** A time as short as it is clear: `18:42` on the same day, else `11-20 18:42`. */
export function shortTime(iso: string, now: number): string {
  const full = time(iso);
  if (full.length < 19) return full;
  return full.slice(0, 10) === time(new Date(now).toISOString()).slice(0, 10)
    ? full.slice(11, 16)
    : full.slice(5, 16);
}

export const count = (value: number, lang: Lang): string => new Intl.NumberFormat(lang).format(value);

/** `linux/arm64/v8`. */
export const platformName = ({ os, architecture, variant }: Platform): string =>
  [os, architecture, variant].filter(Boolean).join('/');

/** `sha256:0123456789ab`. */
export const shortDigest = (digest: string): string => {
  const [algorithm = '', hex = ''] = digest.split(':');
  return hex === '' ? digest : `${algorithm}:${hex.slice(0, 12)}`;
};

/** A JSON value on one line; strings without quotes. */
export const oneLine = (value: Json | undefined): string =>
  typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);

/** `infrastructure/a.tf:3:5`. */
export const placeText = ({
  file,
  range,
}: {
  readonly file: string;
  readonly range?: ErrorPlace['range'];
}): string => (range ? `${file}:${range.start.line}:${range.start.column}` : file);

/** A folder with the home folder written as ~. */
export const homely = (path: string, home: string | undefined): string =>
  home && (path === home || path.startsWith(`${home}/`)) ? `~${path.slice(home.length)}` : path;

/** `repository:tag`, or `repository@sha256:…`. */
export const referenceOf = (repository: string, tag: string): string =>
  tag.includes(':') ? `${repository}@${tag}` : `${repository}:${tag}`;
