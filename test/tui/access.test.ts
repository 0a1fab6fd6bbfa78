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
      await paper.until('Immutable tags', 'shop/**:v*', 'cluster', '**=pull');
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
