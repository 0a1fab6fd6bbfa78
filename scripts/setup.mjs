// Brings the checkout into working order: dependencies by the lock file, then the build; each only when needed.
// Runs on Node.js 20.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownNode, root } from '../bin/launch.js';

const sha = (content) => createHash('sha256').update(content).digest('hex');
const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

function run(command, args, what) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (result.status !== 0) {
    process.stderr.write(`${what} failed (exit status ${result.status ?? result.error?.message}).\n`);
    process.exit(3);
  }
}

/** `npm ci` when the lock file is not the one that was installed last. */
export function ensureInstalled() {
  const stamp = join(root, 'node_modules', '.drydock-lock');
  const wanted = sha(read(join(root, 'package-lock.json')));
  if (read(stamp) === wanted) return;
  process.stdout.write('Installing dependencies (npm ci)…\n');
  // No dependency of ours needs an install script: what is native ships inside its package.
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], 'npm ci');
  writeFileSync(stamp, wanted);
}

function sources(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** A hash over everything that the build reads. */
function sourceHash() {
  const hash = createHash('sha256');
  const files = ['src', 'data'].flatMap((name) => sources(join(root, name)));
  for (const file of [
    ...files,
    join(root, 'scripts/build.ts'),
    join(root, 'vite.config.ts'),
    join(root, 'package-lock.json'),
  ]) {
    if (existsSync(file)) hash.update(file.slice(root.length)).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** Builds when a source has changed since the last build. */
export function ensureBuilt() {
  const stamp = join(root, 'dist', '.sources');
  const wanted = sourceHash();
  if (read(stamp) === wanted) return;
  process.stdout.write('Building…\n');
  run(ownNode() ?? process.execPath, ['scripts/build.ts'], 'The build');
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stamp, wanted);
}
