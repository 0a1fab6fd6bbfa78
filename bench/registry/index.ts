/**
 * `npm run bench:registry [-- GROUP…] [--rounds N] [--repositories N] [--sizes N,N,…] [--cold]`: our registry against
 * Debian's docker-registry, in turns on the same disk, with the servers' CPU seconds. One table; asserts nothing.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { median } from '../measure.ts';
import { largeStores, lists, memory, type Scale } from './scale.ts';
import { cpuSeconds, Drydock, Reference, residentMib, type Subject } from './servers.ts';
import { brief, type Row, Table } from './table.ts';
import { type Group, garbage, pull, push, reads, start, type Work, writes } from './works.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '3' },
    repositories: { type: 'string', default: '1000' },
    sizes: { type: 'string', default: '100000,250000,1000000' },
    cold: { type: 'boolean', default: false },
    dir: { type: 'string', default: tmpdir() },
  },
});
const OURS = 15_611;
const THEIRS = 15_612;

const dirs: string[] = [];
const freshDir = (): string => {
  const dir = mkdtempSync(join(values.dir, 'drydock-bench-'));
  dirs.push(dir);
  return dir;
};

interface Figures {
  readonly value: number;
  readonly cpu: number;
  readonly p99: number;
}

/**
 * A virtual machine that gives free memory back to its host pays for every page that is touched again: more than hashing
 * what is written to it. So it is touched just before, for both alike.
 */
function touchMemory(bytes: number): void {
  spawnSync(process.execPath, ['-e', `Buffer.alloc(${Math.round(bytes * 1.5)}, 1)`]);
}

async function measure(subject: Subject, work: Work, round: number): Promise<Figures> {
  await work.before?.(subject, round);
  spawnSync('sync');
  if (work.writes !== undefined && !values.cold) touchMemory(work.writes);
  const before = cpuSeconds(subject.pid());
  const { value, p99 = 0 } = await work.run(subject, round);
  return { value, p99, cpu: Math.max(0, cpuSeconds(subject.pid()) - before) };
}

function rowOf(work: Work, figures: readonly (readonly Figures[])[]): Row {
  const middle = (of: (each: Figures) => number): number[] => figures.map((each) => median(each.map(of)));
  const [ours = 0, theirs] = middle(({ value }) => value);
  const p99 = middle((each) => each.p99);
  const shown = (value: number): string => `${brief(value)} ${work.unit}`;
  const ratio = theirs === undefined ? undefined : work.unit === 'ms' ? theirs / ours : ours / theirs;
  const [late = 0, theirLate] = p99;
  const wishes: [string, boolean][] = [];
  if (work.target !== undefined && ratio !== undefined)
    wishes.push([`≥ ${work.target}×`, ratio >= work.target]);
  if (work.targetMs !== undefined) wishes.push([`< ${work.targetMs} ms`, ours < work.targetMs]);
  if (work.targetP99 !== undefined && theirLate !== undefined)
    wishes.push([`p99 < ${work.targetP99}`, late < theirLate * work.targetP99]);
  return {
    name: work.name,
    ours: shown(ours),
    ...(theirs !== undefined && { theirs: shown(theirs) }),
    ...(ratio !== undefined && { ratio }),
    cpu: middle(({ cpu }) => cpu),
    ...(late > 0 && { p99 }),
    ...(wishes.length > 0 && {
      wanted: wishes.map(([text]) => text).join(', '),
      met: wishes.every(([, met]) => met),
    }),
  };
}

async function runGroup(group: Group, subjects: readonly Subject[], table: Table): Promise<void> {
  for (const subject of subjects) {
    await subject.start();
    await group.prepare?.(subject);
  }
  for (const work of group.works) {
    const figures = subjects.map((): Figures[] => []);
    for (let round = 0; round < (group.rounds ?? Number(values.rounds)); round += 1) {
      for (const [at, subject] of subjects.entries()) figures[at]?.push(await measure(subject, work, round));
    }
    table.add(rowOf(work, figures));
  }
  const peaks = subjects.map((each) => `${each.name} ${brief(residentMib(each.pid(), true))} MiB`);
  table.note(`peak memory: ${peaks.join(', ')}`);
  for (const subject of subjects) await subject.stop();
}

const program = spawnSync('sh', ['-c', 'command -v docker-registry'], { encoding: 'utf8' }).stdout.trim();
if (program === '') console.log('docker-registry is not installed: only our own figures follow.');
const table = new Table();
const running: Subject[] = [];
const known = <T extends Subject>(subject: T): T => {
  running.push(subject);
  return subject;
};
const scale: Scale = {
  table,
  freshDir,
  drydock: (dir) => known(new Drydock(dir, OURS)),
  reference: (dir) => (program === '' ? undefined : known(new Reference(program, dir, THEIRS))),
};
const compared = (group: Group) => async (): Promise<void> => {
  const subjects = [scale.drydock(freshDir()), scale.reference(freshDir())];
  await runGroup(
    group,
    subjects.filter((each) => each !== undefined),
    table,
  );
};
const parts: Readonly<Record<string, () => Promise<void>>> = {
  start: compared(start),
  push: compared(push),
  pull: compared(pull),
  reads: compared(reads),
  writes: compared(writes),
  memory: () => memory(scale),
  lists: () => lists(scale),
  gc: compared(garbage(Number(values.repositories))),
  large: () => largeStores(scale, values.sizes.split(',').map(Number)),
};
// A bench that is stopped leaves no server and no store behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    for (const subject of running) if (subject.pid() > 0) process.kill(subject.pid(), 'SIGKILL');
    for (const dir of dirs) rmSync(dir, { recursive: true, force: true });
    process.exit(130);
  });
}
const chosen = positionals.length > 0 ? positionals : Object.keys(parts);
try {
  for (const name of chosen) {
    const part = parts[name];
    if (!part) throw new Error(`there is no part ${name}; there are ${Object.keys(parts).join(', ')}`);
    await part();
    for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true, force: true });
  }
  table.end();
} finally {
  for (const subject of running) await subject.stop();
  for (const dir of dirs) rmSync(dir, { recursive: true, force: true });
}
