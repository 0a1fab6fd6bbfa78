import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, it } from 'vitest';
import { bin, drydockJson } from '../helpers/cli.ts';
import { describeTool } from '../helpers/tools.ts';
import { Terminal } from './terminal.ts';

describeTool('tmux', 'the built console on the real engine', () => {
  let work: string;
  let terminal: Terminal;
  beforeEach(() => {
    work = mkdtempSync(join(tmpdir(), 'drydock-tui-'));
    terminal = new Terminal();
  });
  afterEach(async () => {
    await terminal.close();
    rmSync(work, { recursive: true, force: true });
  });

  it('makes the sample, plans it, and shows live what the command line rehearses', async () => {
    const home = join(work, 'home');
    const sample = join(work, 'hello');
    await terminal.open(80, 24);
    await terminal.command(
      `clear; ${process.execPath} ${bin} tui --lang en --home ${home}; echo "status $?"`,
    );
    await terminal.until((text) => text.includes('Connected') && text.includes('No project yet'), 20_000);
    await terminal.type('n');
    await terminal.until((text) => text.includes('dir*'));
    await terminal.type(sample);
    await terminal.press('Enter');
    await terminal.until(
      (text) => text.includes('Container type') && text.includes('Sample project written'),
      20_000,
    );
    await terminal.type('p');
    await terminal.until(
      (text) => /✓ Resources: [1-9]/.test(text) && text.includes('random_password'),
      20_000,
    );

    // The engine runs in the console; the command line finds it and starts a rehearsal of its own in it.
    const started = await drydockJson<{ id: string }>(['rehearsal', 'start', sample, '--speed', '60'], {
      home,
    });
    await terminal.type('2');
    await terminal.until(
      (text) => text.includes(started.id) && text.includes('◐ Running') && text.includes('Creating'),
      10_000,
    );
    await terminal.until(
      (text) => text.includes('✓ Succeeded') && /(\d+) of \1 resources/.test(text),
      25_000,
    );
    await terminal.type('3');
    await terminal.until((text) => text.includes('main') && text.includes('******'), 10_000);
    await terminal.type('4');
    await terminal.until(
      (text) => text.includes('✓ Active') && text.includes('AuthorizedCloudappId'),
      10_000,
    );
    await terminal.type('q');
    await terminal.until((text) => text.includes('status 0'), 10_000);
  }, 90_000);
});
