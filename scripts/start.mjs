// `npm start`: sets up what is missing, then the main job.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ownNode, root } from '../bin/launch.js';
import { ensureBuilt, ensureInstalled } from './setup.mjs';

ensureInstalled();
ensureBuilt();
const child = spawn(
  ownNode() ?? process.execPath,
  [join(root, 'bin/drydock.js'), 'start', ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
