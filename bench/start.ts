import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createClient } from '../src/client/index.ts';
import { socketTransport } from '../src/client/socket-transport.ts';
import { readEndpoint } from '../src/server/endpoint/index.ts';
import { inTurns, median, ms, timeCommand } from './measure.ts';

const bin = resolve(import.meta.dirname, '../bin/drydock.js');
const ROUNDS = 15;

/** Start-up: the version against bare Node, a pure command, the engine's first answer, the terminal console's first frame. */
export async function benchStart(): Promise<void> {
  const node = process.execPath;
  // Once each beforehand, so that the compile cache is as it is for a user's second call.
  timeCommand(node, [bin, '--version']);
  timeCommand(node, [bin, '--help']);
  const [bare = 1, version = 0, help = 0] = inTurns(ROUNDS, [
    () => timeCommand(node, ['-e', '0']),
    () => timeCommand(node, [bin, '--version']),
    () => timeCommand(node, [bin, '--help']),
  ]);
  console.log('Start-up');
  console.log(`  node -e 0                        ${ms(bare)}`);
  console.log(`  drydock --version                ${ms(version)}   ${(version / bare).toFixed(2)} × node`);
  console.log(`  drydock --help                   ${ms(help)}   ${(help / bare).toFixed(2)} × node`);
  const first = [];
  for (let round = 0; round < 5; round += 1) first.push(await engineToFirstAnswer(node));
  console.log(
    `  engine start to first answer     ${ms(median(first))}   ${(median(first) / bare).toFixed(2)} × node`,
  );
  const frames = [];
  for (let round = 0; round < 5; round += 1) frames.push(await firstFrame(node));
  console.log(
    `  drydock tui to first frame       ${ms(median(frames))}   ${(median(frames) / bare).toFixed(2)} × node`,
  );
}

async function engineToFirstAnswer(node: string): Promise<number> {
  const home = mkdtempSync(join(tmpdir(), 'drydock-bench-'));
  const start = performance.now();
  const child = spawn(node, [bin, 'engine', '--home', home, '--registry-port', '0', '--console-port', '0'], {
    stdio: 'ignore',
  });
  for (;;) {
    const endpoint = readEndpoint(home);
    const answer =
      endpoint &&
      (await createClient(socketTransport(endpoint.socket))
        .call('engine.status', {})
        .catch(() => undefined));
    if (answer) break;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  const taken = performance.now() - start;
  await ended(child);
  rmSync(home, { recursive: true, force: true });
  return taken;
}

/** Until the console has drawn its navigation, in a pseudo terminal made by `script`. */
async function firstFrame(node: string): Promise<number> {
  const home = mkdtempSync(join(tmpdir(), 'drydock-bench-'));
  const start = performance.now();
  const command = `${node} ${bin} tui --home ${home}`;
  const child = spawn('script', ['-qfec', command, '/dev/null'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, TERM: 'xterm-256color' },
  });
  let seen = '';
  for await (const chunk of child.stdout) {
    seen += String(chunk);
    if (/Projects|项目/.test(seen)) break;
  }
  const taken = performance.now() - start;
  child.stdin.write('q');
  await ended(child);
  rmSync(home, { recursive: true, force: true });
  return taken;
}

function ended(child: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
