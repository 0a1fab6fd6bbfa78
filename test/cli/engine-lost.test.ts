import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { drydock, drydockJson, engineUp } from '../helpers/cli.ts';

it('a command whose engine is killed says so, what to do, and exits with 3', async () => {
  const home = mkdtempSync(join(tmpdir(), 'drydock-lost-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));
  const { down } = await engineUp(home);
  onTestFinished(down);
  const { pid } = await drydockJson<{ pid: number }>(['status'], { home });
  // Whenever it comes to ask: before the kill it watches until then, after it there is no engine to watch.
  const watching = drydock(['registry', 'watch', '--json'], { home });
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  process.kill(pid, 'SIGKILL');
  const { status, output } = await watching;
  expect(status).toBe(3);
  const { error } = JSON.parse(output.trim().split('\n').at(-1) ?? '');
  expect(error.code).toMatch(/^ENGINE_(LOST|NOT_RUNNING)$/);
  expect(error.remedy.en).toContain(error.code === 'ENGINE_LOST' ? 'Run the command again' : 'drydock up');
}, 30_000);
