import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type HubDeps,
  InstanceStore,
  type RehearsalEvent,
  RehearsalHub,
  RehearsalStore,
} from '../../../src/core/install/index.ts';
import { simulate } from '../../../src/core/install/simulate.ts';
import { createSchemas } from '../../../src/core/terraform/index.ts';
import { type FakePackage, fakeEngines, fakeInput, missing, run, type Setup } from './fakes.ts';

const folder = join(import.meta.dirname, '../../../src/core/store/migrations');
const migration = readdirSync(folder)
  .filter((file) => /^02\d\d-/.test(file))
  .sort()
  .map((file) => readFileSync(join(folder, file), 'utf8'))
  .join(';\n');
const now = () => new Date('2026-11-20T10:00:00Z');

const pkg: FakePackage = {
  resources: [
    { address: 'tencentcloud_security_group.web', args: { name: 'web' } },
    { address: 'random_password.db', args: { length: 20 } },
  ],
  outputs: (done) => ({
    main: 'http://203.0.113.9',
    password: done['random_password.db']?.result ?? null,
  }),
  sensitive: ['password'],
};

let store: InstanceStore;
let ended: RehearsalStore;
let database: Database.Database;
let ids = 0;

function hub(more: Partial<HubDeps> = {}): RehearsalHub {
  return new RehearsalHub({
    store,
    ended,
    now,
    newId: () => `rh-${++ids}`,
    lookupImage: missing,
    schemas: createSchemas(),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(resolve, ms);
        signal.addEventListener('abort', () => {
          clearTimeout(timer);
          reject(signal.reason);
        });
      }),
    rehearse: (input, deps) => simulate(fakeEngines(pkg), input, deps),
    ...more,
  });
}

async function all(events: AsyncIterable<RehearsalEvent>): Promise<RehearsalEvent[]> {
  const seen: RehearsalEvent[] = [];
  for await (const event of events) seen.push(event);
  return seen;
}

beforeEach(() => {
  const db = new Database(':memory:');
  database = db;
  db.pragma('foreign_keys = ON');
  db.exec(migration);
  store = new InstanceStore(db, now);
  ended = new RehearsalStore(db, { perProject: 25, bytes: 1_000_000 });
});

