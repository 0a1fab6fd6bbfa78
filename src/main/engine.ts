import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { consoleOrigin } from './policy/index.ts';

/** Where the console is: `url` carries a one-time token and is good for one window. */
export interface ConsoleAddress {
  readonly url: string;
  readonly origin: string;
}

/** What a run of the command line gave. */
export interface CliResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export type RunCli = (words: readonly string[]) => Promise<CliResult>;

const OUTPUT_LIMIT = 1024 * 1024;

/** The engine did not come up; `message` is what the command line said, with its code and remedy. */
export class EngineFailure extends Error {
  override readonly name = 'EngineFailure';
}

/**
 * Runs the command line in a Node.js of its own: the engine's native parts are built for Node.js, not for Electron.
 * `node` may be any version; the launcher changes to the one that the project brings.
 */
export const cliRunner =
  (root: string, node: string, home: string | undefined): RunCli =>
  (words) =>
    new Promise((resolve, reject) => {
      const homeWords = home === undefined ? [] : ['--home', home];
      const child = spawn(node, [join(root, 'bin', 'drydock.js'), ...words, ...homeWords], {
        stdio: ['ignore', 'pipe', 'pipe'],
        windowsHide: true,
      });
      let stdout = '';
      let stderr = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        stdout = (stdout + text).slice(-OUTPUT_LIMIT);
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        stderr = (stderr + text).slice(-OUTPUT_LIMIT);
      });
      child.on('error', reject);
      child.on('close', (status) => resolve({ status: status ?? 1, stdout, stderr }));
    });

/** Attaches to the engine, starting it when none runs, and gives an address for one window. Errors: EngineFailure. */
export async function openConsole(run: RunCli): Promise<ConsoleAddress> {
  const up = await run(['up', '--json']);
  if (up.status !== 0) throw new EngineFailure(up.stderr.trim() || up.stdout.trim());
  const status = await run(['status', '--json']);
  if (status.status !== 0) throw new EngineFailure(status.stderr.trim() || status.stdout.trim());
  return consoleAddress(status.stdout);
}

/** Reads `status --json`. Only an address on this machine is taken. Errors: EngineFailure. */
export function consoleAddress(json: string): ConsoleAddress {
  let url: unknown;
  try {
    url = (JSON.parse(json) as { console?: { url?: unknown } | null }).console?.url;
  } catch {
    throw new EngineFailure('`drydock status --json` did not answer with JSON.');
  }
  const origin = typeof url === 'string' ? consoleOrigin(url) : undefined;
  if (typeof url !== 'string' || origin === undefined) {
    throw new EngineFailure(
      'The engine serves no console on this machine. Run `drydock down`, then `drydock up`.',
    );
  }
  return { url, origin };
}
