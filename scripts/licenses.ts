/** Writes docs/dependencies.md: every package that Drydock runs on, with its licence; `--check` fails when it is stale. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const file = join(root, 'docs', 'dependencies.md');

interface LockEntry {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly license?: string;
}

const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, LockEntry>;
};

/** Licences that may be shipped with an Apache-2.0 program without further duties than naming them. */
const ACCEPTED = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'CC0-1.0',
  'BlueOak-1.0.0',
  'MIT-0',
  'Python-2.0',
  'EPL-2.0',
  'MPL-2.0',
  'Unlicense',
  '(MIT OR CC0-1.0)',
  '(MIT AND Zlib)',
  'Zlib',
  'CC-BY-4.0',
  'W3C-20150513',
  'EPL-2.0 OR GPL-3.0-or-later',
  'MIT (Node.js)',
  '(BSD-2-Clause OR MIT OR Apache-2.0)',
  'MIT AND ISC',
]);

const rows = Object.entries(lock.packages)
  .filter(([path]) => path.startsWith('node_modules/'))
  .map(([path, entry]) => ({ name: path.slice(path.lastIndexOf('node_modules/') + 13), ...entry }))
  .map((entry) => ({ ...entry, license: entry.license ?? licenseOf(entry.name) }))
  .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));

function licenseOf(name: string): string {
  const manifest = join(root, 'node_modules', name, 'package.json');
  // Node.js itself, for platforms that are not this one; some of its packages name no licence.
  if (/^node-(bin-)?(linux|darwin|win)-/.test(name)) return 'MIT (Node.js)';
  if (!existsSync(manifest)) return 'unknown';
  const { license, licenses } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    license?: string;
    /** The form of old packages. */
    licenses?: readonly { type: string }[];
  };
  return license ?? licenses?.map(({ type }) => type).join(' OR ') ?? 'unknown';
}

const table = (chosen: typeof rows): string =>
  [
    '| package | version | licence |',
    '|---|---|---|',
    ...[...new Set(chosen.map((row) => `| ${row.name} | ${row.version ?? ''} | ${row.license} |`))],
  ].join('\n');

const text = `# Dependencies and their licences

Made by \`npm run licenses\` from the lock file; CI checks that it is current.

## What Drydock runs on

${table(rows.filter((row) => !row.dev))}

## What only building and testing need

${table(rows.filter((row) => row.dev))}
`;

const doubtful = rows.filter((row) => !row.dev && !ACCEPTED.has(row.license));
for (const row of doubtful) console.error(`licence of ${row.name} needs a look: ${row.license}`);

if (process.argv.includes('--check')) {
  const current = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (current !== text) console.error('docs/dependencies.md is stale: run npm run licenses');
  process.exitCode = current === text && doubtful.length === 0 ? 0 : 1;
} else {
  writeFileSync(file, text);
  process.exitCode = doubtful.length === 0 ? 0 : 1;
}
