import type { Fix } from '../../diagnostics/index.ts';
import type { PackageSource } from '../source.ts';

/** The package with a fix made. Comments and layout stay: only the ranges of the edits change. */
export function applyFix(source: PackageSource, fix: Fix): PackageSource {
  const files = new Map(source.files);
  const backwards = [...fix.edits].sort((a, b) => b.range.start.offset - a.range.start.offset);
  for (const { file, range, newText } of backwards) {
    const text = new TextDecoder().decode(files.get(file));
    const mended = text.slice(0, range.start.offset) + newText + text.slice(range.end.offset);
    files.set(file, new TextEncoder().encode(mended));
  }
  return { root: source.root, files };
}
