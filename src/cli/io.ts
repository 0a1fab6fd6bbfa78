import type { Writable } from 'node:stream';
import pc from 'picocolors';
import type { Lang, LocalText } from '../core/text.ts';

/** Where a command writes and how: everything a presenter may know of the terminal. */
export interface Io {
  readonly out: Writable;
  readonly err: Writable;
  readonly lang: Lang;
  readonly json: boolean;
  /** Standard output is a terminal: progress may be drawn over. */
  readonly tty: boolean;
  readonly width: number;
  readonly color: ReturnType<typeof pc.createColors>;
}

export const say = (io: Io, line = ''): void => void io.out.write(`${line}\n`);

/** The text in the reader's language. */
export const tr = (io: Io, text: LocalText): string => text[io.lang];

/** Language from --lang, else from the locale, else English. */
export function langFrom(given: string | undefined, env: NodeJS.ProcessEnv): Lang {
  const wish = given ?? env.DRYDOCK_LANG ?? env.LC_ALL ?? env.LC_MESSAGES ?? env.LANG ?? '';
  return wish.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

export function createIo(options: { lang: Lang; json: boolean }): Io {
  const tty = process.stdout.isTTY === true;
  return {
    out: process.stdout,
    err: process.stderr,
    lang: options.lang,
    json: options.json,
    tty,
    width: tty ? (process.stdout.columns ?? 80) : 100,
    color: pc.createColors(tty && !options.json && process.env.NO_COLOR === undefined),
  };
}
