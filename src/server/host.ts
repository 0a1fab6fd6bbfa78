import { chmodSync, existsSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createEngine, type Engine, homePaths, openFoundation } from '../core/engine/index.ts';
import { DrydockError, diskError } from '../core/errors/index.ts';
import { makeFolder } from '../core/folders.ts';
import { loadMigrations, packageRoot, packageVersion } from './assets.ts';
import { readEndpoint, removeEndpoint, socketPath, writeEndpoint } from './endpoint/index.ts';
import { LOOPBACK, listenOn, type Wish } from './listen.ts';
import { acquireLock, type EngineLock } from './lock.ts';
import { createLog } from './log.ts';
import { watchOutside } from './outside.ts';
import { openRegistryListener } from './registry-listener.ts';

export interface HostOptions {
  readonly home: string;
  /** Absent: no registry listener (a short-lived engine of one command). */
  readonly registry?: Wish;
  readonly console?: Wish;
  readonly clock?: () => Date;
}

/** The engine process: engine, listeners and the data directory's lock. */
export interface Host {
  readonly engine: Engine;
  /** Resolves when somebody asked the engine to stop (`drydock down`, a button). */
  readonly stopRequested: Promise<void>;
  /** Stops listening, waits for running requests to end, closes the store, gives the lock back. */
  close(): Promise<void>;
}

/**
 * Starts the engine of a data directory in this process.
 * Errors: ENGINE_RUNNING when another process has it, ENGINE_PORT_*, STORE_*,
 * REGISTRY_EXPOSED when the registry shall listen beyond loopback without asking for a login.
 */
export async function startHost(options: HostOptions): Promise<Host> {
  const { home } = options;
  const lock = takeHome(home);
  const undo: (() => Promise<unknown> | unknown)[] = [() => lock.release()];
  try {
    return await start(options, undo);
  } catch (error) {
    for (const step of undo.reverse()) await step();
    throw error;
  }
}

function takeHome(home: string): EngineLock {
  let lock: EngineLock | undefined;
  try {
    makeFolder(home);
    lock = acquireLock(home);
  } catch (error) {
    throw diskError(error, home);
  }
  if (!lock) throw new DrydockError('ENGINE_RUNNING', { home, pid: readEndpoint(home)?.pid ?? 0 });
  return lock;
}

async function start(options: HostOptions, undo: (() => Promise<unknown> | unknown)[]): Promise<Host> {
  const { home, clock = () => new Date() } = options;
  const version = packageVersion();
  const log = createLog(homePaths(home).logs, clock);
  const deps = {
    home,
    version,
    pid: process.pid,
    dataDir: join(packageRoot(), 'data'),
    migrations: loadMigrations(),
    clock,
    log,
    surroundings: { env: process.env, userHome: homedir(), platform: process.platform },
  };
  const foundation = openFoundation(deps);
  let close = foundation.close;
  undo.push(() => close());
  // First of all: clients of the registry do not wait until the rest is loaded.
  const listener =
    options.registry && (await openRegistryListener(foundation.registry, options.registry, log));
  if (listener) undo.push(listener.close);
  const engine = await createEngine(deps, foundation);
  const { controlApp } = await import('./control/app.ts');
  close = engine.close;
  if (listener) {
    const { name: registry, outside } = listener;
    engine.addresses = { registry, ...(outside === undefined ? {} : { outside }) };
  }

  const outside = watchOutside();
  undo.push(outside.end);
  engine.outsideConnections = outside.count;

  const running = new Set<Promise<void>>();
  const stop = Promise.withResolvers<void>();
  engine.requestStop = () => stop.resolve();
  const presence = watchPresence(home, stop.resolve);
  undo.push(() => clearInterval(presence));

  const socket = socketPath(home);
  // The lock is ours, so whatever lies at the socket's path is left over from a killed engine.
  if (process.platform !== 'win32') rmSync(socket, { force: true });
  const control = controlApp(engine, running);
  await control.listen({ path: socket });
  undo.push(() => control.close());
  if (process.platform !== 'win32') chmodSync(socket, 0o600);

  if (options.console) {
    const { consoleApp, Sessions } = await import('./console/index.ts');
    const sessions = new Sessions(() => clock().getTime());
    const app = await consoleApp(engine, running, sessions, join(packageRoot(), 'dist', 'renderer'));
    const place = { what: 'console', option: '--console-port', host: LOOPBACK };
    await listenOn(options.console, place, (port) => app.listen({ host: LOOPBACK, port }));
    undo.push(() => app.close());
    const url = `http://${LOOPBACK}:${(app.server.address() as AddressInfo).port}`;
    engine.addresses = { ...engine.addresses, console: url };
    engine.consoleUrl = () => `${url}/?token=${sessions.mint()}`;
  }

  writeEndpoint(home, { pid: process.pid, socket, startedAt: clock().toISOString(), version });
  undo.push(() => removeEndpoint(home));

  return {
    engine,
    stopRequested: stop.promise,
    async close() {
      removeEndpoint(home);
      await engine.rehearsals.close();
      await settle(running);
      for (const step of undo.splice(0).reverse()) await step();
    },
  };
}

const PRESENCE_MS = 2_000;

/** An engine whose data directory was deleted serves nobody: it is asked to stop. */
function watchPresence(home: string, gone: () => void): NodeJS.Timeout {
  const database = join(home, 'drydock.db');
  return setInterval(() => {
    if (!existsSync(database)) gone();
  }, PRESENCE_MS).unref();
}

const DRAIN_MS = 2_000;

/** Lets running requests end; streams that follow changes have no end of their own and are cut after a moment. */
async function settle(running: ReadonlySet<Promise<void>>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, DRAIN_MS);
  });
  await Promise.race([Promise.allSettled(running), patience]);
  clearTimeout(timer);
}
