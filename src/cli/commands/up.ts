import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findAction } from '../../actions/index.ts';
import { ClientError } from '../../client/index.ts';
import { DrydockError, diskError, type ErrorReport } from '../../core/errors/index.ts';
import { makeFolder } from '../../core/folders.ts';
import { type Lang, text } from '../../core/text.ts';
import { readEndpoint } from '../../server/endpoint/index.ts';
import { attach } from '../access.ts';
import type { NativeCommand } from './native.ts';
import { declarePorts, portArguments } from './ports.ts';

const about = text(
  'start the engine in the background, with console and registry',
  '在后台启动引擎、控制台与镜像仓库',
);

const STEP_MS = 50;
const PATIENCE_MS = 15_000;

/** Starts a detached engine process unless one runs, waits until it answers, and prints its status. */
export const upCommand = (lang: Lang): NativeCommand => ({
  name: 'up',
  declare: (command) => declarePorts(command.description(about[lang]), lang),
  async run(_args, options, context) {
    await ensureEngine(context.home, portArguments(options));
    const { runAction } = await import('../run.ts');
    const status = findAction('engine.status');
    return status ? runAction(status, {}, context) : 3;
  },
});

/** Makes sure that a background engine runs for `home`. Errors: ENGINE_UNREACHABLE with what the engine said, STORE_*. */
export async function ensureEngine(home: string, ports: readonly string[]): Promise<void> {
  if (await attach(home)) return;
  let child = launch(home, ports);
  try {
    for (let waited = 0; waited < PATIENCE_MS; waited += STEP_MS) {
      if (await attach(home)) return;
      const pause = new Promise<undefined>((resolve) => setTimeout(resolve, STEP_MS));
      const code = await Promise.race([child.ended, pause]);
      if (code !== undefined && !lostRace(child.log)) throw saidInLog(child.log) ?? silent(home, child.pid);
      await pause;
      // Another command that started an engine at the same time was first: its engine is ours too. But an engine that was just
      // stopping never answers: the next one gets its place.
      if (code !== undefined && !(await attach(home))) child = launch(home, ports);
    }
    throw new DrydockError('ENGINE_UNREACHABLE', {
      home,
      pid: child.pid,
      detail: 'it did not answer in time',
    });
  } finally {
    keepLog(home, child);
  }
}

/** What an engine says at its start, and when it dies: of the engine that runs, else of the last that did not come up. */
const startLog = (home: string): string => join(home, 'logs', 'start.log');

interface Launched {
  readonly pid: number;
  /** Of this start alone: commands that start an engine at the same time must not empty each other's. */
  readonly log: string;
  /** The exit status. */
  readonly ended: Promise<number>;
}

function launch(home: string, ports: readonly string[]): Launched {
  try {
    makeFolder(join(home, 'logs'));
    const log = join(home, 'logs', `start-${process.pid}.log`);
    const output = openSync(log, 'w', 0o600);
    const child = spawn(
      process.execPath,
      [process.argv[1] ?? '', 'engine', '--home', home, '--json', ...ports],
      {
        detached: true,
        stdio: ['ignore', output, output],
        windowsHide: true,
      },
    );
    closeSync(output);
    child.unref();
    const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
    return { pid: child.pid ?? 0, log, ended };
  } catch (error) {
    throw diskError(error, home);
  }
}

/** The log of an engine that was second has nothing to tell; any other becomes the start's log, whoever writes to it. */
function keepLog(home: string, { pid, log }: Launched): void {
  try {
    const running = readEndpoint(home);
    if (running && running.pid !== pid) rmSync(log, { force: true });
    else renameSync(log, startLog(home));
  } catch {
    // It stays under its own name.
  }
}

function lostRace(log: string): boolean {
  try {
    return readFileSync(log, 'utf8').includes('ENGINE_RUNNING');
  } catch {
    return false;
  }
}

/** The error that the engine ended with, as it would have said it itself. */
function saidInLog(log: string): ClientError | undefined {
  try {
    const line = readFileSync(log, 'utf8')
      .split('\n')
      .find((each) => each.startsWith('{"type":"error"'));
    return line === undefined
      ? undefined
      : new ClientError((JSON.parse(line) as { error: ErrorReport }).error);
  } catch {
    return undefined;
  }
}

const silent = (home: string, pid: number): DrydockError =>
  new DrydockError('ENGINE_UNREACHABLE', { home, pid, detail: `it ended at once; see ${startLog(home)}` });
