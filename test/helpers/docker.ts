import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { runTool } from '../conformance/helpers.ts';
import { tool } from './tools.ts';

export interface TestEngine {
  /** `unix://…` */
  readonly address: string;
  /** Where the client keeps its logins. */
  readonly config: string;
  /** Runs the Docker client against it. */
  readonly docker: (...args: string[]) => Promise<string>;
}

/** A Docker engine of the test's own, without network, stopped when the test ends. */
export async function startDocker(): Promise<TestEngine> {
  const dir = mkdtempSync(join(tmpdir(), 'drydock-docker-'));
  const socket = join(dir, 'docker.sock');
  const engine: ChildProcess = spawn(
    tool('dockerd') ?? 'dockerd',
    [
      '--iptables=false',
      '--bridge=none',
      '--storage-driver=vfs',
      `--data-root=${dir}/data`,
      `--exec-root=${dir}/exec`,
      `--pidfile=${dir}/pid`,
      `--host=unix://${socket}`,
    ],
    { stdio: 'ignore' },
  );
  onTestFinished(async () => {
    const stopped = new Promise((resolve) => engine.once('exit', resolve));
    if (engine.exitCode === null) {
      engine.kill('SIGTERM');
      await stopped;
    }
    rmSync(dir, { recursive: true, force: true });
  });
  const docker = (...args: string[]): Promise<string> =>
    runTool('docker', ['--host', `unix://${socket}`, ...args], { DOCKER_CONFIG: dir });
  for (let attempt = 0; attempt < 150 && engine.exitCode === null; attempt += 1) {
    const up =
      existsSync(socket) &&
      (await docker('version').then(
        () => true,
        () => false,
      ));
    if (up) return { address: `unix://${socket}`, config: dir, docker };
    await sleep(200);
  }
  throw new Error('dockerd did not start');
}
