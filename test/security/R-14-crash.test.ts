import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type Digest, digestOf } from '../../src/core/registry/index.ts';
import { imageBody, OCI_IMAGE, openRegistry, tempDir } from '../core/registry/helpers.ts';
import { send } from '../server/oci/helpers.ts';

const ROUNDS = Number(process.env.DRYDOCK_CRASH_ROUNDS ?? 12);

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

const filesIn = (dir: string) =>
  readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

describe('R-14: a killed engine loses nothing it acknowledged and leaves no rubbish', () => {
  it(`${ROUNDS} rounds of kill -9 during pushes, tag moves, uploads`, async () => {
    const dir = tempDir();
    const seen: Acknowledged = { tags: new Map(), uploads: new Map() };
    for (let round = 0; round < ROUNDS; round += 1) {
      const { child, port } = await startServer(dir);
      for (const [tag, digest] of seen.tags) {
        const got = await send(port, 'GET', `/v2/a/manifests/${tag}`);
        expect([got.status, digestOf(got.body)], `round ${round}, ${tag}`).toEqual([200, digest]);
        const { layers } = JSON.parse(got.body.toString()) as { layers: { digest: string }[] };
        const [layer] = layers;
        const blob = await send(port, 'GET', `/v2/a/blobs/${layer?.digest}`);
        expect(digestOf(blob.body), `round ${round}, layer of ${tag}`).toBe(layer?.digest);
      }
      for (const [place, offset] of seen.uploads) {
        expect((await send(port, 'GET', place)).headers.range, `round ${round}`).toBe(`0-${offset - 1}`);
      }
      const listed = await send(port, 'GET', '/v2/a/tags/list');
      for (const tag of listed.status === 200
        ? (JSON.parse(listed.body.toString()) as { tags: string[] }).tags
        : []) {
        expect((await send(port, 'GET', `/v2/a/manifests/${tag}`)).status, `listed tag ${tag}`).toBe(200);
      }
      const working = [0, 1, 2].map((worker) => work(port, worker, round, seen).catch(() => undefined));
      await sleep(40 + Math.random() * 250);
      child.kill('SIGKILL');
      await Promise.all(working);
    }
    expect(seen.tags.size).toBeGreaterThan(3);
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
  }, 180_000);

  it('kill -9 during collections: what is tagged stays whole', async () => {
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
    const { registry, db } = openRegistry({}, dir, Date.now());
    await registry.recovered;
    const known = new Set(db.prepare('SELECT digest FROM registry_blobs').pluck().all());
    const files = filesIn(join(dir, 'blobs')).map((file) => `sha256:${file.name}`);
    expect(files.sort()).toEqual([...known].sort());
    for (const [tag, digest] of seen.tags) expect(registry.manifests.get('a', tag)?.digest, tag).toBe(digest);
    expect(filesIn(join(dir, 'trash'))).toEqual([]);
  }, 120_000);
});
