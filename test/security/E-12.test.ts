import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { bin } from '../helpers/cli.ts';
import { freshHome } from '../helpers/home.ts';
import { describeTool } from '../helpers/tools.ts';

const home = freshHome();

// Only where the system lets a process have a network of its own.
const alone = spawnSync('unshare', ['-rn', 'ip', 'link', 'set', 'lo', 'up']).status === 0;

describeTool(['unshare', 'ip'], 'E-12: no network is needed', () => {
  it.skipIf(!alone)('the main job runs in a network that has nothing but this machine', () => {
    const job = `ip link set lo up && exec '${process.execPath}' '${bin}' start --once --speed instant --home '${home.path}'`;
    const { status, stdout } = spawnSync('unshare', ['-rn', 'sh', '-c', job], {
      encoding: 'utf8',
      env: { ...process.env, LANG: 'C', LC_ALL: 'C' },
    });
    expect(stdout).toContain('The install would succeed');
    expect(status).toBe(0);
  });
});
