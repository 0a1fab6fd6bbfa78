import type { PackageSource } from '../../../src/core/package/index.ts';

const encoder = new TextEncoder();

/** A package in memory from texts (or bytes) by path. */
export const sourceOf = (files: Readonly<Record<string, string | Uint8Array>>): PackageSource => ({
  root: '/package',
  files: new Map(
    Object.entries(files)
      .map(([path, content]): [string, Uint8Array] => [
        path,
        typeof content === 'string' ? encoder.encode(content) : content,
      ])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  ),
});
