import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { constants, mkdir, open, rename } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { syncDirectory } from '../files/sync.ts';

export interface TokenKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** Names the key in a token's header. */
  readonly id: string;
}

/**
 * The data directory's key for registry tokens (Ed25519, PKCS#8 PEM, mode 0600), made at the first use. Tokens live for
 * minutes, so a key that is missing, damaged or readable for others is replaced without much ado; on a read-only disk
 * the new one lasts as long as the process.
 */
export async function ensureTokenKey(dir: string): Promise<TokenKey> {
  const folder = join(dir, 'keys');
  const file = join(folder, 'registry-tokens.pem');
  const known = await read(file);
  if (known) return keyOf(known);
  const { privateKey } = generateKeyPairSync('ed25519');
  await write(folder, file, String(privateKey.export({ format: 'pem', type: 'pkcs8' }))).catch(
    () => undefined,
  );
  return keyOf(privateKey);
}

function keyOf(privateKey: KeyObject): TokenKey {
  const publicKey = createPublicKey(privateKey.export({ format: 'pem', type: 'pkcs8' }));
  const { x = '' } = publicKey.export({ format: 'jwk' });
  return { privateKey, publicKey, id: x.slice(0, 16) };
}

async function read(file: string): Promise<KeyObject | undefined> {
  try {
    const handle = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    try {
      const stat = await handle.stat();
      const isOpen = sep === '/' && (stat.mode & 0o077) !== 0;
      if (!stat.isFile() || stat.size > 4096 || isOpen) return undefined;
      const key = createPrivateKey(await handle.readFile('utf8'));
      return key.asymmetricKeyType === 'ed25519' ? key : undefined;
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}

async function write(folder: string, file: string, pem: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = `${file}.${randomBytes(8).toString('hex')}.tmp`;
  const handle = await open(temporary, 'wx', 0o600);
  try {
    await handle.writeFile(pem);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
  await syncDirectory(folder);
}
