// Runs a script of ours under the Node.js that the dependencies bring: `node scripts/run24.mjs scripts/build.ts`.
import { spawnSync } from 'node:child_process';
import { ownNode, root } from '../bin/launch.js';
import { ensureInstalled } from './setup.mjs';

ensureInstalled();
const result = spawnSync(ownNode() ?? process.execPath, process.argv.slice(2), {
  cwd: root,
  stdio: 'inherit',
});
process.exit(result.status ?? 1);
