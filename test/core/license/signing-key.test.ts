import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ensureSigningKey, signingKeyFile } from '../../../src/core/license/index.ts';
import { testKey } from './helper.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'drydock-key-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const SMALL = { bits: 2048 };

describe('the signing key of a data directory', () => {
  it('is RSA 4096, mode 0600, made once', async () => {
    const first = await ensureSigningKey(dir);
    expect(first.created).toBe(true);
    expect(first.privateKey.asymmetricKeyDetails?.modulusLength).toBe(4096);
    expect((await stat(signingKeyFile(dir))).mode & 0o777).toBe(0o600);
    const again = await ensureSigningKey(dir);
    expect(again.created).toBe(false);
    expect(again.fingerprint).toBe(first.fingerprint);
    expect(await readdir(join(dir, 'keys'))).toEqual(['license.pem']);
  });

  it('is the same for all who ask at once', async () => {
    const keys = await Promise.all(Array.from({ length: 5 }, () => ensureSigningKey(dir, SMALL)));
    expect(new Set(keys.map((key) => key.fingerprint)).size).toBe(1);
    expect(keys.filter((key) => key.created)).toHaveLength(1);
    expect(await readdir(join(dir, 'keys'))).toEqual(['license.pem']);
  });

  it('refuses a key that others can read, and leaves it alone', async () => {
    await ensureSigningKey(dir, SMALL);
    const before = await readFile(signingKeyFile(dir));
    await chmod(signingKeyFile(dir), 0o644);
    await expect(ensureSigningKey(dir, SMALL)).rejects.toMatchObject({
      code: 'LICENSE_KEY_EXPOSED',
      data: { mode: '0644' },
    });
    expect(await readFile(signingKeyFile(dir))).toEqual(before);
  });

  it.each([
    ['empty', ''],
    ['damaged', '-----BEGIN PRIVATE KEY-----\nMIIBAAAA\n-----END PRIVATE KEY-----\n'],
    ['no key', 'hello'],
  ])('names a file that is %s and does not overwrite it', async (_, content) => {
    await mkdir(join(dir, 'keys'));
    await writeFile(signingKeyFile(dir), content, { mode: 0o600 });
    await expect(ensureSigningKey(dir, SMALL)).rejects.toMatchObject({
      code: 'LICENSE_KEY_CORRUPT',
      exit: 3,
    });
    expect(await readFile(signingKeyFile(dir), 'utf8')).toBe(content);
  });

  it('refuses a key of another size, a link and a folder', async () => {
    await mkdir(join(dir, 'keys'));
    await writeFile(
      join(dir, 'small.pem'),
      String(testKey().privateKey.export({ format: 'pem', type: 'pkcs8' })),
      { mode: 0o600 },
    );
    await symlink(join(dir, 'small.pem'), signingKeyFile(dir));
    await expect(ensureSigningKey(dir, SMALL)).rejects.toMatchObject({ code: 'LICENSE_KEY_CORRUPT' });
    await rm(signingKeyFile(dir));
    await writeFile(signingKeyFile(dir), await readFile(join(dir, 'small.pem')), { mode: 0o600 });
    await expect(ensureSigningKey(dir)).rejects.toThrow(/rsa 2048, not rsa 4096/);
    await rm(signingKeyFile(dir));
    await mkdir(signingKeyFile(dir));
    await expect(ensureSigningKey(dir, SMALL)).rejects.toMatchObject({ code: 'LICENSE_KEY_CORRUPT' });
  });

  it('says so when the folder cannot be made', async () => {
    await writeFile(join(dir, 'keys'), '');
    await expect(ensureSigningKey(dir, SMALL)).rejects.toMatchObject({ code: 'LICENSE_KEY_UNUSABLE' });
  });

  it('writes nothing when it was cancelled', async () => {
    await expect(ensureSigningKey(dir, { ...SMALL, signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(await readdir(dir)).toEqual([]);
  });
});
