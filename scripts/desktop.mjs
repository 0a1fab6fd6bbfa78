// `npm run desktop`: the console in Electron. Needs Electron's binary, which its package fetches on the first run.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ownNode, root } from '../bin/launch.js';
import { ensureBuilt, ensureInstalled } from './setup.mjs';

ensureInstalled();
ensureBuilt();
const cli = join(root, 'node_modules', 'electron', 'cli.js');
if (!existsSync(cli)) {
  process.stderr.write(
    'Electron is not installed (npm ci brings it). `npx drydock gui` opens the same console in a browser window.\n',
  );
  process.exit(3);
}
const result = spawnSync(
  ownNode() ?? process.execPath,
  [cli, join(root, 'dist', 'main.js'), ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
);
if (result.status !== 0) {
  process.stderr.write(
    'Electron did not start. Its binary is fetched on first use, which needs a network; `npx drydock gui` opens the same console in a browser window.\n',
  );
}
process.exit(result.status ?? 3);
