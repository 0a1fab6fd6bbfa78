import { chromium, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { tool } from './tools.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A page in a real Chromium, opened at an address; closed with the test. Errors of the page's scripts fail the test. */
export async function openPage(url: string): Promise<Page> {
  const browser = await chromium.launch({ executablePath: tool('chromium') ?? 'chromium', args: FLAGS });
  const failures: string[] = [];
  onTestFinished(async () => {
    await browser.close();
    if (failures.length > 0) throw new Error(`the page failed: ${failures.join('; ')}`);
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
  page.on('pageerror', (error) => failures.push(error.message));
  await page.goto(url);
  return page;
}
