/** The terminal console on an engine of paper, for tests in a real terminal. Bundled by terminal.ts. */
import { runTui } from '../../src/tui/index.ts';
import { fakeClient } from './fake-client.ts';

const { client, state } = fakeClient();
const stop = new AbortController();
process.on('SIGTERM', () => stop.abort());
process.on('SIGINT', () => stop.abort());

const crash = process.env.TUI_CRASH;
if (crash === 'timer')
  process.on('SIGUSR2', () => {
    throw new Error('injected\x1b[31m crash');
  });
if (crash === 'render')
  process.on('SIGUSR2', () => {
    // A list that is no list: drawing it throws.
    Object.defineProperty(state, 'projects', {
      get: () => [
        {
          get name(): string {
            throw new Error('injected');
          },
        },
      ],
    });
    state.changed('projects');
  });
if (process.env.TUI_LIVE)
  state.add('rh-9', '/work/packages/hello-cluster', await live(), Number(process.env.TUI_LIVE));

async function live() {
  const { script } = await import('../renderer/fake/rehearsal.ts');
  return script('rh-9', '/work/packages/hello-cluster');
}

const status = await runTui({
  client,
  lang: process.env.TUI_LANG === 'zh-CN' ? 'zh-CN' : 'en',
  signal: stop.signal,
});
state.close();
process.exitCode = status;
