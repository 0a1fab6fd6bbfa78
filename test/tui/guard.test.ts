import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const guard = join(import.meta.dirname, '../../src/tui/terminal/guard.ts');

/** Runs a program under the guard in a process of its own; what it wrote and how it ended. */
const under = (program: string, leave = ''): Promise<{ code: unknown; stdout: string; stderr: string }> => {
  const script = `
    import { guardTerminal } from ${JSON.stringify(guard)};
    const guard = guardTerminal(process, {
      leave() { ${leave} },
      crashed(error) { process.stderr.write('crashed: ' + error.message); process.exit(3); },
    });
    ${program}`;
  return new Promise((resolve) => {
    execFile(process.execPath, ['--input-type=module', '-e', script], (error, stdout, stderr) =>
      resolve({ code: (error as { code?: unknown } | null)?.code ?? 0, stdout, stderr }),
    );
  });
};

const OUT = ['\x1b[?2004l', '\x1b[?1049l', '\x1b[?25h'];

describe('the guard of the terminal', () => {
  it.each([
    ['an error that nobody caught', "setTimeout(() => { throw new Error('x'); }, 1);"],
    ['a rejection that nobody caught', "Promise.reject(new Error('x'));"],
  ])('puts the terminal back and then tells of %s', async (_name, program) => {
    const { code, stdout, stderr } = await under(program);
    expect(code).toBe(3);
    for (const sequence of OUT) expect(stdout).toContain(sequence);
    expect(stderr).toBe('crashed: x');
  });

  it('puts the terminal back where the picture cannot be taken down', async () => {
    const { code, stdout } = await under(
      "setTimeout(() => { throw new Error('x'); }, 1);",
      "throw new Error('broken');",
    );
    expect(code).toBe(3);
    for (const sequence of OUT) expect(stdout).toContain(sequence);
  });

  it('puts the terminal back when the process is ended by others', async () => {
    const { code, stdout } = await under('process.exit(7);');
    expect(code).toBe(7);
    for (const sequence of OUT) expect(stdout).toContain(sequence);
  });

  it('writes nothing once the terminal was given back in order', async () => {
    expect(await under('guard.release();')).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});
