import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Connection } from './client.ts';

/** A registry in a process of its own. */
export interface Subject {
  readonly name: string;
  readonly port: number;
  /** Process id of the server. */
  pid(): number;
  /** Milliseconds to the first answer. */
  start(): Promise<number>;
  stop(): Promise<void>;
  /** Milliseconds of a whole collection. `undoMs`: keep the files so long, where the registry can. */
  collect(undoMs: number): Promise<number>;
}

async function untilReady(port: number): Promise<void> {
  for (;;) {
    const connection = new Connection(port);
    const reply = await connection.ask('GET', '/v2/').catch(() => undefined);
    connection.close();
    if (reply?.status === 200) return;
    await new Promise((wake) => setTimeout(wake, 2));
  }
}

abstract class Server implements Subject {
  abstract readonly name: string;
  readonly port: number;
  protected readonly dir: string;
  protected child: ChildProcess | undefined;

  constructor(dir: string, port: number) {
    this.dir = dir;
    this.port = port;
  }

  pid(): number {
    return this.child?.pid ?? 0;
  }

  async start(): Promise<number> {
    const before = performance.now();
    this.child = this.launch();
    await untilReady(this.port);
    return performance.now() - before;
  }

  async stop(): Promise<void> {
    const { child } = this;
    if (!child) return;
    const gone = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    await gone;
    this.child = undefined;
  }

  protected abstract launch(): ChildProcess;
  abstract collect(undoMs: number): Promise<number>;
}

/** The engine as users run it, with only the registry's listener. It collects while it serves. */
export class Drydock extends Server {
  readonly name = 'drydock';

  protected launch(): ChildProcess {
    const script = resolve(import.meta.dirname, 'serve.ts');
    const profile = process.env.DRYDOCK_BENCH_PROFILE;
    const flags = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [];
    return spawn(process.execPath, [...flags, script, this.dir, String(this.port)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      // As the installed program does: its launcher keeps compiled code too.
      env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'drydock-bench-code') },
    });
  }

  async collect(undoMs: number): Promise<number> {
    const { child } = this;
    if (!child) throw new Error('the server is not running');
    const before = performance.now();
    const done = new Promise((resolve) => child.once('message', resolve));
    child.send(undoMs);
    await done;
    return performance.now() - before;
  }
}

/** Debian's docker-registry (CNCF distribution). Its collection wants the server stopped. */
export class Reference extends Server {
  readonly name = 'docker-registry';
  readonly #program: string;
  readonly #config: string;

  constructor(program: string, dir: string, port: number) {
    super(dir, port);
    this.#program = program;
    this.#config = join(dir, 'config.yml');
    const lines = [
      'version: 0.1',
      'log: { level: error, accesslog: { disabled: true } }',
      `storage: { filesystem: { rootdirectory: ${dir}/data }, delete: { enabled: true }, cache: { blobdescriptor: inmemory } }`,
      `http: { addr: "127.0.0.1:${port}" }`,
    ];
    writeFileSync(this.#config, lines.join('\n'));
  }

  protected launch(): ChildProcess {
    return spawn(this.#program, ['serve', this.#config], { stdio: 'ignore' });
  }

  async collect(): Promise<number> {
    await this.stop();
    const before = performance.now();
    spawnSync(this.#program, ['garbage-collect', this.#config], { stdio: 'ignore' });
    const taken = performance.now() - before;
    await this.start();
    return taken;
  }
}

/** CPU seconds that a process has used, all threads; 0 where /proc is missing. */
export function cpuSeconds(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}

/** Resident memory in MiB, highest since the start when `peak`. */
export function residentMib(pid: number, peak = false): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number((peak ? /VmHWM:\s+(\d+)/ : /VmRSS:\s+(\d+)/).exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
