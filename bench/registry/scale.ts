import { median } from '../measure.ts';
import { fillCatalog, fillStore, fillTags } from './big-store.ts';
import { Connection, expectStatus, onConnections } from './client.ts';
import { MIB, manifestOf, pushBlob, putManifest, randomContent } from './content.ts';
import { cpuSeconds, type Drydock, type Reference, residentMib } from './servers.ts';
import { brief, type Table } from './table.ts';
import { percentile } from './works.ts';

const ms = (value: number): string => `${brief(value)} ms`;

/** What these measurements need: stores that are made, not pushed. `theirs` undefined: not installed. */
export interface Scale {
  readonly table: Table;
  readonly freshDir: () => string;
  readonly drydock: (dir: string) => Drydock;
  readonly reference: (dir: string) => Reference | undefined;
}

const OUR_TAGS = 1_000_000;
/** A million folders take them minutes to make; they read all of them for every page, so a million is ten times this. */
const THEIR_TAGS = 100_000;
const REPOSITORIES = 100_000;
const number = (value: number): string => value.toLocaleString('en-US');

async function times(port: number, paths: readonly string[]): Promise<number[]> {
  const connection = new Connection(port);
  const taken: number[] = [];
  for (const path of paths) {
    const before = performance.now();
    expectStatus(await connection.ask('GET', path), 200, path);
    taken.push(performance.now() - before);
  }
  connection.close();
  return taken;
}

const last = (at: number): string => `&last=v${String(at).padStart(7, '0')}`;

/** A page of 100 from the start, the middle and the end of very many tags, and of the catalog. */
export async function lists({ table, freshDir, drydock, reference }: Scale): Promise<void> {
  const ours = drydock(freshDir());
  ours.fill((db) => {
    fillTags(db, 'big/tags', OUR_TAGS);
    fillCatalog(db, REPOSITORIES);
  });
  const theirs = reference(freshDir());
  theirs?.fillTags('big/tags', THEIR_TAGS);
  theirs?.fillCatalog(1_000);
  await ours.start();
  await theirs?.start();
  const pages = [
    ['start', ''],
    ['middle', 0.5],
    ['end', 0.9999],
  ] as const;
  const path = (part: '' | number, count: number) =>
    `/v2/big/tags/tags/list?n=100${part === '' ? '' : last(Math.floor(count * part))}`;
  for (const [name, part] of pages) {
    const mine = await times(ours.port, Array(100).fill(path(part, OUR_TAGS)));
    const other = theirs && (await times(theirs.port, Array(5).fill(path(part, THEIR_TAGS))));
    const what = `100 tags of ${number(OUR_TAGS)} (theirs ${number(THEIR_TAGS)}), ${name}`;
    compare(table, what, mine, other, 20);
  }
  const middle = `/v2/_catalog?n=100&last=all/c${String(REPOSITORIES / 2).padStart(7, '0')}`;
  const mine = await times(ours.port, Array(100).fill(middle));
  const other = theirs && (await times(theirs.port, Array(5).fill('/v2/_catalog?n=100&last=all/c0000500')));
  compare(table, `100 of ${number(REPOSITORIES)} repositories (theirs 1,000)`, mine, other, 20);
  await ours.stop();
  await theirs?.stop();
}

function compare(
  table: Table,
  name: string,
  mine: number[],
  other: number[] | undefined,
  wanted: number,
): void {
  const ratio = other && median(other) / median(mine);
  table.add({
    name,
    ours: ms(median(mine)),
    ...(other && { theirs: ms(median(other)) }),
    ...(ratio !== undefined && { ratio, wanted: `≥ ${wanted}×`, met: ratio >= wanted }),
    p99: [percentile(mine, 0.99), ...(other ? [percentile(other, 0.99)] : [])],
  });
}

/** GETs of small blobs on 16 connections until `until` resolves: milliseconds of each. */
async function load(port: number, paths: readonly string[], until: Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  let going = true;
  void until.then(() => {
    going = false;
  });
  let next = 0;
  const loop = async (connection: Connection): Promise<void> => {
    while (going) {
      const path = paths[next++ % paths.length] ?? '';
      const before = performance.now();
      expectStatus(await connection.ask('GET', path), 200, path);
      taken.push(performance.now() - before);
    }
  };
  await onConnections(port, 16, Array(16).fill(loop));
  return taken;
}

