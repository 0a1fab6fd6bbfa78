import { createHash } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** Where the running engine of a data directory listens; `engine.json` beside the database. */
export interface Endpoint {
  readonly pid: number;
  /** Path of the control socket, or name of the pipe on Windows. */
  readonly socket: string;
  readonly startedAt: string;
  readonly version: string;
}

const fileOf = (home: string): string => join(home, 'engine.json');

/** The longest path that every platform's sockaddr_un holds, its NUL left out. */
const SOCKET_PATH_LIMIT = 103;

/** The control socket's path: in the data directory, or in a private temporary folder where that path is too long. */
export function socketPath(home: string): string {
  const digest = createHash('sha256').update(home).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return `\\\\.\\pipe\\drydock-${digest}`;
  const own = join(home, 'engine.sock');
  if (Buffer.byteLength(own) <= SOCKET_PATH_LIMIT) return own;
  const folder = join(tmpdir(), `drydock-${userInfo().uid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return join(folder, `${digest}.sock`);
}

/** Tells others where the engine is; whole or not at all. */
export function writeEndpoint(home: string, endpoint: Endpoint): void {
  const temporary = `${fileOf(home)}.${endpoint.pid}`;
  const file = openSync(temporary, 'w', 0o600);
  writeSync(file, JSON.stringify(endpoint));
  fsyncSync(file);
  closeSync(file);
  renameSync(temporary, fileOf(home));
}

/** What the last engine wrote; undefined when there is none or the file is not whole. It may be stale. */
export function readEndpoint(home: string): Endpoint | undefined {
  try {
    return JSON.parse(readFileSync(fileOf(home), 'utf8')) as Endpoint;
  } catch {
    return undefined;
  }
}

export function removeEndpoint(home: string): void {
  rmSync(fileOf(home), { force: true });
}