describe('the store of instances', () => {
  it('gives back what was stored, secrets masked unless asked for', async () => {
    const { record, events } = await run(pkg);
    store.save(record, events);
    expect(store.show(record.id, { reveal: true })).toMatchObject(JSON.parse(JSON.stringify(record)));
    const shown = store.show(record.id);
    expect(shown.outputs).toEqual([
      { name: 'main', sensitive: false, value: 'http://203.0.113.9' },
      { name: 'password', sensitive: true, value: '******' },
    ]);
    const password = shown.resources.find((each) => each.type === 'random_password');
    expect(password?.attributes.result).toBe('******');
    const secret = record.outputs.find((each) => each.name === 'password')?.value;
    expect(JSON.stringify([shown, store.events(record.id)])).not.toContain(secret);
    expect(store.list()).toMatchObject([{ id: record.id, status: 'succeeded', main: 'http://203.0.113.9' }]);
    expect(store.list({ dir: '/elsewhere' })).toEqual([]);
  });

  it('replays events from any number on', async () => {
    const { record, events } = await run(pkg);
    store.save(record, events);
    expect(store.events(record.id)).toEqual(JSON.parse(JSON.stringify(events)));
    expect(store.events(record.id, 4)).toEqual(store.events(record.id).slice(3));
  });

  it('replaces the same rehearsal and forgets everything of one that is removed', async () => {
    const { record, events } = await run(pkg);
    store.save(record, events);
    store.save(record, events);
    expect(store.list()).toHaveLength(1);
    expect(store.remove(record.id)).toBe(true);
    expect(store.remove(record.id)).toBe(false);
    expect(store.get(record.id)).toBeUndefined();
    expect(() => store.show(record.id)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
    expect(() => store.events(record.id)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
  });
});

describe('the hub of rehearsals', () => {
  it('shows every subscriber the whole rehearsal, whenever it comes', async () => {
    const rehearsals = hub();
    const id = rehearsals.start(fakeInput({ speed: 2000 }));
    const early = all(rehearsals.subscribe(id));
    const partial = all(rehearsals.subscribe(id, 3));
    const seen = await early;
    expect(seen.map((each) => each.seq)).toEqual(seen.map((_, i) => i + 1));
    expect(seen.at(-1)).toMatchObject({ type: 'finished', status: 'succeeded' });
    expect(await partial).toEqual(seen.slice(2));
    expect(await all(rehearsals.subscribe(id))).toEqual(seen);
  });

  it('has the instance stored by the time anybody sees the end', async () => {
    const rehearsals = hub();
    for await (const event of rehearsals.subscribe(rehearsals.start(fakeInput()))) {
      if (event.type === 'finished') expect(store.show(event.instance ?? '').status).toBe('succeeded');
    }
    expect(rehearsals.list()).toMatchObject([
      { status: 'succeeded', resources: 2, created: 2, dir: '/work/demo' },
    ]);
  });

  it('cancels one that runs, and keeps what an earlier run of the same install left', async () => {
    const rehearsals = hub();
    await all(rehearsals.subscribe(rehearsals.start(fakeInput())));
    const id = rehearsals.start(fakeInput({ speed: 0.001 }));
    const watching = all(rehearsals.subscribe(id));
    expect(await rehearsals.cancel(id)).toBe(true);
    expect((await watching).at(-1)).toMatchObject({ type: 'finished', status: 'cancelled' });
    expect(await rehearsals.cancel(id)).toBe(false);
    expect(store.list()).toMatchObject([{ status: 'succeeded' }]);
  });

  it('replays stored instances, and names what it does not know', async () => {
    const first = hub();
    const events = await all(first.subscribe(first.start(fakeInput())));
    const instance = events[0]?.type === 'started' ? events[0].id : '';
    expect(await all(hub().subscribe(instance))).toEqual(events);
    await expect(all(hub().subscribe('nothing'))).rejects.toMatchObject({ code: 'REHEARSAL_UNKNOWN' });
    await expect(hub().cancel('nothing')).rejects.toMatchObject({ code: 'REHEARSAL_UNKNOWN' });
  });

  it('lists and replays after a restart what ended before it, and forgets what is removed', async () => {
    const first = hub();
    const good = first.start(fakeInput());
    const events = await all(first.subscribe(good));
    const stopped = first.start(fakeInput({ speed: 0.001, seed: 2 }));
    await first.close();
    const broken = hub();
    const bad = broken.start(fakeInput({ faults: [{ kind: 'earthquake' as never }] }));
    await expect(all(broken.subscribe(bad))).rejects.toMatchObject({ code: 'SIM_FAULT_UNKNOWN' });

    const second = hub();
    expect(
      second.list().map(({ id, status, resources, created }) => [id, status, resources, created]),
    ).toEqual([
      [bad, 'failed', 0, 0],
      [stopped, 'cancelled', expect.any(Number), expect.any(Number)],
      [good, 'succeeded', 2, 2],
    ]);
    expect(await all(second.subscribe(good))).toEqual(JSON.parse(JSON.stringify(events)));
    expect(await all(second.subscribe(good, 3))).toEqual(JSON.parse(JSON.stringify(events.slice(2))));
    expect((await all(second.subscribe(stopped))).at(-1)).toMatchObject({ status: 'cancelled' });
    await expect(all(second.subscribe(bad))).rejects.toMatchObject({ code: 'SIM_FAULT_UNKNOWN' });
    expect(await second.cancel(good)).toBe(false);

    second.remove(good);
    expect(second.list().map((each) => each.id)).toEqual([bad, stopped]);
    expect(hub().list()).toHaveLength(2);
    expect(() => second.remove(good)).toThrow(expect.objectContaining({ code: 'REHEARSAL_UNKNOWN' }));
    expect(store.list().map((each) => each.status)).toContain('succeeded');
    const running = second.start(fakeInput({ speed: 0.001 }));
    expect(() => second.remove(running)).toThrow(expect.objectContaining({ code: 'REHEARSAL_RUNNING' }));
    await second.close();
  });

  it('makes room by project and by size, and always keeps the last', async () => {
    const keep = (rehearsals: RehearsalHub, seed: number, project: string) =>
      all(rehearsals.subscribe(rehearsals.start({ ...fakeInput({ seed }), project })));
    const one = hub();
    for (let i = 0; i < 27; i++) await keep(one, i, '/work/a');
    await keep(one, 1, '/work/b');
    expect(ended.list().filter((each) => each.project === '/work/a')).toHaveLength(25);
    expect(ended.list()[0]?.project).toBe('/work/b');
    ended = new RehearsalStore(database, { perProject: 25, bytes: 1 });
    await keep(hub(), 2, '/work/c');
    expect(ended.list().map((each) => each.project)).toEqual(['/work/c']);
  });

  it('lets a subscriber leave without stopping the rehearsal', async () => {
    const rehearsals = hub();
    const id = rehearsals.start(fakeInput({ speed: 500 }));
    const leave = new AbortController();
    const watching = all(rehearsals.subscribe(id, 1, leave.signal));
    leave.abort();
    await expect(watching).rejects.toMatchObject({ name: 'AbortError' });
    expect((await all(rehearsals.subscribe(id))).at(-1)).toMatchObject({ status: 'succeeded' });
  });

  it('passes on what a run threw, and counts it as failed', async () => {
    const failures: unknown[] = [];
    const rehearsals = hub({ failed: (_, error) => failures.push(error) });
    const setup: Setup = { faults: [{ kind: 'earthquake' as never }] };
    const id = rehearsals.start(fakeInput(setup));
    await expect(all(rehearsals.subscribe(id))).rejects.toMatchObject({ code: 'SIM_FAULT_UNKNOWN' });
    expect(rehearsals.list()[0]?.status).toBe('failed');
    expect(failures).toHaveLength(1);
  });

  it('stays within its bounds', async () => {
    const rehearsals = hub();
    for (let i = 0; i < 30; i++) await all(rehearsals.subscribe(rehearsals.start(fakeInput({ seed: i }))));
    expect(rehearsals.list()).toHaveLength(25);
    expect(store.list()).toHaveLength(30);
    for (let i = 0; i < 16; i++) rehearsals.start(fakeInput({ speed: 0.001, seed: i }));
    expect(() => rehearsals.start(fakeInput())).toThrow(
      expect.objectContaining({ code: 'REHEARSALS_TOO_MANY' }),
    );
    await rehearsals.close();
    expect(rehearsals.list().every((each) => each.status !== 'running')).toBe(true);
    expect(() => rehearsals.start(fakeInput())).toThrow(
      expect.objectContaining({ code: 'REHEARSALS_TOO_MANY' }),
    );
  });
});
