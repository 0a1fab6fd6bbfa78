import { type Lang, text } from '../../core/text.ts';
import type { NativeCommand } from './native.ts';

const about = text('open the terminal console', '打开终端控制台');

/** The terminal console, on the running engine or on one in this process. */
export const tuiCommand = (lang: Lang): NativeCommand => ({
  name: 'tui',
  declare: (command) => command.description(about[lang]),
  async run(_args, _options, { home, io, signal }) {
    const [{ runTui }, { openClient }] = await Promise.all([
      import('../../tui/index.ts'),
      import('../client-access.ts'),
    ]);
    const { client, close } = await openClient(home);
    try {
      return await runTui({ client, lang: io.lang, signal });
    } finally {
      await close();
    }
  },
});
