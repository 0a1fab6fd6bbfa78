import { findAction } from '../../actions/index.ts';
import { text } from '../../core/text.ts';
import { readFields } from '../fields.ts';
import { type Io, say, tr } from '../io.ts';
import type { ActionExtra } from './native.ts';

const words = {
  yes: text('do not ask', '不询问,直接执行'),
  ask: text('Go on?', '继续?'),
  kept: text('Nothing was changed.', '未做任何更改。'),
};

/**
 * For actions that take something away and can say what beforehand: at a terminal the preview is shown and asked about, and
 * exactly that is done. Scripts (no terminal, `--json`, `--yes`) are not asked.
 */
export const confirmExtra = (id: string): ActionExtra => ({
  declare: (command, lang) => void command.option('-y, --yes', words.yes[lang]),
  async take(args, options, context) {
    const { io } = context;
    const action = findAction(id);
    const isAsked = io.tty && process.stdin.isTTY === true && !io.json;
    if (!action || !isAsked || options.yes || options.dryRun || options.preview !== undefined)
      return undefined;
    const { runAction } = await import('../run.ts');
    const input = readFields(action, args, options);
    return runAction(action, input, { ...context, agree: () => agree(io, context.signal) });
  },
});

/** Yes only when it is said; an empty line, the end of the input and Ctrl-C leave everything as it is. */
async function agree(io: Io, signal: AbortSignal): Promise<boolean> {
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const closed = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
    const answer = await Promise.race([lines.question(`${tr(io, words.ask)} [y/N] `, { signal }), closed]);
    if (/^\s*(y|yes|是)\s*$/i.test(answer)) return true;
  } catch {
    // Given up: as good as no.
  } finally {
    lines.close();
  }
  say(io, tr(io, words.kept));
  return false;
}