/** Starts, plans, cancels and collects stores of growing size; the smallest also while requests come in. */
export async function largeStores(
  { table, freshDir, drydock }: Scale,
  sizes: readonly number[],
): Promise<void> {
  const totals: number[] = [];
  for (const [at, size] of sizes.entries()) {
    const ours = drydock(freshDir());
    ours.fill((db) => fillStore(db, { repositories: size / 1_000, images: 100, blobsPerImage: 10 }));
    await ours.start();
    await ours.stop();
    const ready = await ours.start(true);
    await ours.stop();
    await ours.start();
    const name = `${number(size)} blobs`;
    table.add({
      name: `${name}: start to the first answer`,
      ours: ms(ready),
      wanted: '< 300 ms',
      met: ready < 300,
    });
    if (at === 0) await whileServing(table, ours, name);
    for (const [cancelAfterMs, what] of [
      [200, 'plan'],
      [0, 'run'],
    ] as const) {
      if (at === 0) continue;
      const planMs = what === 'plan' ? 0 : (totals.at(-1) ?? 1000);
      const { cancelMs } = await ours.order({ undoMs: 600_000, cancelAfterMs: cancelAfterMs || planMs });
      table.add({
        name: `${name}: cancel (${what})`,
        ours: ms(cancelMs),
        wanted: '< 200 ms',
        met: cancelMs < 200,
      });
    }
    if (at > 0) {
      const before = cpuSeconds(ours.pid());
      const { planMs, totalMs, items } = await ours.order({ undoMs: 0 });
      totals.push(planMs);
      const perItem = totalMs / Math.max(1, items);
      perItems.push(perItem);
      const growth = perItems.length > 1 ? perItem / (perItems.at(-2) ?? perItem) : undefined;
      table.add({
        name: `${name}: collect half (plan ${ms(planMs)})`,
        ours: ms(totalMs),
        cpu: [cpuSeconds(ours.pid()) - before],
        ...(growth !== undefined && {
          theirs: `${brief(growth)} per item`,
          wanted: 'linear: ≤ 1.2',
          met: growth <= 1.2,
        }),
      });
    }
    await ours.stop();
  }
}

const perItems: number[] = [];

/** What requests feel of a collection. */
async function whileServing(table: Table, ours: Drydock, name: string): Promise<void> {
  const blobs = Array.from({ length: 200 }, () => randomContent(10 * 1024));
  await onConnections(
    ours.port,
    4,
    blobs.map((each) => (connection) => pushBlob(connection, 'served/a', each)),
  );
  const connection = new Connection(ours.port);
  await putManifest(connection, 'served/a', 'all', manifestOf(blobs, 'all'));
  connection.close();
  const paths = blobs.map(({ digest }) => `/v2/served/a/blobs/${digest}`);
  const pause = () => new Promise((wake) => setTimeout(wake, 3_000));
  await load(ours.port, paths, pause());
  const calm = await load(ours.port, paths, pause());
  const collected = ours.order({ undoMs: 0 });
  const busy = await load(ours.port, paths, collected);
  const { totalMs } = await collected;
  const p99 = [percentile(calm, 0.99), percentile(busy, 0.99)] as const;
  const growth = p99[1] / p99[0];
  table.add({
    name: `${name}: collected in ${ms(totalMs)} under load`,
    ours: `p99 ${brief(growth)} of calm`,
    wanted: '≤ 2',
    met: growth <= 2,
    p99,
  });
}

/**
 * What an upload costs in memory: the growth from eight at once to 24. The first eight make V8 enlarge its young
 * generation, which stays and is no upload's.
 */
export async function memory({ table, freshDir, drydock }: Scale): Promise<void> {
  const ours = drydock(freshDir());
  await ours.start();
  const push = async (count: number): Promise<number> => {
    const contents = Array.from({ length: count }, () => randomContent(32 * MIB));
    let peak = 0;
    const timer = setInterval(() => {
      peak = Math.max(peak, residentMib(ours.pid()));
    }, 10);
    await onConnections(
      ours.port,
      count,
      contents.map((each) => (connection) => pushBlob(connection, 'bench/memory', each)),
    );
    clearInterval(timer);
    return peak;
  };
  await push(1);
  const one = await push(1);
  await push(8);
  const eight = await push(8);
  const many = await push(24);
  const each = (many - eight) / 16;
  table.add({
    name: 'resident memory, 1 / 8 / 24 uploads at once',
    ours: `${brief(one)} / ${brief(eight)} / ${brief(many)} MiB`,
    wanted: '< 2 MiB each',
    theirs: `${brief(each)} MiB each`,
    met: each < 2,
  });
  await ours.stop();
}
