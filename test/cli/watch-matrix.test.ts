import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MatrixView, WatchEvent, WatchView } from '../../src/actions/index.ts';
import { bin, drydock } from '../helpers/cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'drydock-cli-watch-'));
const home = join(folder, 'home');
const project = join(folder, 'hello');
const run = (...args: string[]) => drydock(args, { home });

beforeAll(async () => {
  expect((await run('project', 'sample', project)).status).toBe(0);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Line = WatchEvent | { readonly type: 'result'; readonly result: WatchView };

describe('simulate --watch', () => {
  it('gives a verdict a line after each edit, and ends with the last one’s status', async () => {
    const file = join(project, '.cloudapp/software/chart/templates/web.yaml');
    const text = readFileSync(file, 'utf8');
    const child = spawn(process.execPath, [bin, 'simulate', project, '--watch', '--rounds', '3', '--json'], {
      env: { ...process.env, DRYDOCK_HOME: home },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    const verdicts: Extract<WatchEvent, { type: 'verdict' }>['verdict'][] = [];
    let view: WatchView | undefined;
    for await (const line of createInterface({ input: child.stdout })) {
      const event = JSON.parse(line) as Line;
      if (event.type === 'result') view = event.result;
      if (event.type !== 'verdict') continue;
      verdicts.push(event.verdict);
      if (verdicts.length === 1) writeFileSync(file, `{{ fail "by hand" }}\n${text}`);
      if (verdicts.length === 2) writeFileSync(file, text);
    }
    expect(await ended).toBe(0);
    expect(verdicts.map((each) => each.status)).toEqual(['succeeded', 'failed', 'succeeded']);
    expect(verdicts[1]?.changed).toEqual(['software/chart/templates/web.yaml']);
    expect(verdicts[1]?.failures[0]?.message.en).toContain('by hand');
    expect(verdicts[2]?.news.cured.map((each) => each.code)).toEqual(
      verdicts[1]?.failures.map((each) => each.code),
    );
    expect(verdicts[2]?.again).toMatchObject({ plan: false, form: false });
    expect(view).toMatchObject({ verdicts: 3, cancelled: false });
    // Watching leaves nothing behind.
    expect(JSON.parse((await run('instance', 'list', '--json')).stdout)).toEqual([]);
  }, 60_000);

  it('ends with 130 when it is interrupted, and 2 for --rounds without --watch', async () => {
    const child = spawn(process.execPath, [bin, 'project', 'watch', project], {
      env: { ...process.env, DRYDOCK_HOME: home, LANG: 'C' },
    });
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.includes('would succeed')) child.kill('SIGINT');
    }
    expect(await ended).toBe(130);
    expect((await run('simulate', project, '--rounds', '2')).status).toBe(2);
  }, 60_000);
});

describe('matrix', () => {
  it('runs the sample’s on worker threads: heat map, exit status, a cell that is played', async () => {
    const { stdout, status } = await run('matrix', project, '--workers', '2');
    expect(stdout).toMatch(/^none {2,}S S S$/m);
    expect(stdout).toMatch(/^sold-out {2,}E E E$/m);
    expect(stdout).toContain('12 of 12 cells as expected');
    expect(status).toBe(0);
    const file = join(project, 'scenarios/conditions.matrix.yaml');
    const played = await run('simulate', project, '--scenario', `${file}#fault=sold-out,account=usual`);
    expect(played.stdout).toContain('SIM_STOCK_SOLD_OUT');
    expect(played.status).toBe(1);
  }, 90_000);

  it('ends with 1 when a cell is not as expected; JSON has its failure', async () => {
    const file = join(project, 'scenarios/own.matrix.yaml');
    writeFileSync(file, 'axes: {fault: {faults: [none, sold-out]}}\n');
    const which = await run('matrix', project);
    expect(which.output).toContain('MATRIX_WHICH');
    expect(which.status).toBe(2);
    const { stdout, status } = await run('matrix', project, '--file', file, '--format', 'json');
    expect(status).toBe(1);
    const view = JSON.parse(stdout) as MatrixView;
    expect(view.cells.map((each) => each.state)).toEqual(['succeeds', 'fails']);
    expect(view.cells[1]?.result?.failures[0]?.code).toBe('SIM_STOCK_SOLD_OUT');
    const tap = await run('matrix', project, '--file', file, '--format', 'tap');
    expect(tap.stdout).toMatch(/^TAP version 14\n1\.\.2\nok 1 - .*\nnot ok 2 - /);
    rmSync(file);
  }, 90_000);
});

describe('golden files', () => {
  it('are written, compared and shown as a diff', async () => {
    const test = (...more: string[]) => run('test', project, '--filter', 'ok.yaml', ...more);
    expect((await test('--update-golden')).stdout).toContain('wrote golden/ok/');
    expect((await test()).status).toBe(0);
    const file = join(project, '.cloudapp/software/chart/templates/extra.yaml');
    writeFileSync(file, '# a comment makes no object\n');
    expect((await test()).status).toBe(0);
    writeFileSync(file, 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: extra\n');
    const changed = await test();
    expect(changed.status).toBe(1);
    expect(changed.stdout).toMatch(/--- a\/manifests\/.*ConfigMap-extra.yaml\n +\+\+\+ b\/manifests\//);
    expect(changed.stdout).toContain('+  name: extra');
    rmSync(file);
  }, 90_000);
});
