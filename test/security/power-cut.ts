import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type Disk, type DiskFile, nodeDisk } from '../../src/core/registry/files/disk.ts';
import type { Database } from '../../src/core/store/index.ts';
import type { Told } from './crash-content.ts';

/** What happened on the disk, in order, with the database after each commit and what clients were told in between. */
export type Happening =
  | { readonly op: 'mkdir' | 'create' | 'unlink' | 'sync-folder'; readonly path: string }
  | { readonly op: 'open'; readonly path: string; readonly handle: number }
  | { readonly op: 'write'; readonly handle: number; readonly at: number; readonly bytes: Buffer }
  | { readonly op: 'truncate'; readonly handle: number; readonly length: number }
  | { readonly op: 'sync'; readonly handle: number }
  | { readonly op: 'rename' | 'link'; readonly from: string; readonly to: string }
  | { readonly op: 'commit'; readonly db: Buffer }
  | { readonly op: 'told'; readonly told: Told };

/** Node's disk below `dir`, writing down what it does. Paths in the log are relative to `dir`; a handle outlives its file's name. */
export function recordingDisk(dir: string, log: Happening[]): Disk {
  const name = (path: string): string => relative(dir, path);
  let handles = 0;
  const file = (real: DiskFile, handle: number): DiskFile => ({
    writev: async (chunks, position) => {
      const bytes = Buffer.concat(
        chunks.map((each) => Buffer.from(each.buffer, each.byteOffset, each.byteLength)),
      );
      const copy = Buffer.from(bytes);
      const result = await real.writev(chunks, position);
      log.push({ op: 'write', handle, at: Number(position), bytes: copy.subarray(0, result.bytesWritten) });
      return result;
    },
    datasync: async () => {
      await real.datasync();
      log.push({ op: 'sync', handle });
    },
    sync: async () => {
      await real.sync();
      log.push({ op: 'sync', handle });
    },
    truncate: async (length) => {
      await real.truncate(length);
      log.push({ op: 'truncate', handle, length: length ?? 0 });
    },
    read: real.read.bind(real),
    createReadStream: (options) => real.createReadStream(options),
    close: () => real.close(),
  });
  return {
    ...nodeDisk,
    open: async (path, flags) => {
      const real = await nodeDisk.open(path, flags);
      if (flags === 'w' || flags === 'wx') log.push({ op: 'create', path: name(path) });
      if (flags === 'r') return real;
      handles += 1;
      log.push({ op: 'open', path: name(path), handle: handles });
      return file(real, handles);
    },
    rename: async (from, to) => {
      await nodeDisk.rename(from, to);
      log.push({ op: 'rename', from: name(from), to: name(to) });
    },
    link: async (from, to) => {
      await nodeDisk.link(from, to);
      log.push({ op: 'link', from: name(from), to: name(to) });
    },
    unlink: async (path) => {
      await nodeDisk.unlink(path);
      log.push({ op: 'unlink', path: name(path) });
    },
    mkdir: async (path) => {
      await nodeDisk.mkdir(path);
      log.push({ op: 'mkdir', path: name(path) });
    },
    mkdirNow: (path) => {
      log.push({ op: 'mkdir', path: name(path) });
      return nodeDisk.mkdirNow(path);
    },
    syncDirectory: async (path) => {
      await nodeDisk.syncDirectory(path);
      log.push({ op: 'sync-folder', path: name(path) });
    },
    syncDirectoryNow: (path) => {
      nodeDisk.syncDirectoryNow(path);
      log.push({ op: 'sync-folder', path: name(path) });
    },
  };
}

/** Notes the whole database after each commit: SQLite with synchronous=FULL has it on disk then. */
export function recordCommits(db: Database, log: Happening[]): Database {
  const prepare = db.prepare.bind(db);
  const watched = (sql: string) => {
    const statement = prepare(sql);
    if (sql !== 'COMMIT') return statement;
    const run = statement.run.bind(statement);
    const recorded = () => {
      const result = run();
      log.push({ op: 'commit', db: db.serialize() });
      return result;
    };
    return Object.assign(statement, { run: recorded });
  };
  return Object.assign(db, { prepare: watched as typeof db.prepare });
}

/** What a disk does with something that was not synced when the power went. */
export type Fate = 'kept' | 'lost' | 'torn' | 'zeros';
export type Choose = (what: 'bytes' | 'name') => Fate;

class FileNode {
  now: Buffer = Buffer.alloc(0);
  #durable: Buffer = Buffer.alloc(0);
  #pending: ({ readonly at: number; readonly bytes: Buffer } | number)[] = [];

  write(at: number, bytes: Buffer): void {
    this.now = patched(this.now, at, bytes);
    this.#pending.push({ at, bytes });
  }

  truncate(length: number): void {
    this.now = resized(this.now, length);
    this.#pending.push(length);
  }

  sync(): void {
    this.#durable = this.now;
    this.#pending = [];
  }

  /** Any of the writes since the last sync may be there, in any order of time, in part, or as zeros. */
  afterCut(choose: Choose): Buffer {
    let content = this.#durable;
    for (const change of this.#pending) {
      const fate = choose('bytes');
      if (fate === 'lost') continue;
      if (typeof change === 'number') content = resized(content, change);
      else if (fate === 'kept') content = patched(content, change.at, change.bytes);
      else if (fate === 'torn') {
        content = patched(content, change.at, change.bytes.subarray(0, change.bytes.byteLength >> 1));
      } else content = patched(content, change.at, Buffer.alloc(change.bytes.byteLength));
    }
    return content;
  }
}

