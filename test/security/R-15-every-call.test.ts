import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  createRegistry,
  digestHex,
  digestOf,
  importImage,
  type Registry,
} from '../../src/core/registry/index.ts';
import { type Database, openStore } from '../../src/core/store/index.ts';
import {
  imageBody,
  OCI_IMAGE,
  openRegistry,
  pushSmall,
  registryMigrations,
} from '../core/registry/helpers.ts';

import { type Answer, type Ask, serveRegistry } from '../server/oci/helpers.ts';
import { FAULTS, type Fault, FaultPlan, faultyDatabase, faultyDisk } from './faulty-disk.ts';
import { expectWhole, filesIn, stateOf } from './store-state.ts';

const START = Date.parse('2026-01-01T00:00:00Z');
const DAY = 24 * 60 * 60 * 1000;

/** Memory where there is some: thousands of syncs. */
function folder(): string {
  const dir = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'drydock-faults-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

interface Subject {
  readonly registry: Registry;
  readonly db: Database;
  readonly dir: string;
  readonly plan: FaultPlan;
  readonly send: (method: string, path: string, ask?: Ask) => Promise<Answer>;
}

/** One thing that a client does; what it returns is what the next step of the same operation is given. */
interface Step {
  readonly name: string;
  readonly run: (subject: Subject, before: string) => Promise<string>;
  /** True when a failure may leave a part of the work done (many transactions). */
  readonly isLong?: boolean;
}

interface Operation {
  readonly name: string;
  readonly steps: readonly Step[];
}

class Refused extends Error {
  readonly status: number;
  readonly body: string;
  constructor(answer: Answer) {
    super(`${answer.status} ${answer.body}`);
    this.status = answer.status;
    this.body = answer.body.toString();
  }
}

/** A request that must be answered with `wanted`. */
const ask = async (
  { send }: Subject,
  wanted: number,
  method: string,
  path: string,
  more?: Ask,
): Promise<Answer> => {
  const answer = await send(method, path, more);
  if (answer.status !== wanted) throw new Refused(answer);
  return answer;
};

const kept = { layer: Buffer.from('layer kept'), note: 'kept' };
const config = Buffer.from(JSON.stringify({ os: 'linux', architecture: 'amd64', note: kept.note }));
const keptBody = imageBody(config, [kept.layer]);
const movedBody = imageBody(config, [kept.layer], { annotations: { moved: 'yes' } });
const loose = Buffer.from('layer loose');
const fresh = Buffer.alloc(70_000, 'fresh ');
const asImage = { 'content-type': OCI_IMAGE };

const putManifest =
  (tag: string, body: Buffer): Step['run'] =>
  async (subject) => {
    await ask(subject, 201, 'PUT', `/v2/a/manifests/${tag}`, { body, headers: asImage });
    return '';
  };

const remove =
  (path: string): Step['run'] =>
  async (subject) => {
    const { status } = await subject.send('GET', path);
    if (status !== 404) await ask(subject, 202, 'DELETE', path);
    return '';
  };

const begin: Step = {
  name: 'POST',
  run: async (subject) => String((await ask(subject, 202, 'POST', '/v2/a/blobs/uploads/')).headers.location),
};

const patch = (start: number, end: number): Step => ({
  name: `PATCH ${start}-${end}`,
  run: async (subject, place) => {
    const headers = { 'content-range': `${start}-${end - 1}` };
    const answer = await ask(subject, 202, 'PATCH', place, { body: fresh.subarray(start, end), headers });
    expect(answer.headers.range).toBe(`0-${end - 1}`);
    return place;
  },
});

const put = (body: Buffer): Step => ({
  name: 'PUT',
  run: async (subject, place) => {
    await ask(subject, 201, 'PUT', `${place}?digest=${digestOf(fresh)}`, { body });
    return '';
  },
});

const operations: readonly Operation[] = [
  {
    name: 'push of a blob in one request',
    steps: [
      {
        name: 'POST',
        run: async (subject) => {
          await ask(subject, 201, 'POST', `/v2/a/blobs/uploads/?digest=${digestOf(fresh)}`, { body: fresh });
          return '';
        },
      },
    ],
  },
  { name: 'push of a blob in two requests', steps: [begin, put(fresh)] },
  { name: 'chunked push', steps: [begin, patch(0, 30_000), patch(30_000, 70_000), put(Buffer.alloc(0))] },
  { name: 'chunked push with a last chunk', steps: [begin, patch(0, 30_000), put(fresh.subarray(30_000))] },
  {
    name: 'cancelled upload',
    steps: [
      begin,
      patch(0, 30_000),
      {
        name: 'DELETE',
        run: async (subject, place) => {
          await ask(subject, 204, 'DELETE', place);
          return '';
        },
      },
    ],
  },
  { name: 'push of a manifest', steps: [{ name: 'PUT', run: putManifest('new', movedBody) }] },
  { name: 'tag move', steps: [{ name: 'PUT', run: putManifest('v1', movedBody) }] },
  { name: 'deletion of a tag', steps: [{ name: 'DELETE', run: remove('/v2/a/manifests/v2') }] },
  {
    name: 'deletion of a manifest',
    steps: [{ name: 'DELETE', run: remove(`/v2/a/manifests/${digestOf(keptBody)}`) }],
  },
  {
    name: 'deletion of a blob',
    steps: [{ name: 'DELETE', run: remove(`/v2/a/blobs/${digestOf(loose)}`) }],
  },
  {
    name: 'mount',
    steps: [
      {
        name: 'POST',
        run: async (subject) => {
          await ask(subject, 201, 'POST', `/v2/b/blobs/uploads/?mount=${digestOf(kept.layer)}&from=a`);
          return '';
        },
      },
    ],
  },
  {
    name: 'collection',
    steps: [
      {
        name: 'run',
        isLong: true,
        run: async ({ registry }) => {
          await registry.gc.run(registry.gc.plan({ graceMs: -1, uploadExpiryMs: -1 }));
          return '';
        },
      },
    ],
  },
  {
    name: 'collection and undo',
    steps: [
      {
        name: 'run and undo',
        isLong: true,
        run: async ({ registry, db }) => {
          const plan = registry.gc.plan({ graceMs: -1, uploadExpiryMs: -1, undoMs: DAY });
          await registry.gc.run(plan);
          // One that failed before has a receipt too; the last is undone first.
          for (const id of db
            .prepare<[], number>(
              'SELECT id FROM registry_gc_receipts WHERE undone_at IS NULL ORDER BY id DESC',
            )
            .pluck()
            .all())
            await registry.gc.undo(id);
          return '';
        },
      },
    ],
  },
  {
    name: 'import of an OCI layout',
    steps: [
      {
        name: 'import',
        isLong: true,
        run: async ({ registry, dir }) => {
          await importImage(registry, join(dir, 'layout'), { name: 'c:1' });
          return '';
        },
      },
    ],
  },
  {
    name: 'repair of a damaged blob',
    steps: [
      {
        name: 'fsck',
        isLong: true,
        run: async ({ registry, db, dir }) => {
          const digest = digestOf(loose);
          const path = join(dir, 'blobs/sha256', digestHex(digest).slice(0, 2), digestHex(digest));
          if (existsSync(path)) writeFileSync(path, 'rubbish');
          const report = await registry.check({ repair: true });
          expect([report.damaged.length, existsSync(path)].includes(false)).toBe(true);
          expect(db.prepare('SELECT 1 FROM registry_blobs WHERE digest = ?').get(digest)).toBeUndefined();
          return '';
        },
      },
    ],
  },
];

/** A store with an image, another tag on it, and a blob that nothing refers to. */
async function prepared(): Promise<string> {
  const dir = folder();
  const { registry, db } = openRegistry({}, dir);
  await pushSmall(registry, 'a', ['v1', 'v2'], kept.note);
  await registry.blobs.put('a', loose);
  writeLayout(join(dir, 'layout'));
  await registry.close();
  db.close();
  return dir;
}

/** An OCI layout folder with one image. */
function writeLayout(dir: string): void {
  mkdirSync(join(dir, 'blobs/sha256'), { recursive: true });
  const layer = Buffer.from('layer imported');
  const body = imageBody(config, [layer]);
  for (const content of [layer, config, body])
    writeFileSync(join(dir, 'blobs/sha256', digestHex(digestOf(content))), content);
  writeFileSync(join(dir, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
  const manifests = [{ mediaType: OCI_IMAGE, digest: digestOf(body), size: body.byteLength }];
  writeFileSync(join(dir, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests }));
}

async function subjectIn(dir: string): Promise<Subject & { close: () => Promise<void> }> {
  const plan = new FaultPlan();
  const clock = () => new Date(START + DAY);
  const db = faultyDatabase(openStore(dir, registryMigrations(), clock), plan);
  const registry = createRegistry({ db, dir, clock, disk: faultyDisk(plan) });
  await registry.recovered;
  const unused = () => {
    throw new Error('not in this test');
  };
  const { send, server } = await serveRegistry(
    {},
    {},
    { registry, db, dir, advance: unused, crash: unused, restart: unused },
  );
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await registry.close();
    db.close();
  };
  return { registry, db, dir, plan, send, close };
}

/** The right words for the trouble, and no more than them. */
function expectClear(error: unknown, fault: Fault, when: string): void {
  const isFull = fault === 'ENOSPC' || fault === 'EDQUOT';
  if (error instanceof Refused) {
    expect(error.status, `${when}: ${error.body}`).toBe(isFull ? 507 : 500);
    expect(JSON.parse(error.body), when).toMatchObject({ errors: [{ message: expect.any(String) }] });
    expect(error.body, when).not.toMatch(/\bat .*\.ts|node:internal/);
    return;
  }
  const code = {
    ENOSPC: 'REGISTRY_DISK_FULL',
    EDQUOT: 'REGISTRY_DISK_FULL',
    EIO: 'REGISTRY_STORE_FAILED',
    EROFS: 'REGISTRY_DISK_READ_ONLY',
  }[fault];
  expect(error, when).toMatchObject({ code });
}

/** Runs the operation with one fault; false when it ended before the fault's turn. */
async function strikeOnce(
  subject: Subject,
  { name, steps }: Operation,
  nth: number,
  fault: Fault,
  stays: boolean,
): Promise<boolean> {
  const { plan, db, dir, send, registry } = subject;
  plan.arm(nth, fault, stays);
  let value = '';
  for (const step of steps) {
    const before = stateOf(db);
    const files = filesIn(join(dir, 'blobs'));
    try {
      value = await step.run(subject, value);
    } catch (error) {
      const when = `${name}, ${fault} at call ${nth} (${plan.failed.join(', ')}) in ${step.name}`;
      expect(plan.failed.length, `${when}: ${String(error)}`).toBeGreaterThan(0);
      expectClear(error, fault, when);
      // Reads go on, while the disk still fails.
      expect((await send('GET', `/v2/a/blobs/${digestOf(kept.layer)}`)).status, when).toBe(200);
      expect((await send('GET', '/v2/a/manifests/v1')).status, when).toBe(200);
      if (!step.isLong) {
        expect(stateOf(db), `${when}: nothing changed`).toEqual(before);
        if (!stays) expect(filesIn(join(dir, 'blobs')), `${when}: no rubbish`).toEqual(files);
      }
      plan.disarm();
      value = await step.run(subject, value);
    }
  }
  const struck = plan.failed.length > 0;
  plan.disarm();
  if (struck) {
    const when = `${name}, after ${fault} at call ${nth} (${plan.failed.join(', ')})`;
    expect((await registry.check()).damaged, when).toEqual([]);
  }
  return struck;
}

describe('R-15: every call on the disk fails once, and from there on', () => {
  for (const operation of operations) {
    it(operation.name, async () => {
      const template = await prepared();
      const attempt = async (nth: number, fault: Fault, stays: boolean) => {
        const dir = folder();
        cpSync(template, dir, { recursive: true });
        const subject = await subjectIn(dir);
        const struck = await strikeOnce(subject, operation, nth, fault, stays);
        const after = stateOf(subject.db);
        const calls = [...subject.plan.failed];
        const when = `${operation.name}, ${fault} at ${nth} ${stays ? 'and on ' : ''}(${calls.join(', ')})`;
        await subject.close();
        const again = await subjectIn(dir);
        expect(stateOf(again.db), `${when}: the same after a start`).toEqual(after);
        expectWhole(again.db, dir, when);
        expect(filesIn(join(dir, 'uploads')), `${when}: no staged rubbish`).toEqual([]);
        await again.close();
        rmSync(dir, { recursive: true });
        return { struck, after };
      };
      const { after: wanted } = await attempt(1_000_000, 'EIO', false);
      let calls = 0;
      for (const fault of FAULTS) {
        for (const stays of [false, true]) {
          for (let nth = 1; ; nth += 1) {
            const { struck, after } = await attempt(nth, fault, stays);
            if (!struck) break;
            calls += 1;
            expect(after, `${operation.name}, ${fault} at ${nth}: as without the fault`).toEqual(wanted);
          }
        }
      }
      expect(calls).toBeGreaterThan(FAULTS.length * 4);
    }, 240_000);
  }
});
