import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import {
  type FileHandle,
  link,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  stat,
  statfs,
  truncate,
  unlink,
} from 'node:fs/promises';
import { syncDirectory, syncDirectoryNow } from './sync.ts';

/** An open file, as far as the registry uses one. */
export type DiskFile = Pick<
  FileHandle,
  'writev' | 'datasync' | 'sync' | 'truncate' | 'read' | 'createReadStream' | 'close'
>;

/**
 * Every call that the registry makes on its own files. Tests put something else in its place: a disk that is full at the
 * k-th call, one that forgets what was not synced, one that kills the process.
 */
export interface Disk {
  open(path: string, flags: 'r' | 'r+' | 'w' | 'wx'): Promise<DiskFile>;
  rename(from: string, to: string): Promise<void>;
  /** A second name for a file. */
  link(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  truncate(path: string, length: number): Promise<void>;
  /** Makes a folder and those above it. */
  mkdir(path: string): Promise<void>;
  /** The same at once; the topmost folder that was new. */
  mkdirNow(path: string): string | undefined;
  syncDirectory(path: string): Promise<void>;
  syncDirectoryNow(path: string): void;
  readdir(path: string): Promise<readonly string[]>;
  readdirNow(path: string): readonly string[];
  size(path: string): Promise<number>;
  readFile(path: string): Promise<Buffer>;
  readFileNow(path: string): Buffer;
  /** Bytes that an ordinary user may still write; absent where nobody knows. */
  free?(path: string): Promise<number>;
}

/** The real one. Files and folders are their owner's alone (threats E-11). */
export const nodeDisk: Disk = {
  open: (path, flags) => open(path, flags, 0o600),
  rename,
  link,
  unlink,
  truncate,
  mkdir: async (path) => {
    await mkdir(path, { recursive: true, mode: 0o700 });
  },
  mkdirNow: (path) => mkdirSync(path, { recursive: true, mode: 0o700 }),
  syncDirectory,
  syncDirectoryNow,
  readdir: (path) => readdir(path),
  readdirNow: (path) => readdirSync(path),
  size: async (path) => (await stat(path)).size,
  readFile: (path) => readFile(path),
  readFileNow: (path) => readFileSync(path),
  free: async (path) => {
    const { bavail, bsize } = await statfs(path);
    return bavail * bsize;
  },
};
