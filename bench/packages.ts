import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findAction, invoke } from '../src/actions/index.ts';
import { startHost } from '../src/server/index.ts';
import { median, ms } from './measure.ts';

const corpus = resolve(import.meta.dirname, '../../shared/corpus/packages');
const sample = resolve(import.meta.dirname, '../data/sample');
const ROUNDS = 5;

/** Lint, plan and rehearsal (speed instant) of every package there is, in a warm engine. */
export async function benchPackages(): Promise<void> {
  const folders = existsSync(corpus) ? readdirSync(corpus).map((name) => join(corpus, name)) : [];
  const home = mkdtempSync(join(tmpdir(), 'drydock-bench-'));
  const host = await startHost({ home });
  await host.engine.signingKey();
  const run = async (id: string, input: object): Promise<number> => {
    const action = findAction(id);
    if (!action) throw new Error(`no action ${id}`);
    const start = performance.now();
    const context = {
      engine: host.engine,
      dataDir: host.engine.dataDir,
      signal: new AbortController().signal,
      lang: 'en' as const,
      emit: () => undefined,
    };
    await invoke(action, input, context);
    return performance.now() - start;
  };
  console.log('\nPackages (median of a warm engine)          lint       plan  rehearsal');
  let total = 0;
  for (const dir of [sample, ...folders]) {
    const times: number[][] = [[], [], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      times[0]?.push(await run('lint', { dir }));
      times[1]?.push(await run('plan', { dir }));
      times[2]?.push(await run('simulate', { dir, seed: round }));
    }
    const medians = times.map(median);
    total += medians.reduce((sum, each) => sum + each, 0);
    console.log(
      `  ${(dir.split('/').at(-1) ?? '').padEnd(36)}${medians.map((each) => ms(each).padStart(11)).join('')}`,
    );
  }
  console.log(`  ${'all'.padEnd(36)}${ms(total).padStart(33)}`);
  await host.close();
  rmSync(home, { recursive: true, force: true });
}
