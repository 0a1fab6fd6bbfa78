import { median } from '../measure.ts';
import { fillCatalog, fillStore, fillTags } from './big-store.ts';
import { Connection, expectStatus, onConnections } from './client.ts';
import { MIB, manifestOf, pushBlob, putManifest, randomContent } from './content.ts';
import { type CollectAnswer, cpuSeconds, type Drydock, type Reference, residentMib } from './servers.ts';
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

interface Collected extends CollectAnswer {
  /** Seconds. */
  readonly cpu: number;
}

/** Times that a store is collected, in turns with those of other sizes: machines are noisy. */
const TURNS = 3;

/** Starts, plans, cancels and collects stores of growing size; the smallest only while requests come in. */
export async function largeStores(scale: Scale, [first = 0, ...sizes]: readonly number[]): Promise<void> {
  const small = await filled(scale, first);
  await startsSoon(scale, small, first);
  await whileServing(scale.table, small, `${number(first)} blobs`);
  await small.stop();
  const collected = new Map<number, Collected[]>(sizes.map((size) => [size, []]));
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const size of sizes) {
      const ours = await filled(scale, size);
      if (turn === 0) {
        await startsSoon(scale, ours, size);
        await cancels(scale, ours, size, 'plan');
      }
      const before = cpuSeconds(ours.pid());
      const answer = await ours.order({ undoMs: 0 });
      collected.get(size)?.push({ ...answer, cpu: cpuSeconds(ours.pid()) - before });
      await ours.stop();
      ours.discard();
    }
  }
  growth(scale.table, collected);
  for (const size of sizes) {
    const ours = await filled(scale, size);
    await cancels(scale, ours, size, 'run');
    await ours.stop();
    ours.discard();
  }
}

/** A server with so many blobs, half of them garbage, that has been started. */
async function filled({ drydock, freshDir }: Scale, size: number): Promise<Drydock> {
  const ours = drydock(freshDir());
  ours.fill((db) => fillStore(db, { repositories: size / 1_000, images: 100, blobsPerImage: 10 }));
  await ours.start();
  return ours;
}

/** Leaves it started. */
async function startsSoon({ table }: Scale, ours: Drydock, size: number): Promise<void> {
  await ours.stop();
  const ready = await ours.start(true);
  await ours.stop();
  await ours.start();
  table.add({
    name: `${number(size)} blobs: start to the first answer`,
    ours: ms(ready),
    wanted: '< 300 ms',
    met: ready < 300,
  });
}

async function cancels({ table }: Scale, ours: Drydock, size: number, part: 'plan' | 'run'): Promise<void> {
  const { cancelMs } = await ours.order({ undoMs: 600_000, cancel: { in: part, afterMs: 200 } });
  table.add({
    name: `${number(size)} blobs: cancel (${part})`,
    ours: ms(cancelMs),
    wanted: '< 200 ms',
    met: cancelMs > 0 && cancelMs < 200,
  });
}

/** What an item costs in the median, and how much more than in the next smaller store. */
function growth(table: Table, collected: ReadonlyMap<number, readonly Collected[]>): void {
  let before: number | undefined;
  for (const [size, answers] of collected) {
    const each = median(answers.map(({ totalMs, items }) => totalMs / Math.max(1, items)));
    const times = before === undefined ? undefined : each / before;
    const planMs = median(answers.map((answer) => answer.planMs));
    table.add({
      name: `${number(size)} blobs: collect half (plan ${ms(planMs)})`,
      ours: ms(median(answers.map(({ totalMs }) => totalMs))),
      theirs: times === undefined ? `${brief(each * 1000)} us per item` : `${brief(times)} per item`,
      cpu: [median(answers.map(({ cpu }) => cpu))],
      ...(times !== undefined && { wanted: 'linear: ≤ 1.2', met: times <= 1.2 }),
    });
    before = each;
  }
}

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