interface Change {
  readonly name: string;
  /** undefined: the name goes. */
  readonly node: FileNode | FolderNode | undefined;
  /** For the old name of a rename: it goes only where the new one is. */
  readonly onlyWith?: Change;
  isDone?: boolean;
}

class FolderNode {
  readonly now = new Map<string, FileNode | FolderNode>();
  readonly #durable = new Map<string, FileNode | FolderNode>();
  #pending: Change[] = [];

  change(change: Change): Change {
    if (change.node) this.now.set(change.name, change.node);
    else this.now.delete(change.name);
    this.#pending.push(change);
    return change;
  }

  sync(): void {
    for (const change of this.#pending) {
      change.isDone = true;
      if (change.node) this.#durable.set(change.name, change.node);
      else this.#durable.delete(change.name);
    }
    this.#pending = [];
  }

  /** Names since the last sync may be there or not; what happened to one name keeps its order. */
  afterCut(choose: Choose): Map<string, FileNode | FolderNode> {
    const names = new Map(this.#durable);
    const stopped = new Set<string>();
    for (const change of this.#pending) {
      const { name, node, onlyWith } = change;
      if (stopped.has(name) || choose('name') !== 'kept' || (onlyWith && !onlyWith.isDone)) {
        stopped.add(name);
        continue;
      }
      if (node) names.set(name, node);
      else names.delete(name);
    }
    return names;
  }
}

const resized = (content: Buffer, length: number): Buffer =>
  length <= content.byteLength
    ? content.subarray(0, length)
    : Buffer.concat([content, Buffer.alloc(length - content.byteLength)]);

function patched(content: Buffer, at: number, bytes: Buffer): Buffer {
  const copy = Buffer.from(resized(content, Math.max(content.byteLength, at + bytes.byteLength)));
  bytes.copy(copy, at);
  return copy;
}

/** The disk as it may be after the power went behind the first `count` happenings; written below `to`. */
export function diskAfterCut(log: readonly Happening[], count: number, choose: Choose, to: string): void {
  const root = new FolderNode();
  const open = new Map<number, FileNode>();
  let database: Buffer | undefined;
  for (const each of log.slice(0, count)) {
    if (each.op === 'commit') database = each.db;
    else if (each.op !== 'told') happen(root, open, each);
  }
  mkdirSync(to, { recursive: true });
  writeTree(root, to, choose);
  if (database) writeFileSync(join(to, 'drydock.db'), database);
}

function happen(
  root: FolderNode,
  open: Map<number, FileNode>,
  each: Exclude<Happening, { op: 'commit' | 'told' }>,
): void {
  switch (each.op) {
    case 'open':
      open.set(each.handle, fileAt(root, each.path));
      return;
    case 'mkdir':
      folderAt(root, each.path);
      return;
    case 'create': {
      const known = nodeAt(root, each.path);
      if (known instanceof FileNode) known.truncate(0);
      else parentOf(root, each.path).change({ name: last(each.path), node: new FileNode() });
      return;
    }
    case 'write':
      open.get(each.handle)?.write(each.at, each.bytes);
      return;
    case 'truncate':
      open.get(each.handle)?.truncate(each.length);
      return;
    case 'sync':
      open.get(each.handle)?.sync();
      return;
    case 'sync-folder':
      folderAt(root, each.path).sync();
      return;
    case 'unlink':
      parentOf(root, each.path).change({ name: last(each.path), node: undefined });
      return;
    case 'link':
    case 'rename': {
      const node = fileAt(root, each.from);
      const added = parentOf(root, each.to).change({ name: last(each.to), node });
      if (each.op === 'link') return;
      parentOf(root, each.from).change({ name: last(each.from), node: undefined, onlyWith: added });
    }
  }
}

const last = (path: string): string => path.split('/').at(-1) ?? '';
const parentOf = (root: FolderNode, path: string): FolderNode => folderAt(root, dirname(path));

function nodeAt(root: FolderNode, path: string): FileNode | FolderNode | undefined {
  return parentOf(root, path).now.get(last(path));
}

function fileAt(root: FolderNode, path: string): FileNode {
  const node = nodeAt(root, path);
  if (!(node instanceof FileNode)) throw new Error(`there is no file ${path}`);
  return node;
}

/** The folder, made with those above it where it is missing. */
function folderAt(root: FolderNode, path: string): FolderNode {
  let folder = root;
  for (const name of path.split('/').filter((each) => each !== '' && each !== '.')) {
    let next = folder.now.get(name);
    if (!(next instanceof FolderNode)) {
      next = new FolderNode();
      folder.change({ name, node: next });
    }
    folder = next as FolderNode;
  }
  return folder;
}

function writeTree(folder: FolderNode, to: string, choose: Choose): void {
  for (const [name, node] of folder.afterCut(choose)) {
    const path = join(to, name);
    if (node instanceof FileNode) writeFileSync(path, node.afterCut(choose));
    else {
      mkdirSync(path, { recursive: true });
      writeTree(node, path, choose);
    }
  }
}
