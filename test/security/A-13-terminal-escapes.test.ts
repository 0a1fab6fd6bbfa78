import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HIDDEN } from '../../src/core/visible.ts';
import { bin, drydock } from '../helpers/cli.ts';
import { describeTool, tool } from '../helpers/tools.ts';

/** Clear screen, clipboard (OSC 52), a link that lies (OSC 8), title, C1, bell, bidi override, zero width, overwrite. */
const EVIL =
  'e\u001b[2J\u001b]52;c;ZXZpbA==\u0007\u001b]8;;http://127.0.0.1/\u0007x\u001b]0;t\u0007\u009b31m\u202egpj\u200b\rOVER';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'drydock-a13-'));
  cpSync(resolve('data/sample'), join(dir, 'package'), { recursive: true });
  const folder = readdirSync(join(dir, 'package')).includes('.cloudapp')
    ? join(dir, 'package/.cloudapp')
    : join(dir, 'package');
  const file = join(folder, 'package.yaml');
  writeFileSync(
    file,
    `${readFileSync(file, 'utf8')}\n${JSON.stringify(`x${EVIL}`)}: ${JSON.stringify(EVIL)}\n`,
  );
  writeFileSync(
    join(folder, 'infrastructure/evil.tf'),
    `variable "evil" { default = ${JSON.stringify(EVIL)} }\noutput "evil" { value = "${EVIL}" }\nresource "evil${EVIL}" "a" {}\n`,
  );
  mkdirSync(join(dir, 'chart/templates'), { recursive: true });
  writeFileSync(
    join(dir, 'chart/Chart.yaml'),
    `apiVersion: v2\nname: c\nversion: ${JSON.stringify(`1.0.0${EVIL}`)}\n`,
  );
  writeFileSync(
    join(dir, 'chart/templates/a.yaml'),
    `kind: ${JSON.stringify(EVIL)}\n{{ fail ${JSON.stringify(EVIL)} }}\n`,
  );
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const COMMANDS: readonly (readonly string[])[] = [
  ['lint', 'package'],
  ['lint', 'package', '--lang', 'zh-CN'],
  ['plan', 'package'],
  ['form', 'package'],
  ['template', 'chart'],
  ['template', 'chart', '--validate'],
  ['simulate', 'package', '--answers', 'auto', '--speed', 'instant'],
  ['console', 'package', '--expr', JSON.stringify(EVIL)],
];

describe('A-13: text of a package never steers the terminal (Helm GHSA-c38g-469g-cmgx)', () => {
  it.each(COMMANDS)('%s %s %s', async (...args) => {
    const home = join(dir, 'home');
    const words = args
      .filter((each) => each !== undefined)
      .map((each) => (each === 'package' || each === 'chart' ? join(dir, each) : each));
    const { output } = await drydock([...words, '--home', home]);
    expect(output).not.toBe('');
    // Our own colours are off without a terminal: whatever is left is theirs.
    expect(output.match(HIDDEN) ?? []).toEqual([]);
  });
});

describeTool('script', 'A-13 on a real terminal', () => {
  it('template writes out what a chart prints instead of obeying it', () => {
    mkdirSync(join(dir, 'loud/templates'), { recursive: true });
    writeFileSync(join(dir, 'loud/Chart.yaml'), 'apiVersion: v2\nname: loud\nversion: 1.0.0\n');
    writeFileSync(join(dir, 'loud/templates/NOTES.txt'), EVIL);
    writeFileSync(join(dir, 'loud/templates/a.yaml'), 'kind: A\nmetadata: {name: "a\u202e"}\n');
    const line = `${process.execPath} ${bin} template ${join(dir, 'loud')} --notes`;
    const seen = spawnSync(tool('script') ?? 'script', ['-qec', line, '/dev/null'], { encoding: 'utf8' });
    expect(seen.stdout).toContain('\\u{1b}[2J');
    expect(seen.stdout).not.toContain('\u001b[2J');
    expect(seen.stdout).not.toContain('\u001b]');
  });
});
