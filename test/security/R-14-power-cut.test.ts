import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createRegistry, digestOf } from '../../src/core/registry/index.ts';
import { openStore } from '../../src/core/store/index.ts';
import { chunksOf, openRegistry, registryMigrations } from '../core/registry/helpers.ts';
import { Acknowledged } from './crash-model.ts';
import { runScenario } from './crash-scenario.ts';
import {
  type Choose,
  diskAfterCut,
  type Fate,
  type Happening,
  recordCommits,
  recordingDisk,
} from './power-cut.ts';
import { expectWhole, filesIn } from './store-state.ts';

function folder(): string {
  const dir = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'drydock-power-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** A small generator of its own, so that a failure can be run again from its seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const FATES: readonly Fate[] = ['kept', 'lost', 'torn', 'zeros'];

function chooseBy(seed: number): Choose {
  if (seed === 0) return () => 'lost';
  if (seed === 1) return () => 'kept';
  const next = random(seed);
  return (what) => {
    const fate = FATES[Math.floor(next() * FATES.length)] ?? 'lost';
    return what === 'name' && fate !== 'kept' ? 'lost' : fate;
  };
}

async function record(): Promise<readonly Happening[]> {
  const dir = folder();
  const log: Happening[] = [];
  const clock = () => new Date();
  const db = recordCommits(openStore(dir, registryMigrations(), clock), log);
  const registry = createRegistry({ db, dir, clock, disk: recordingDisk(dir, log) });
  await registry.recovered;
  log.push({ op: 'commit', db: db.serialize() });
  for (const round of [0, 1]) {
    await runScenario(registry, round, (told) => log.push({ op: 'told', told }));
  }
  db.close();
  return log;
}

describe('R-14: the power goes', () => {
  it('behind every call, with what was not synced lost, kept, torn, zeroed, reordered: nothing acknowledged is lost', async () => {
    const log = await record();
    const first = log.findIndex(({ op }) => op === 'commit') + 1;
    let cuts = 0;
    let checked = 0;
    for (let count = first; count <= log.length; count += 1) {
      if (log[count - 1]?.op === 'told' && count < log.length) continue;
      for (const seed of [0, 1, count * 7 + 2, count * 11 + 3]) {
        const when = `cut behind ${count} (${log[count - 1]?.op}), seed ${seed}`;
        const dir = folder();
        diskAfterCut(log, count, chooseBy(seed), dir);
        const acknowledged = new Acknowledged();
        for (const each of log.slice(0, count)) if (each.op === 'told') acknowledged.hear(each.told);
        const { registry, db } = openRegistry({}, dir, Date.now());
        await registry.recovered;
        checked += await acknowledged.verify(registry, when);
        expectWhole(db, dir, when);
        const ids = db
          .prepare('SELECT id FROM registry_uploads WHERE received > 0 ORDER BY id')
          .pluck()
          .all();
        expect(filesIn(join(dir, 'uploads')), when).toEqual(
          ids.map((id) => join(dir, 'uploads', String(id))),
        );
        db.close();
        rmSync(dir, { recursive: true });
        cuts += 1;
      }
    }
    expect(cuts).toBeGreaterThan(400);
    expect(checked).toBeGreaterThan(1_000);
  }, 240_000);

  it('the simulation finds a sync that is missing', async () => {
    const log = (await record()).filter(({ op }) => op !== 'sync');
    const dir = folder();
    diskAfterCut(log, log.length, chooseBy(0), dir);
    const { registry, db } = openRegistry({}, dir, Date.now());
    await registry.recovered;
    expect(() => expectWhole(db, dir, 'without syncs')).toThrow();
    expect((await registry.check()).damaged.length).toBeGreaterThan(0);
  });

  it('the simulation finds a folder sync that is missing', async () => {
    const log = (await record()).filter(({ op }) => op !== 'sync-folder');
    const dir = folder();
    diskAfterCut(log, log.length, chooseBy(0), dir);
    const { registry } = openRegistry({}, dir, Date.now());
    await registry.recovered;
    expect((await registry.check()).damaged.map(({ problem }) => problem)).toContain('missing');
  });

  it('a chunk that was answered is there; zeros that a cut left behind it do not count', async () => {
    const dir = folder();
    const log: Happening[] = [];
    const clock = () => new Date();
    const db = recordCommits(openStore(dir, registryMigrations(), clock), log);
    const registry = createRegistry({ db, dir, clock, disk: recordingDisk(dir, log) });
    const { id } = await registry.uploads.begin('a');
    await registry.uploads.append('a', id, chunksOf('answered, '));
    const answered = log.length;
    await registry.uploads.append('a', id, chunksOf('on its way'));
    const wrote = log.findIndex(({ op }, at) => at >= answered && op === 'write') + 1;
    db.close();
    const after = folder();
    diskAfterCut(log, wrote, (what) => (what === 'bytes' ? 'zeros' : 'kept'), after);
    const next = openRegistry({}, after, Date.now()).registry;
    await next.recovered;
    expect(next.uploads.status('a', id).offset).toBe(10);
    await next.uploads.append('a', id, chunksOf('sent again'), { start: 10 });
    expect((await next.uploads.finish('a', id, digestOf('answered, sent again'))).size).toBe(20);
  });
});
