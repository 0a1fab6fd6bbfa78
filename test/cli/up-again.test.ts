import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { acquireLock } from '../../src/server/lock.ts';
import { drydock, engineUp } from '../helpers/cli.ts';

it('`up` right after `down` waits for the engine that stops, then starts the next one', async () => {
  const home = mkdtempSync(join(tmpdir(), 'drydock-up-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));
  // An engine that still closes: it holds the folder and answers nobody.
  const lock = acquireLock(home);
  expect(lock).toBeDefined();
  setTimeout(() => lock?.release(), 2_000);
  const { down } = await engineUp(home);
  onTestFinished(down);
  expect((await drydock(['status'], { home })).stdout).toContain('running');
}, 30_000);
