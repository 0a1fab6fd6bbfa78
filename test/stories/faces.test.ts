import { resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openPage } from '../helpers/browser.ts';
import { drydock, drydockJson, engineUp } from '../helpers/cli.ts';
import { freshHome } from '../helpers/home.ts';
import { openTerminal } from '../helpers/terminal.ts';
import { describeTool } from '../helpers/tools.ts';

const home = freshHome();
const sample = resolve('data/sample');

/** A slow rehearsal, started on the command line and left running in the engine. */
async function slowRehearsal(): Promise<string> {
  const started = await drydockJson<{ id: string }>(['rehearsal', 'start', sample, '--speed', '5'], {
    home: home.path,
  });
  return started.id;
}

async function engine() {
  const up = await engineUp(home.path);
  onTestFinished(up.down);
  return up;
}

describe('a rehearsal that was started on the command line', () => {
  it('is seen running by another command, which can cancel it', async () => {
    await engine();
    const id = await slowRehearsal();
    const listed = await drydockJson<{ id: string; state: string }[]>(['rehearsal', 'list'], {
      home: home.path,
    });
    expect(listed).toMatchObject([{ id, state: 'running' }]);
    const watching = drydock(['rehearsal', 'watch', id, '--json'], { home: home.path });
    await drydock(['rehearsal', 'cancel', id], { home: home.path });
    const events = (await watching).stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; status?: string });
    expect(events.find((event) => event.type === 'finished')).toMatchObject({ status: 'cancelled' });
  });
});

describeTool('chromium', 'a rehearsal that was started on the command line, in the window', () => {
  it('is seen running in the window without a reload', async () => {
    const { console: url } = await engine();
    const page = await openPage(url);
    await page.goto(`${new URL(url).origin}/#/rehearsals`);
    const id = await slowRehearsal();
    await page.getByText(id).first().waitFor({ timeout: 15_000 });
    await page.getByText(id).first().click();
    await page.getByText('tencentcloud_kubernetes_cluster.cluster').first().waitFor({ timeout: 15_000 });
    await drydock(['rehearsal', 'cancel', id], { home: home.path });
  });
});

describeTool('tmux', 'a rehearsal that was started on the command line, in the terminal console', () => {
  it('is seen running there', async () => {
    await engine();
    const terminal = await openTerminal(home.path);
    await terminal.waitFor(/Projects/);
    await terminal.press('2');
    await slowRehearsal();
    await terminal.waitFor(/tencentcloud_kubernetes_cluster|running/);
    await terminal.press('q');
  });
});
