import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type Digest, digestOf } from '../../src/core/registry/index.ts';
import { imageBody, OCI_IMAGE, openRegistry, tempDir } from '../core/registry/helpers.ts';
import { send } from '../server/oci/helpers.ts';
import { CRASH_POINTS, type CrashMoment } from './crash-points.ts';

const ROUNDS = Number(process.env.DRYDOCK_CRASH_ROUNDS ?? 12);
const PATIENCE = 120_000 + ROUNDS * 6_000;
const MOMENTS: readonly CrashMoment[] = ['before', 'half', 'after'];

async function startServer(dir: string, ...at: string[]): Promise<{ child: ChildProcess; port: number }> {
  const script = resolve(import.meta.dirname, 'crash-server.ts');
  const child = spawn(process.execPath, [script, dir, ...at], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<number>((done, fail) => {
    child.stdout?.once('data', (data: Buffer) => done(Number(data.toString())));
    child.once('exit', () => fail(new Error('the server did not start')));
  });
  return { child, port };
}

/** What the registry said yes to. */
interface Acknowledged {
  readonly tags: Map<string, Digest>;
  /** Upload sessions with the offset that was acknowledged last. */
  readonly uploads: Map<string, number>;
}

/** Pushes, moves tags and uploads chunks until the server dies; notes what was acknowledged. */
async function work(port: number, worker: number, round: number, seen: Acknowledged): Promise<void> {
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

/** Collects until the server dies. */
async function collectAgainAndAgain(port: number): Promise<void> {
  for (;;) {
    await sleep(60);
    const answer = await send(port, 'POST', '/collect').catch(() => undefined);
    if (answer === undefined) return;
  }
}

/** Works and collects until the server dies at its armed place; kills it when it does not come there. */
async function dieAtWork(
  { child, port }: { readonly child: ChildProcess; readonly port: number },
  round: number,
  seen: Acknowledged,
): Promise<'died' | 'killed'> {
  const died = new Promise<'died'>((resolve) => child.once('exit', () => resolve('died')));
  const working = [0, 1, 2].map((worker) => work(port, worker, round, seen).catch(() => undefined));
  const collecting = collectAgainAndAgain(port);
  const how = await Promise.race([died, sleep(3_000, 'killed' as const)]);
  if (how === 'killed') child.kill('SIGKILL');
  await Promise.all([died, ...working, collecting]);
  return how;
}

/** What was acknowledged is there and whole, and everything that is listed can be read. */
async function verify(port: number, seen: Acknowledged, when: string): Promise<void> {
  for (const [tag, digest] of seen.tags) {
    const got = await send(port, 'GET', `/v2/a/manifests/${tag}`);
    expect([got.status, digestOf(got.body)], `${when}, ${tag}`).toEqual([200, digest]);
    const { layers } = JSON.parse(got.body.toString()) as { layers: { digest: string }[] };
    const [layer] = layers;
    const blob = await send(port, 'GET', `/v2/a/blobs/${layer?.digest}`);
    expect(digestOf(blob.body), `${when}, layer of ${tag}`).toBe(layer?.digest);
  }
  for (const [place, offset] of seen.uploads) {
    expect((await send(port, 'GET', place)).headers.range, when).toBe(`0-${offset - 1}`);
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

/** After the last start: every file has its row and its digest, every row its file, and there is no rubbish. */
async function verifyStore(dir: string): Promise<void> {
  const { registry, db } = openRegistry({}, dir, Date.now());
  await registry.recovered;
  const known = new Set(db.prepare('SELECT digest FROM registry_blobs').pluck().all());
  for (const file of filesIn(join(dir, 'blobs'))) {
    const digest = digestOf(readFileSync(join(file.parentPath, file.name)));
    expect(digest, 'content fits its name').toBe(`sha256:${file.name}`);
    expect(known.delete(digest), 'no file without a row').toBe(true);
  }
  expect(known.size, 'no row without a file').toBe(0);
  expect(filesIn(join(dir, 'trash'))).toEqual([]);
  expect(filesIn(join(dir, 'uploads')).length).toBe(registry.browse.usage().uploads);
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
}

const filesIn = (dir: string) =>
  readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

describe('R-14: a killed engine loses nothing it acknowledged and leaves no rubbish', () => {
  it(
    `${ROUNDS} rounds of kill -9 during pushes, tag moves, uploads`,
    async () => {
      const dir = tempDir();
      const seen: Acknowledged = { tags: new Map(), uploads: new Map() };
      for (let round = 0; round < ROUNDS; round += 1) {
        const { child, port } = await startServer(dir);
        await verify(port, seen, `round ${round}`);
        const working = [0, 1, 2].map((worker) => work(port, worker, round, seen).catch(() => undefined));
        await sleep(40 + Math.random() * 250);
        child.kill('SIGKILL');
        await Promise.all(working);
      }
      expect(seen.tags.size).toBeGreaterThan(3);
      await verifyStore(dir);
    },
    PATIENCE,
  );

  it(
    'kill -9 during collections: what is tagged stays whole',
    async () => {
      const dir = tempDir();
      const seen: Acknowledged = { tags: new Map(), uploads: new Map() };
      for (let round = 0; round < Math.ceil(ROUNDS / 3); round += 1) {
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
      await verifyStore(dir);
    },
    PATIENCE,
  );

  it(
    'kill -9 at every kind of write, sync, rename, unlink and commit, before, half way and after',
    async () => {
      const dir = tempDir();
      const seen: Acknowledged = { tags: new Map(), uploads: new Map() };
      const places = CRASH_POINTS.flatMap((point) =>
        MOMENTS.filter((moment) => moment !== 'half' || point === 'write').map((moment) => ({
          point,
          moment,
        })),
      );
      const hit = new Set<string>();
      for (let round = 0; round < Math.max(ROUNDS, places.length); round += 1) {
        const place = places[round % places.length];
        if (!place) break;
        const when = `round ${round}, ${place.moment} ${place.point}`;
        // Unlinks are few: only what a collection purges.
        const nth = 1 + Math.floor(Math.random() * (place.point === 'unlink' ? 2 : 12));
        // It may die while it tidies up after the death before: a place like any other.
        const started = await startServer(dir, place.point, String(nth), place.moment).catch(() => undefined);
        const how = started ? await dieAtWork(started, round, seen) : 'died';
        if (how === 'died') hit.add(`${place.moment} ${place.point}`);
        const next = await startServer(dir);
        await verify(next.port, seen, when);
        next.child.kill('SIGKILL');
      }
      expect(hit.size, [...hit].join(', ')).toBe(places.length);
      await verifyStore(dir);
    },
    PATIENCE,
  );
});
