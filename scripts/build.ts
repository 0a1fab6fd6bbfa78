/** Builds dist/: the Node side with rolldown (packages stay outside), the renderer with Vite. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

async function buildNode(): Promise<void> {
  const bundle = await rolldown({
    cwd: root,
    input: {
      cli: 'src/cli/main.ts',
      'matrix-worker': 'src/core/matrix/worker.ts',
      ...(existsSync(join(root, 'src/main/main.ts')) ? { main: 'src/main/main.ts' } : {}),
    },
    platform: 'node',
    external: (id) => !id.startsWith('.') && !id.startsWith('/') && !/^[A-Za-z]:/.test(id),
  });
  const { output } = await bundle.write({
    dir: dist,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
    minify: false,
  });
  await bundle.close();
  // Chunks of earlier builds go last: a build that fails leaves the program as it was.
  const made = new Set(output.map((file) => file.fileName));
  for (const name of readdirSync(join(dist, 'chunks'))) {
    if (!made.has(`chunks/${name}`)) rmSync(join(dist, 'chunks', name));
  }
}

async function buildRenderer(): Promise<void> {
  if (!existsSync(join(root, 'vite.config.ts'))) return;
  const { build } = await import('vite');
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
}

await Promise.all([buildNode(), buildRenderer()]);
