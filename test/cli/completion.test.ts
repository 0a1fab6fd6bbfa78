import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { drydock } from '../helpers/cli.ts';
import { describeTool } from '../helpers/tools.ts';

/** What bash offers after these words; the last one is being typed. */
async function offered(...words: string[]): Promise<readonly string[]> {
  const { stdout } = await drydock(['completion', 'bash']);
  const array = words.map((word) => `'${word}'`).join(' ');
  const script = `${stdout}\nCOMP_WORDS=(drydock ${array}); COMP_CWORD=${words.length}; _drydock; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', script], { encoding: 'utf8' }).trim().split('\n');
}

describeTool('bash', 'completion in bash', () => {
  it('offers commands, sub-commands and options', async () => {
    expect(await offered('sim')).toEqual(['simulate']);
    expect(await offered('registry', 'g')).toEqual(['gc', 'grant']);
    expect(await offered('registry', 'gc', '--dry')).toEqual(['--dry-run']);
    expect(await offered('simulate', '--world')).toEqual(['--world', '--world-closed']);
    expect(await offered('simulate', '--images', '')).toEqual(['assume', 'require']);
    expect(await offered('lint', '--format', 's')).toEqual(['sarif']);
    expect(await offered('--lang', 'z')).toEqual(['zh-CN']);
    expect(await offered('completion', 'z')).toEqual(['zsh']);
  });
});

describe('completion for other shells', () => {
  it('is a script for zsh and fish', async () => {
    expect((await drydock(['completion', 'zsh'])).stdout).toContain('bashcompinit');
    expect((await drydock(['completion', 'fish'])).stdout).toContain(
      "complete -c drydock -n '__fish_seen_subcommand_from registry' -a gc",
    );
  });
});
