import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Database, openStore } from '../../src/core/store/index.ts';
import { loadMigrations } from '../../src/server/assets.ts';
import { fillStore } from './big-store.ts';
import { Connection } from './client.ts';
import { fillDistribution } from './distribution-store.ts';

const PROGRAM = resolve(import.meta.dirname, '../../bin/drydock.js');
const BUILT = resolve(import.meta.dirname, '../../dist/cli.js');

/** A registry in a process of its own. */
export interface Subject {
  readonly name: string;
  readonly port: number;
  /** Process id of the server. */
  pid(): number;
  /** Milliseconds to the first answer. `installed`: the built program, where there is one, as users start it. */
  start(installed?: boolean): Promise<number>;
  stop(): Promise<void>;
  /** Stopped: puts two images of ten 4 KiB blobs into each of so many repositories; one of the two has no tag. */
  fillImages(prefix: string, repositories: number): void;
  /** Milliseconds of a whole collection. `undoMs`: keep the files so long, where the registry can. */
  collect(undoMs: number): Promise<number>;
}

/** What the engine is asked to collect. */
export interface CollectOrder {
  /** Keep the files so long. */
  readonly undoMs: number;
  /** Cancels it so many milliseconds after its plan, or its run, began. */
  readonly cancel?: { readonly in: 'plan' | 'run'; readonly afterMs: number };
}

export interface CollectAnswer {
  readonly planMs: number;
  readonly totalMs: number;
  /** From the cancellation to the end; 0 where it was not cancelled. */
  readonly cancelMs: number;
  readonly items: number;
}

async function untilReady(port: number, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error('the registry ended instead of serving');
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

  async start(installed = false): Promise<number> {
    const before = performance.now();
    this.child = this.launch(installed);
    await untilReady(this.port, this.child);
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

  /** Stopped: removes its folder. */
  discard(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }

  protected abstract launch(installed: boolean): ChildProcess;
  abstract fillImages(prefix: string, repositories: number): void;
  abstract collect(undoMs: number): Promise<number>;
}

/** The engine as users run it, with only the registry's listener. It collects while it serves. */
export class Drydock extends Server {
  readonly name = 'drydock';

  protected launch(installed: boolean): ChildProcess {
    if (installed && existsSync(BUILT)) {
      const ports = ['--registry-port', String(this.port), '--console-port', '0'];
      return spawn(process.execPath, [PROGRAM, 'engine', '--home', this.dir, ...ports], { stdio: 'ignore' });
    }
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
    return (await this.order({ undoMs })).totalMs;
  }

  order(order: CollectOrder): Promise<CollectAnswer> {
    const { child } = this;
    if (!child) throw new Error('the server is not running');
    return new Promise((resolve, reject) => {
      child.once('message', (answer: CollectAnswer) => resolve(answer));
      child.once('exit', () => reject(new Error('the engine ended')));
      child.send(order);
    });
  }

  fillImages(prefix: string, repositories: number): void {
    const files = join(this.dir, 'blobs');
    this.fill((db) => fillStore(db, { prefix, repositories, images: 2, blobsPerImage: 10, files }));
  }

  /** Changes the store of a server that is stopped. */
  fill(work: (db: Database) => void): void {
    const db = openStore(this.dir, loadMigrations(), () => new Date());
    work(db);
    db.close();
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

  /** So many tags in a repository, as its storage driver lists them. */
  fillTags(repository: string, count: number): void {
    const tags = join(this.dir, 'data/docker/registry/v2/repositories', repository, '_manifests/tags');
    mkdirSync(tags, { recursive: true });
    for (let at = 0; at < count; at += 1) mkdirSync(join(tags, `v${String(at).padStart(7, '0')}`));
  }

  /** So many repositories. */
  fillCatalog(count: number): void {
    const all = join(this.dir, 'data/docker/registry/v2/repositories/all');
    for (let at = 0; at < count; at += 1) {
      mkdirSync(join(all, `c${String(at).padStart(7, '0')}`, '_manifests'), { recursive: true });
    }
  }

  fillImages(prefix: string, repositories: number): void {
    fillDistribution(join(this.dir, 'data/docker/registry/v2'), prefix, repositories);
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
