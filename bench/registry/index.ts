/**
 * `npm run bench:registry [-- GROUP…] [--rounds N] [--repositories N]`: our registry against Debian's docker-registry,
 * in turns on the same disk, with the servers' CPU seconds. Prints; asserts nothing.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { median } from '../measure.ts';
import { cpuSeconds, Drydock, Reference, residentMib, type Subject } from './servers.ts';
import { type Group, garbage, pull, push, reads, start, tags, type Work, writes } from './works.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '3' },
    repositories: { type: 'string', default: '1000' },
    dir: { type: 'string', default: tmpdir() },
  },
});
const all = [start, push, pull, reads, writes, tags, garbage(Number(values.repositories))];
const chosen = positionals.length > 0 ? all.filter(({ name }) => positionals.includes(name)) : all;

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

async function measure(subject: Subject, work: Work, round: number): Promise<Figures> {
  await work.before?.(subject, round);
  spawnSync('sync');
  const before = cpuSeconds(subject.pid());
  const { value, p99 = 0 } = await work.run(subject, round);
  return { value, p99, cpu: Math.max(0, cpuSeconds(subject.pid()) - before) };
}

const brief = (value: number): string =>
  value >= 100 ? String(Math.round(value)) : value.toFixed(value < 10 ? 2 : 1);

function report(work: Work, figures: readonly (readonly Figures[])[], subjects: readonly Subject[]): void {
  const middle = (at: number, of: (each: Figures) => number): number => median((figures[at] ?? []).map(of));
  const shown = subjects.map(({ name }, at) => {
    const late = middle(at, (each) => each.p99);
    const tail = late > 0 ? `, p99 ${brief(late)} ms` : '';
    const cpu = `CPU ${middle(at, (each) => each.cpu).toFixed(2)} s`;
    return `${name} ${brief(middle(at, (each) => each.value))} ${work.unit} (${cpu}${tail})`;
  });
  const [ours, theirs] = [middle(0, (each) => each.value), middle(1, (each) => each.value)];
  const ratio = work.unit === 'ms' ? theirs / ours : ours / theirs;
  const target = work.target === undefined ? '' : ` (wanted ${work.target}×)`;
  const verdict = subjects.length > 1 ? `  →  ${brief(ratio)}×${target}` : '';
  console.log(`${work.name.padEnd(36)} ${shown.join('   ')}${verdict}`);
}

async function runGroup(group: Group, subjects: readonly Subject[]): Promise<void> {
  for (const subject of subjects) {
    await subject.start();
    await group.prepare?.(subject);
  }
  for (const work of group.works) {
    const figures = subjects.map((): Figures[] => []);
    for (let round = 0; round < (group.rounds ?? Number(values.rounds)); round += 1) {
      for (const [at, subject] of subjects.entries()) figures[at]?.push(await measure(subject, work, round));
    }
    report(work, figures, subjects);
  }
  const memory = subjects.map((each) => `${each.name} ${brief(residentMib(each.pid(), true))} MiB`);
  console.log(`  peak memory: ${memory.join(', ')}`);
  for (const subject of subjects) await subject.stop();
}

const program = spawnSync('sh', ['-c', 'command -v docker-registry'], { encoding: 'utf8' }).stdout.trim();
if (program === '') console.log('docker-registry is not installed: only our own figures follow.');
try {
  for (const group of chosen) {
    const subjects = [
      new Drydock(freshDir(), 15_611),
      ...(program === '' ? [] : [new Reference(program, freshDir(), 15_612)]),
    ];
    await runGroup(group, subjects).finally(() => Promise.all(subjects.map((each) => each.stop())));
  }
} finally {
  for (const dir of dirs) rmSync(dir, { recursive: true, force: true });
}
