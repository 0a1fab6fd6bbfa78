import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
export const bin = resolve(root, 'bin/drydock.js');

if (!existsSync(resolve(root, 'dist/cli.js')))
  throw new Error('these tests run the built program: npm run build');

export interface CliResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, as a person sees them. */
  readonly output: string;
}

export interface CliOptions {
  readonly home?: string;
  readonly cwd?: string;
  readonly input?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}

/** Runs the built command line to its end. */
export function drydock(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const env: NodeJS.ProcessEnv = { ...process.env, LANG: 'C', LC_ALL: 'C', ...options.env };
  delete env.DRYDOCK_HOME;
  if (options.home !== undefined) env.DRYDOCK_HOME = options.home;
  const child = spawn(process.execPath, [bin, ...args], {
    env,
    cwd: options.cwd ?? root,
    stdio: 'pipe',
    ...(options.signal ? { signal: options.signal } : {}),
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      const stdout = Buffer.concat(out).toString('utf8');
      const stderr = Buffer.concat(err).toString('utf8');
      resolve({ status, stdout, stderr, output: stdout + stderr });
    });
  });
}

/** The result of a command that was asked for JSON. */
export async function drydockJson<T>(args: readonly string[], options: CliOptions = {}): Promise<T> {
  const { stdout, stderr, status } = await drydock([...args, '--json'], options);
  try {
    return JSON.parse(stdout) as T;
  } catch {
    throw new Error(`no JSON (status ${status}): ${stdout}${stderr}`);
  }
}

interface Up {
  readonly pid: number;
  readonly registry: { readonly address: string };
  readonly console: { readonly url: string };
}

/** An engine of its own process, up and answering; `down` ends it, whatever has become of its data directory. */
export async function engineUp(
  home: string,
): Promise<{ registry: string; console: string; down: () => Promise<void> }> {
  const args = ['up', '--registry-port', '0', '--console-port', '0'];
  const { pid, registry, console: page } = await drydockJson<Up>(args, { home });
  return { registry: registry.address, console: page.url, down: () => endProcess(pid) };
}

const STEP_MS = 50;
const PATIENCE_MS = 10_000;

async function endProcess(pid: number): Promise<void> {
  for (let waited = 0; waited < PATIENCE_MS; waited += STEP_MS) {
    try {
      process.kill(pid, waited === 0 ? 'SIGTERM' : 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
  process.kill(pid, 'SIGKILL');
}
