import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject, randomUUID } from 'node:crypto';
import { constants, type FileHandle, link, mkdir, open, unlink } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { DrydockError } from '../errors/index.ts';
import { fingerprint } from './keys.ts';

export interface SigningKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly fingerprint: string;
  /** True when this call made it. */
  readonly created: boolean;
}

export interface SigningKeyOptions {
  readonly signal?: AbortSignal;
  /** Modulus in bits; 4096 for every data directory, smaller only in tests. */
  readonly bits?: number;
  /** Whether file modes mean something on this system; by default where paths use `/`. */
  readonly checkMode?: boolean;
}

const BITS = 4096;
const MAX_FILE = 64 * 1024;
const MISSING = new Set(['ENOENT']);

/** Where a data directory keeps its licence key. */
export const signingKeyFile = (dir: string): string => join(dir, 'keys', 'license.pem');

/**
 * The data directory's own licence key (RSA 4096, PKCS#8 PEM, mode 0600), made the first time it is asked for, off the
 * event loop. Two processes that ask at once get the same key. Written to a temporary file, fsynced, then linked, so
 * that the file is whole or absent.
 * Errors: LICENSE_KEY_CORRUPT, LICENSE_KEY_EXPOSED, LICENSE_KEY_UNUSABLE; AbortError when cancelled.
 */
export async function ensureSigningKey(dir: string, options: SigningKeyOptions = {}): Promise<SigningKey> {
  const file = signingKeyFile(dir);
  const known = await load(file, options);
  if (known) return known;
  options.signal?.throwIfAborted();
  const pair = await promisify(generateKeyPair)('rsa', { modulusLength: options.bits ?? BITS });
  options.signal?.throwIfAborted();
  const ours = await usable(file, () =>
    store(file, String(pair.privateKey.export({ format: 'pem', type: 'pkcs8' }))),
  );
  const stored = await load(file, options);
  if (!stored)
    throw new DrydockError('LICENSE_KEY_UNUSABLE', { file, detail: 'it vanished after it was written' });
  return { ...stored, created: ours };
}

async function load(file: string, options: SigningKeyOptions): Promise<SigningKey | undefined> {
  return usable(file, async () => {
    const handle = await openIfThere(file);
    if (!handle) return undefined;
    try {
      return await read(file, handle, options);
    } finally {
      await handle.close();
    }
  });
}

async function read(file: string, handle: FileHandle, options: SigningKeyOptions): Promise<SigningKey> {
  const stat = await handle.stat();
  if (!stat.isFile())
    throw new DrydockError('LICENSE_KEY_CORRUPT', { file, detail: 'it is not a regular file' });
  if ((options.checkMode ?? sep === '/') && (stat.mode & 0o077) !== 0) {
    throw new DrydockError('LICENSE_KEY_EXPOSED', {
      file,
      mode: (stat.mode & 0o777).toString(8).padStart(4, '0'),
    });
  }
  if (stat.size > MAX_FILE)
    throw new DrydockError('LICENSE_KEY_CORRUPT', { file, detail: `it has ${stat.size} bytes` });
  const privateKey = parse(file, await handle.readFile('utf8'));
  const bits = privateKey.asymmetricKeyDetails?.modulusLength;
  const wanted = options.bits ?? BITS;
  if (privateKey.asymmetricKeyType !== 'rsa' || bits !== wanted) {
    const found = `${privateKey.asymmetricKeyType ?? 'unknown'} ${bits ?? ''}`.trim();
    throw new DrydockError('LICENSE_KEY_CORRUPT', {
      file,
      detail: `it holds a key of kind ${found}, not rsa ${wanted}`,
    });
  }
  const publicKey = createPublicKey(privateKey.export({ format: 'pem', type: 'pkcs8' }));
  return { privateKey, publicKey, fingerprint: fingerprint(publicKey), created: false };
}

function parse(file: string, pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (cause) {
    const detail =
      pem.trim() === '' ? 'it is empty' : 'it is not a private key in PEM form, or it is damaged';
    throw new DrydockError('LICENSE_KEY_CORRUPT', { file, detail }, { cause });
  }
}

/** True when this file became the key, false when another process was first. */
async function store(file: string, pem: string): Promise<boolean> {
  const folder = dirname(file);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = `${file}.${randomUUID()}.tmp`;
  const handle = await open(temporary, 'wx', 0o600);
  try {
    await handle.writeFile(pem);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await link(temporary, file);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await unlink(temporary);
    await syncFolder(folder);
    await syncFolder(dirname(folder));
  }
  return true;
}

async function syncFolder(folder: string): Promise<void> {
  if (sep !== '/') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function openIfThere(file: string): Promise<FileHandle | undefined> {
  try {
    return await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  } catch (error) {
    if (MISSING.has(codeOf(error))) return undefined;
    if (codeOf(error) === 'ELOOP') {
      throw new DrydockError(
        'LICENSE_KEY_CORRUPT',
        { file, detail: 'it is a symbolic link' },
        { cause: error },
      );
    }
    throw error;
  }
}

async function usable<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof DrydockError) throw cause;
    throw new DrydockError(
      'LICENSE_KEY_UNUSABLE',
      { file, detail: cause instanceof Error ? cause.message : String(cause) },
      { cause },
    );
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';
