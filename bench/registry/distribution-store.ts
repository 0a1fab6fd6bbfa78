import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Content, manifestOf, randomContent } from './content.ts';

const LAYERS = 10;

function writeBlob(root: string, { bytes, digest }: Content): void {
  const hex = digest.slice(7);
  const dir = join(root, 'blobs/sha256', hex.slice(0, 2), hex);
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'data'), bytes);
}

function writeLink(dir: string, digest: string): void {
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'link'), digest);
}

/**
 * Writes what pushes leave in the reference's storage: two images per repository, one tagged, of the other the manifest was
 * deleted.
 */
export function fillDistribution(root: string, prefix: string, repositories: number): void {
  for (let at = 0; at < repositories; at += 1) {
    const repository = join(root, 'repositories', prefix, `r${at}`);
    for (const tag of ['keep', undefined]) {
      const blobs = Array.from({ length: LAYERS }, () => randomContent(4 * 1024));
      const manifest = manifestOf(blobs, `${at}`);
      for (const each of [...blobs, manifest]) writeBlob(root, each);
      for (const { digest } of blobs) writeLink(join(repository, '_layers/sha256', digest.slice(7)), digest);
      if (tag === undefined) continue;
      const { digest } = manifest;
      writeLink(join(repository, '_manifests/revisions/sha256', digest.slice(7)), digest);
      writeLink(join(repository, '_manifests/tags', tag, 'current'), digest);
      writeLink(join(repository, '_manifests/tags', tag, 'index/sha256', digest.slice(7)), digest);
    }
  }
}
