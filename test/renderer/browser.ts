import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { tool } from '../helpers/tools.ts';
import { type FakeEngine, startFakeEngine } from './fake-engine.ts';

/** A built page, the engine of paper that serves it, and a browser. */
export interface Stage {
  readonly dir: string;
  readonly browser: Browser;
  close(): Promise<void>;
}

/** A browser that speaks to nobody but the page under test. */
export const BROWSER_ARGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function openStage(): Promise<Stage> {
  const dir = mkdtempSync(join(tmpdir(), 'drydock-page-'));
  await build({
    configFile: join(import.meta.dirname, '../../vite.config.ts'),
    logLevel: 'error',
    build: { outDir: dir, minify: false },
  });
  const browser = await chromium.launch({
    executablePath: tool('chromium') ?? '',
    args: [...BROWSER_ARGS],
  });
  return {
    dir,
    browser,
    async close() {
      await browser.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** One page on a fresh engine of paper; `problems` are errors in its console, uncaught ones, and requests to elsewhere. */
export interface Scene {
  readonly engine: FakeEngine;
  readonly page: Page;
  readonly problems: string[];
  /** Goes to a place by its hash. */
  visit(...path: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export async function openScene(stage: Stage, options: BrowserContextOptions = {}): Promise<Scene> {
  const engine = await startFakeEngine({ dir: stage.dir });
  const context = await stage.browser.newContext({
    viewport: { width: 1360, height: 860 },
    locale: 'en-US',
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  });
  context.setDefaultTimeout(8000);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('dialog', (dialog) => {
    problems.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(engine.url)) problems.push(`request to ${request.url()}`);
  });
  await page.goto(engine.url);
  await page.getByText('Connected').or(page.getByText('已连接')).waitFor();
  return {
    engine,
    page,
    problems,
    async visit(...path) {
      const hash = `#/${path.map(encodeURIComponent).join('/')}`;
      await page.evaluate((next) => {
        window.location.hash = next;
      }, hash);
    },
    async close() {
      await context.close();
      await engine.close();
    },
  };
}

export const HELLO = '/work/packages/hello-cluster';

/** A fresh page before every test of a suite, in one browser; after each test the page has had nothing to complain of. */
export function onFreshPages(
  complaints: 'problems' | 'violations',
  use: (scene: Scene) => void,
  options: BrowserContextOptions = {},
): void {
  let stage: Stage;
  let scene: Scene;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    scene = await openScene(stage, options);
    use(scene);
  });
  afterEach(async () => {
    expect(complaints === 'problems' ? scene.problems : scene.engine.violations).toEqual([]);
    await scene.close();
  });
}
