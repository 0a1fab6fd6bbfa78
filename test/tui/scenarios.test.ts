import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PaperConsole } from './harness.ts';

describe('scenarios and permissions in the terminal console', () => {
  let paper: PaperConsole;
  beforeEach(async () => {
    paper = new PaperConsole({ width: 110, height: 40 });
    await paper.until('Connected');
  });
  afterEach(() => paper.close());

  it('lists scenarios with what they expect, and the faults below', async () => {
    await openTab('Scenarios');
    await paper.until('The node type is sold out');
    expect(paper.screen).toContain('SIM_STOCK_SOLD_OUT');
    expect(paper.screen).toContain('Faults');
    expect(paper.screen).toContain('No machine of the type is left in its zone.');
  });

  it('plays the one under the cursor', async () => {
    await openTab('Scenarios');
    await paper.until('The node type is sold out');
    await paper.press('down', 'enter');
    const started = () => paper.state.calls.find((call) => call.id === 'rehearsal.start');
    await expect.poll(started).toBeDefined();
    expect(started()?.input).toMatchObject({ speed: 60, scenario: expect.stringContaining('/scenarios/') });
  });

  it('runs them all with t and shows why one failed', async () => {
    await paper.press('t');
    await paper.until('1 of 2 scenarios passed');
    expect(paper.screen).toContain('expect.outcome: expected failed, came success');
  });

  it('says what the application may call and where that is declared', async () => {
    await paper.press('P');
    await paper.until('cloudapp:VerifyLicense');
    expect(paper.screen).toContain('package.yaml:12');
    expect(paper.screen).toContain('has the role');
    await paper.press('enter', '+', '=cvm:RunInstances', 'enter');
    await paper.until('cvm:RunInstances: not declared');
  });

  async function openTab(title: string): Promise<void> {
    await paper.press('enter');
    for (let i = 0; i < 8 && !paper.screen.includes('runs them all'); i++) await paper.press(']');
    await paper.until(title);
  }
});
