// Completes package-lock.json: `npm install` leaves out optional packages of other platforms when the registry at hand
// does not serve them, and `npm ci` then refuses the lock file everywhere. Their versions are pinned by the packages that
// ask for them, so nothing is guessed. Run after every `npm install` that changes dependencies.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../bin/launch.js';

const file = join(root, 'package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));

const OS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32', 'win'];
const CPU = {
  arm64: 'arm64',
  x64: 'x64',
  arm: 'arm',
  armv7: 'arm',
  ia32: 'ia32',
  ppc64: 'ppc64',
  riscv64: 'riscv64',
  s390x: 's390x',
  wasm32: 'wasm32',
};

/** Platform of a package from the words of its name; undefined when it names none. */
function platformOf(name) {
  const words = name.split(/[/-]/);
  const cpu = words.map((word) => CPU[word]).find(Boolean);
  const os = words.find((word) => OS.includes(word));
  if (cpu === undefined) return undefined;
  if (cpu === 'wasm32') return { cpu: [cpu] };
  if (os === undefined) return undefined;
  const libc = words.some((word) => word.startsWith('musl'))
    ? ['musl']
    : words.includes('gnu')
      ? ['glibc']
      : undefined;
  return { cpu: [cpu], ...(libc ? { libc } : {}), os: [os === 'win' ? 'win32' : os] };
}

let added = 0;
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const at = `node_modules/${name}`;
    const platform = platformOf(name);
    if (lock.packages[at] || !platform || !/^\d/.test(version.replace(/^[~^]/, ''))) continue;
    const dev = path !== '' && entry.dev ? { dev: true } : {};
    lock.packages[at] = { version: version.replace(/^[~^]/, ''), ...platform, ...dev, optional: true };
    added += 1;
  }
}
const [project, ...rest] = Object.entries(lock.packages);
lock.packages = Object.fromEntries([project, ...rest.sort(([a], [b]) => (a < b ? -1 : 1))]);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${added} entries added\n`);
