import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type Digest, digestOf } from '../../src/core/registry/index.ts';
import { imageBody, OCI_IMAGE, openRegistry, tempDir } from '../core/registry/helpers.ts';
import { send } from '../server/oci/helpers.ts';
import type { Told } from './crash-content.ts';
import { Acknowledged } from './crash-model.ts';
import { MOMENTS } from './crash-points.ts';
import { expectWhole, filesIn } from './store-state.ts';

/** Rows of the trash that no collection keeps for an undo: the start purges their files. */
const PURGEABLE = `SELECT COUNT(*) FROM registry_trash t JOIN registry_gc_receipts r ON r.id = t.receipt_id
  WHERE r.undo_until IS NULL`;

const ROUNDS = Number(process.env.DRYDOCK_CRASH_ROUNDS ?? 12);
/** Half of the rounds die at named places, the others whenever it comes: most in the middle of pushes, some of collections. */
const AT_PLACES = Math.ceil(ROUNDS / 2);
const AT_RANDOM = Math.ceil((ROUNDS * 3) / 8);
const IN_COLLECTIONS = Math.max(1, ROUNDS - AT_PLACES - AT_RANDOM);
const PATIENCE = 120_000 + ROUNDS * 6_000;

async function startServer(dir: string): Promise<{ child: ChildProcess; port: number }> {
  const script = resolve(import.meta.dirname, 'crash-server.ts');
  const child = spawn(process.execPath, [script, dir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<number>((done, fail) => {
    child.stdout?.once('data', (data: Buffer) => done(Number(data.toString())));
    child.once('exit', () => fail(new Error('the server did not start')));
  });
  return { child, port };
}

/** What the registry said yes to. */
interface Seen {
  readonly tags: Map<string, Digest>;
  /** Upload sessions with the offset that was acknowledged last. */
  readonly uploads: Map<string, number>;
}

/** Pushes, moves tags and uploads chunks until the server dies; notes what was acknowledged. */
async function work(port: number, worker: number, round: number, seen: Seen): Promise<void> {
  for (let index = 0; ; index += 1) {
    const layer = Buffer.alloc(2_000 + 60_000 * (index % 3), `${round}/${worker}/${index} `);
    const config = Buffer.from(`{"os":"linux","architecture":"amd64","n":"${round}/${worker}/${index}"}`);
    const tag = `t${worker}-${index % 4}`;
    for (const blob of [layer, config]) {
      const { status } = await send(port, 'POST', `/v2/a/blobs/uploads/?digest=${digestOf(blob)}`, {
        body: blob,
      });
      if (status !== 201) throw new Error(`push answered ${status}`);
    }
    const body = imageBody(config, [layer]);
    // From here on either image may be the tag's, until the answer comes.
    seen.tags.delete(tag);
    const put = await send(port, 'PUT', `/v2/a/manifests/${tag}`, {
      body,
      headers: { 'content-type': OCI_IMAGE },
    });
    if (put.status === 201) seen.tags.set(tag, digestOf(body));
    if (index % 3 === 0) {
      const begun = await send(port, 'POST', '/v2/a/blobs/uploads/');
      const place = String(begun.headers.location);
      const chunk = await send(port, 'PATCH', place, { body: layer });
      if (chunk.status === 202) seen.uploads.set(place, layer.byteLength);
    }
  }
}

/** What was acknowledged is there and whole, and everything that is listed can be read. */
async function verify(port: number, seen: Seen, when: string): Promise<void> {
  for (const [tag, digest] of seen.tags) {
    const got = await send(port, 'GET', `/v2/a/manifests/${tag}`);
    expect([got.status, digestOf(got.body)], `${when}, ${tag}`).toEqual([200, digest]);
    const { layers } = JSON.parse(got.body.toString()) as { layers: { digest: string }[] };
    const [layer] = layers;
    const blob = await send(port, 'GET', `/v2/a/blobs/${layer?.digest}`);
    expect(digestOf(blob.body), `${when}, layer of ${tag}`).toBe(layer?.digest);
  }
  for (const [place, offset] of seen.uploads) {
    const [, last = ''] = String((await send(port, 'GET', place)).headers.range).split('-');
    expect(Number(last) + 1, when).toBeGreaterThanOrEqual(offset);
    expect((await send(port, 'DELETE', place)).status, when).toBe(204);
    seen.uploads.delete(place);
  }
  const listed = await send(port, 'GET', '/v2/a/tags/list');
  for (const tag of listed.status === 200
    ? (JSON.parse(listed.body.toString()) as { tags: string[] }).tags
    : []) {
    expect((await send(port, 'GET', `/v2/a/manifests/${tag}`)).status, `${when}, listed tag ${tag}`).toBe(
      200,
    );
  }
}

/** After a start: every file has its row and its digest, every row its file, and there is no rubbish. */
async function verifyStore(dir: string, when: string, more?: Acknowledged): Promise<number> {
  const { registry, db } = openRegistry({}, dir, Date.now());
  await registry.recovered;
  const checked = (await more?.verify(registry, when)) ?? 0;
  expectWhole(db, dir, when);
  expect(db.prepare(PURGEABLE).pluck().get(), when).toBe(0);
  expect(filesIn(join(dir, 'trash')), when).toEqual([]);
  const ids = db.prepare('SELECT id FROM registry_uploads WHERE received > 0 ORDER BY id').pluck().all();
  expect(filesIn(join(dir, 'uploads')), when).toEqual(ids.map((id) => join(dir, 'uploads', String(id))));
  db.close();
  return checked;
}

/** Runs the script until it dies at its place, or at its end; hears what it acknowledged. */
async function dieAt(
  dir: string,
  round: number,
  nth: number,
  moment: string,
  acknowledged: Acknowledged,
): Promise<'died' | 'ended'> {
  const script = resolve(import.meta.dirname, 'crash-script.ts');
  const child = spawn(process.execPath, [script, dir, String(round), String(nth), moment], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let trouble = '';
  child.stderr.on('data', (data: Buffer) => {
    trouble += data.toString();
  });
  let how: 'died' | 'ended' = 'died';
  for await (const line of createInterface(child.stdout)) {
    const told = JSON.parse(line) as Told;
    if ('calls' in told) how = 'ended';
    acknowledged.hear(told);
  }
  if (child.exitCode !== null && child.exitCode !== 0) throw new Error(`round ${round}: ${trouble}`);
  return how;
}

describe('R-14: a killed engine loses nothing it acknowledged and leaves no rubbish', () => {
  it(
    `${AT_RANDOM} rounds of kill -9 during pushes, tag moves, uploads`,
    async () => {
      const dir = tempDir();
      const seen: Seen = { tags: new Map(), uploads: new Map() };
      for (let round = 0; round < AT_RANDOM; round += 1) {
        const { child, port } = await startServer(dir);
        await verify(port, seen, `round ${round}`);
        const working = [0, 1, 2].map((worker) => work(port, worker, round, seen).catch(() => undefined));
        await sleep(40 + Math.random() * 250);
        child.kill('SIGKILL');
        await Promise.all(working);
      }
      expect(seen.tags.size).toBeGreaterThan(3);
      await verifyStore(dir, 'after all rounds');
    },
    PATIENCE,
  );

  it(
    `${IN_COLLECTIONS} rounds of kill -9 during collections: what is tagged stays whole`,
    async () => {
      const dir = tempDir();
      const seen: Seen = { tags: new Map(), uploads: new Map() };
      for (let round = 0; round < IN_COLLECTIONS; round += 1) {
        const { child, port } = await startServer(dir);
        const working = [0, 1].map((worker) => work(port, worker, round, seen).catch(() => undefined));
        await sleep(150);
        const collecting = send(port, 'POST', '/collect').catch(() => undefined);
        await sleep(Math.random() * 30);
        child.kill('SIGKILL');
        await Promise.all([...working, collecting]);
      }
      const { child, port } = await startServer(dir);
      await verify(port, seen, 'after all collections');
      child.kill('SIGKILL');
      await verifyStore(dir, 'after all rounds');
    },
    PATIENCE,
  );

  it(
    `${AT_PLACES} rounds of kill -9 at each write, sync, rename, link, unlink and commit of push, tag move, delete and collection`,
    async () => {
      const dir = tempDir();
      const acknowledged = new Acknowledged();
      expect(await dieAt(tempDir(), 0, 0, 'before', acknowledged)).toBe('ended');
      const { calls } = acknowledged;
      expect(new Set(calls)).toEqual(
        new Set([
          'open',
          'write',
          'sync',
          'directory sync',
          'rename',
          'link',
          'unlink',
          'mkdir',
          'truncate',
          'commit',
        ]),
      );
      const places = calls.flatMap((call, at) =>
        MOMENTS.filter((moment) => moment !== 'half' || call === 'write').map((moment) => ({
          nth: at + 1,
          moment,
        })),
      );
      const seen = new Acknowledged();
      const hit = new Set<string>();
      let checked = 0;
      for (let round = 0; round < AT_PLACES; round += 1) {
        // All places where there are rounds enough, else spread over all of them.
        const at =
          AT_PLACES >= places.length
            ? round
            : Math.floor(((round + Math.random()) * places.length) / AT_PLACES);
        const place = places[at % places.length];
        if (!place) break;
        const how = await dieAt(dir, round, place.nth, place.moment, seen);
        if (how === 'died') hit.add(`${place.moment} ${place.nth}`);
        checked += await verifyStore(dir, `round ${round}, ${place.moment} call ${place.nth}`, seen);
      }
      console.log(
        `${AT_PLACES} rounds, ${hit.size} of ${places.length} places hit, ${checked} acknowledged things checked, none lost`,
      );
      expect(hit.size).toBeGreaterThanOrEqual(Math.min(AT_PLACES, places.length) * 0.9);
    },
    PATIENCE,
  );
});
