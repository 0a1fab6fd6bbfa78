import { type Lang, text } from '../../core/text.ts';
import type { NativeCommand } from './native.ts';
import { declarePorts, portWishes } from './ports.ts';

const about = text(
  'run the engine in the foreground, without a face (what `up` starts)',
  '在前台运行引擎,不带界面(`up` 启动的就是它)',
);

/** The engine alone, until it is told to stop. */
export const engineCommand = (lang: Lang): NativeCommand => ({
  name: 'engine',
  declare: (command) => declarePorts(command.description(about[lang]), lang),
  async run(_args, options, { home, signal }) {
    const { startHost } = await import('../../server/index.ts');
    const host = await startHost({ home, ...portWishes(options) });
    await Promise.race([host.stopRequested, aborted(signal)]);
    await host.close();
    return 0;
  },
});

/** Resolves when the signal aborts. */
export const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
