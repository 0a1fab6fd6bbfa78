import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPackage } from '../../../../src/core/package/index.ts';
import { tool } from '../../../helpers/tools.ts';

const mkfifo = tool('mkfifo');
let root = '';
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'drydock-package-')));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const put = (path: string, content = 'id: pkg-12345678\n') => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
};
const failure = (code: string) => expect.objectContaining({ code });

describe('finding the package', () => {
  it.each([
    ['package.yaml', ''],
    ['.cloudapp/package.yaml', '.cloudapp'],
    ['app/package.yaml', 'app'],
    ['app/.cloudapp/package.yaml', 'app/.cloudapp'],
  ])('%s', async (path, folder) => {
    put(path);
    put('README.md', '# hi');
    const source = await readPackage(root);
    expect(source.root).toBe(join(root, folder));
    expect([...source.files.keys()]).toContain('package.yaml');
  });

  it('takes the path of package.yaml itself', async () => {
    put('package.yaml');
    expect((await readPackage(join(root, 'package.yaml'))).root).toBe(root);
  });

  it('names what is wrong', async () => {
    await expect(readPackage(join(root, 'nowhere'))).rejects.toEqual(failure('PKG_FOLDER_MISSING'));
    await expect(readPackage(root)).rejects.toEqual(failure('PKG_NOT_FOUND'));
    await expect(readPackage(root)).rejects.toMatchObject({ exit: 1 });
    put('Package.yml');
    await expect(readPackage(root)).rejects.toMatchObject({
      code: 'PKG_MISNAMED',
      data: { found: 'Package.yml' },
    });
    put('a/package.yaml');
    put('b/.cloudapp/package.yaml');
    await expect(readPackage(root)).rejects.toMatchObject({
      code: 'PKG_AMBIGUOUS',
      data: { candidates: 'a, b/.cloudapp' },
    });
  });
});

describe('reading the folder', () => {
  it('reads every file, sorted, without .git and node_modules', async () => {
    put('package.yaml');
    put('software/chart/Chart.yaml', 'name: x\n');
    put('infrastructure/b.tf', '');
    put('infrastructure/A.tf', 'x');
    put('.git/HEAD', 'ref');
    put('node_modules/x/index.js', 'x');
    const { files } = await readPackage(root);
    expect([...files.keys()]).toEqual([
      'infrastructure/A.tf',
      'infrastructure/b.tf',
      'package.yaml',
      'software/chart/Chart.yaml',
    ]);
    expect(new TextDecoder().decode(files.get('infrastructure/A.tf'))).toBe('x');
  });

  it('refuses what is too large without reading it', async () => {
    put('package.yaml');
    truncateSync(join(root, 'package.yaml'), 50 * 1024 * 1024);
    const start = performance.now();
    await expect(readPackage(root)).rejects.toMatchObject({
      code: 'PKG_TOO_LARGE',
      exit: 1,
      data: { path: 'package.yaml', limit: 262_144 },
    });
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it('bounds number, sum, single size and depth', async () => {
    put('package.yaml');
    put('a/b/c/d.txt', 'x'.repeat(100));
    const read = (limits: Parameters<typeof readPackage>[1] & object) => readPackage(root, limits);
    await expect(read({ limits: { files: 1 } })).rejects.toEqual(failure('PKG_TOO_LARGE'));
    await expect(read({ limits: { fileBytes: 99 } })).rejects.toEqual(failure('PKG_TOO_LARGE'));
    await expect(read({ limits: { totalBytes: 110 } })).rejects.toEqual(failure('PKG_TOO_LARGE'));
    await expect(read({ limits: { depth: 2 } })).rejects.toEqual(failure('PKG_TOO_LARGE'));
    await expect(read({ limits: { depth: 3, files: 2 } })).resolves.toBeDefined();
  });

  it('follows links inside the package and refuses those that leave it', async () => {
    put('pkg/package.yaml');
    put('pkg/real/file.txt', 'inside');
    put('pkg-twin/secret.txt', 'outside');
    symlinkSync('real/file.txt', join(root, 'pkg/link.txt'));
    symlinkSync('real', join(root, 'pkg/folder'));
    const { files } = await readPackage(join(root, 'pkg'));
    expect([...files.keys()]).toEqual(['folder/file.txt', 'link.txt', 'package.yaml', 'real/file.txt']);
    symlinkSync('../pkg-twin/secret.txt', join(root, 'pkg/out.txt'));
    await expect(readPackage(join(root, 'pkg'))).rejects.toMatchObject({
      code: 'PKG_PATH_ESCAPES',
      data: { path: 'out.txt' },
    });
  });

  it('refuses links to nothing and to themselves', async () => {
    put('package.yaml');
    mkdirSync(join(root, 'a'));
    symlinkSync('..', join(root, 'a/up'));
    await expect(readPackage(root)).rejects.toMatchObject({
      code: 'PKG_LINK_BROKEN',
      data: { path: 'a/up' },
    });
    rmSync(join(root, 'a/up'));
    symlinkSync('nothing', join(root, 'a/gone'));
    await expect(readPackage(root)).rejects.toEqual(failure('PKG_LINK_BROKEN'));
  });

  it.skipIf(mkfifo === undefined)('leaves pipes out instead of waiting on them', async () => {
    put('package.yaml');
    execFileSync(mkfifo ?? '', [join(root, 'pipe')]);
    expect([...(await readPackage(root)).files.keys()]).toEqual(['package.yaml']);
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'names a file that may not be read',
    async () => {
      put('package.yaml');
      put('closed.txt', 'x');
      chmodSync(join(root, 'closed.txt'), 0o000);
      await expect(readPackage(root)).rejects.toMatchObject({
        code: 'PKG_UNREADABLE',
        exit: 3,
        data: { path: 'closed.txt', reason: 'EACCES' },
      });
    },
  );

  it('stops when it is cancelled', async () => {
    put('package.yaml');
    await expect(readPackage(root, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});
