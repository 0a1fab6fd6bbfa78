import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lint, readPackage } from '../../../src/core/package/index.ts';
import { schemasFrom } from '../../../src/core/terraform/index.ts';
import { type Verdict, type WatchEvent, watchPackage } from '../../../src/core/watch/index.ts';
import { defaultWorld } from '../../../src/core/world/index.ts';

const data = join(import.meta.dirname, '../../../data');
const schemas = schemasFrom(data);
const world = defaultWorld();

/** A copy of the sample under watch. */
class Bench {
  readonly dir = mkdtempSync(join(tmpdir(), 'drydock-watch-'));
  readonly root = join(this.dir, '.cloudapp');
  readonly control = new AbortController();
  readonly events: WatchEvent[] = [];
  readonly ended: Promise<void>;
  #woken = (): void => undefined;

  constructor() {
    cpSync(join(data, 'sample'), this.dir, { recursive: true });
    this.ended = this.#follow();
  }

  get verdicts(): readonly Verdict[] {
    return this.events.flatMap((event) => (event.type === 'verdict' ? [event.verdict] : []));
  }

  async next(): Promise<Verdict> {
    const seen = this.#taken;
    while (this.verdicts.length <= seen)
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`no verdict ${seen + 1}`)), 8000);
        this.#woken = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    this.#taken += 1;
    const verdict = this.verdicts[seen];
    if (!verdict) throw new Error('unreachable');
    return verdict;
  }
  #taken = 0;

  path(...parts: string[]): string {
    return join(this.root, ...parts);
  }

  /** Edits a file as `sed` does. */
  edit(file: string, change: (text: string) => string): void {
    writeFileSync(this.path(file), change(readFileSync(this.path(file), 'utf8')));
  }

  async #follow(): Promise<void> {
    const options = {
      dir: this.dir,
      conditions: async (source: never, model: never) => ({
        project: 'sample',
        source,
        model,
        world,
        answers: 'auto' as const,
        seed: 1,
        startedAt: 0,
        speed: 'instant' as const,
      }),
    };
    const deps = {
      schemas,
      signal: this.control.signal,
      now: () => performance.now(),
      lookupImage: (reference: string) => ({ found: false as const, reference, reason: 'tag' as const }),
    };
    for await (const event of watchPackage(options as never, deps)) {
      this.events.push(event);
      if (event.type === 'verdict') this.#woken();
    }
  }

  async close(): Promise<void> {
    this.control.abort();
    await this.ended;
    rmSync(this.dir, { recursive: true, force: true });
  }
}

const watchers = (): number =>
  process.getActiveResourcesInfo().filter((each) => each === 'FSEventWrap').length;

describe('watching a package', () => {
  let bench: Bench;
  const TF = 'infrastructure/cluster.tf';
  const TEMPLATE = 'software/chart/templates/web.yaml';
  beforeEach(async () => {
    bench = new Bench();
    expect((await bench.next()).status).toBe('succeeded');
  });
  afterEach(() => bench.close());

  test('evaluates only what changed: a comment in Terraform leaves form and charts', async () => {
    const [tf = TF] = [...(await readPackage(bench.root)).files.keys()].filter((each) =>
      each.endsWith('.tf'),
    );
    bench.edit(tf, (text) => `${text}\n# note\n`);
    const verdict = await bench.next();
    expect(verdict).toMatchObject({ status: 'succeeded', changed: [tf] });
    expect(verdict.again).toMatchObject({
      files: 1,
      form: false,
      plan: true,
      charts: [],
      kept: ['software/chart'],
    });
    expect(verdict.again.rules).toBeLessThan(verdict.again.ofRules);
  });

  test('an edited template renders its chart again and plans nothing', async () => {
    bench.edit(TEMPLATE, (text) => `${text}\n# note\n`);
    expect((await bench.next()).again).toMatchObject({
      form: false,
      plan: false,
      charts: ['software/chart'],
      kept: [],
    });
  });

  test('says what broke, where, and what is cured; the lint findings are those of a fresh check', async () => {
    bench.edit(TEMPLATE, (text) => `{{ fail "not like this" }}\n${text}`);
    const broken = await bench.next();
    expect(broken.status).toBe('failed');
    expect(broken.news.failed.map((each) => each.message.en).join()).toContain('not like this');
    const fresh = lint(await readPackage(bench.root), { dialect: 'cloudapp', schemas }).diagnostics;
    expect(broken.lint.warning).toBe(fresh.filter((each) => each.severity === 'warning').length);
    bench.edit(TEMPLATE, (text) => text.slice(text.indexOf('\n') + 1));
    const mended = await bench.next();
    expect(mended.status).toBe('succeeded');
    expect(mended.news.cured.map((each) => each.code)).toEqual(broken.failures.map((each) => each.code));
  });

  test('editors that write beside and rename are followed, again and again', async () => {
    for (const n of [1, 2, 3]) {
      const text = readFileSync(bench.path('package.yaml'), 'utf8');
      writeFileSync(bench.path('.package.yaml.swp'), `${text}\n# ${n}\n`);
      renameSync(bench.path('.package.yaml.swp'), bench.path('package.yaml'));
      let verdict = await bench.next();
      // A slow machine may see the file beside it first.
      while (!verdict.changed.includes('package.yaml')) verdict = await bench.next();
      expect(verdict.status).toBe('succeeded');
      bench.edit('package.yaml', () => text);
      while ((await bench.next()).again.form === false);
    }
  });

  test('a manifest that is broken or gone for a moment is a verdict, and the next one is told against the last good', async () => {
    const text = readFileSync(bench.path('package.yaml'), 'utf8');
    rmSync(bench.path('package.yaml'));
    expect((await bench.next()).status).not.toBe('succeeded');
    writeFileSync(bench.path('package.yaml'), 'args: [');
    expect((await bench.next()).status).toBe('failed');
    writeFileSync(bench.path('package.yaml'), text);
    const back = await bench.next();
    expect(back.status).toBe('succeeded');
  });

  test('files in folders that are made later are seen', async () => {
    mkdirSync(bench.path('infrastructure/more/inner'), { recursive: true });
    writeFileSync(
      bench.path('infrastructure/more/inner/x.tf'),
      'output "late" {\n  value = nowhere.at_all\n}\n',
    );
    let verdict = await bench.next();
    if (!verdict.changed.includes('infrastructure/more/inner/x.tf')) verdict = await bench.next();
    expect(verdict.status).toBe('failed');
    writeFileSync(bench.path('infrastructure/more/inner/x.tf'), 'output "late" {\n  value = 1\n}\n');
    expect((await bench.next()).status).toBe('succeeded');
  });

  test('writing the same content again is no change', async () => {
    bench.edit(TEMPLATE, (text) => text);
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(bench.verdicts).toHaveLength(1);
  });

  test('ends at once and leaves no watcher behind', async () => {
    expect(watchers()).toBeGreaterThan(0);
    bench.control.abort();
    await bench.ended;
    await expect.poll(watchers).toBe(0);
  });
});
