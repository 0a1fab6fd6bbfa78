import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import { tempDir } from '../core/registry/helpers.ts';

const run = promisify(execFile);

/** Runs a program; its words are in the error when it fails. `input` goes to its standard input. */
export async function runTool(
  program: string,
  args: readonly string[],
  env: Record<string, string> = {},
  input?: string,
): Promise<string> {
  const running = run(program, args, {
    timeout: 100_000,
    maxBuffer: 16 * 1024 * 1024,
    env: { ...process.env, ...env },
  });
  if (input !== undefined) running.child.stdin?.end(input);
  return (await running).stdout;
}

/** A fresh store for podman and buildah, vfs so that no kernel feature is needed. */
export function containerStore(): { flags: readonly string[]; env: Record<string, string> } {
  const dir = tempDir();
  onTestFinished(async () => {
    // vfs layers may belong to other ids inside a user namespace; the programs know how to remove them.
    await run('podman', [...flags, 'system', 'reset', '--force']).catch(() => undefined);
  });
  const flags = ['--root', `${dir}/root`, '--runroot', `${dir}/run`, '--storage-driver', 'vfs'];
  return { flags, env: { TMPDIR: dir } };
}
