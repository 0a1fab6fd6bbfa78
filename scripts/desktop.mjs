// `npm run desktop`: sets up what is missing, then the console in Electron (whose package fetches its binary on first use).
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ownNode, root } from '../bin/launch.js';
import { ensureBuilt, ensureInstalled } from './setup.mjs';

ensureInstalled();
ensureBuilt();
const command = [join(root, 'bin/drydock.js'), 'desktop', ...process.argv.slice(2)];
process.exit(spawnSync(ownNode() ?? process.execPath, command, { cwd: root, stdio: 'inherit' }).status ?? 3);
