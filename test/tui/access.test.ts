import { describe, expect, it } from 'vitest';
import { SCREENS } from '../../src/actions/index.ts';
import { PaperConsole } from './harness.ts';

async function atRegistry(): Promise<PaperConsole> {
  const paper = new PaperConsole({ width: 120, height: 50 });
  await paper.until('Connected');
  await paper.press(String(SCREENS.indexOf('registry') + 1));
  return paper;
}

describe('access in the terminal console', () => {
  it('A shows policy and accounts', async () => {
    const paper = await atRegistry();
    try {
      await paper.press('A');
      await paper.until('Immutable tags', 'shop/**:v*', '128 GiB', 'cluster', '**=pull');
      await paper.until('$ drydock registry access');
    } finally {
      paper.close();
    }
  });

  it('E, K and D are about the account under the cursor, and Enter sets its grants', async () => {
    const paper = await atRegistry();
    try {
      await paper.press('A');
      await paper.until('cluster');
      await paper.press('down', 'E');
      await paper.until('Set grants', 'cluster');
      await paper.press('esc', 'D');
      await paper.until('Remove this account?', 'cluster');
      await paper.press('esc', 'enter');
      await paper.until('Set grants', '$ drydock registry grant cluster');
    } finally {
      paper.close();
    }
  });

  it('H shows the hosts that have copies, with the ways in and out', async () => {
    const paper = await atRegistry();
    try {
      await paper.press('H');
      await paper.until('Host aliases', 'ccr.ccs.tencentyun.com', 'Copy from a registry', 'Load into Docker');
      await paper.until('$ drydock image aliases');
    } finally {
      paper.close();
    }
  });

  it('N asks for a name, and the secret is shown', async () => {
    const paper = await atRegistry();
    try {
      await paper.press('N');
      await paper.until('Add account', 'name');
      for (const letter of 'robot') await paper.press(letter);
      await paper.press('enter');
      await paper.until('tPq3-made-up-secret-of-32-letters', '--username robot');
      expect(paper.inputs('access.add')).toEqual([{ name: 'robot' }]);
    } finally {
      paper.close();
    }
  });

  it('P changes what is chosen and leaves the rest', async () => {
    const paper = await atRegistry();
    try {
      await paper.press('P');
      await paper.until('Change policy', 'auth');
      await paper.press('right');
      await paper.press('enter');
      await paper.until('clients must log in');
      expect(paper.inputs('access.policy')).toEqual([{ auth: 'on' }]);
    } finally {
      paper.close();
    }
  });
});
