import { readdirSync, statSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fill } from '../core/text.ts';
import type { Lang } from './contract.ts';
import { wordsOf } from './i18n/index.ts';
import type { Surroundings } from './state/app.ts';

/** The most a file may hold that is read for an action: what the engine takes. */
const CONTENT_LIMIT = 32 * 1024 * 1024;
/** Folders with more entries than this are not completed from. */
const MOST_ENTRIES = 5000;

/** This process and its machine. */
export function surroundings(lang: Lang, env: NodeJS.ProcessEnv): Surroundings {
  const home = homedir();
  const expand = (path: string): string =>
    path === '~' || path.startsWith('~/') ? join(home, path.slice(1)) : path;
  const absolute = (path: string): string => resolve(expand(path));
  return {
    home,
    color: (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb',
    pid: process.pid,
    now: () => Date.now(),
    absolute,
    async readText(path) {
      const { t } = wordsOf(lang);
      const file = absolute(path);
      try {
        const { size } = await stat(file);
        if (size > CONTENT_LIMIT) throw new Error(t('file.large'));
        return { name: file, text: await readFile(file, 'utf8') };
      } catch (error) {
        const detail = error instanceof Error ? error.message : String(error);
        throw new Error(fill(t('file.unreadable'), { file, detail }), { cause: error });
      }
    },
    complete: (path) => completion(path, expand),
    // A sequence that shows nothing and moves nothing, so it may come between two pictures.
    copy: (text) => void process.stdout.write(`\x1b]52;c;${Buffer.from(text).toString('base64')}\x07`),
  };
}

/** What all entries that begin like the typed path have in common beyond it; a folder gets its slash. */
function completion(path: string, expand: (path: string) => string): string {
  const whole = expand(path);
  const folder = whole.endsWith('/') ? whole : dirname(whole);
  const begun = whole.endsWith('/') ? '' : basename(whole);
  try {
    const all = readdirSync(folder === '' ? '.' : folder);
    if (all.length > MOST_ENTRIES) return '';
    const fitting = all.filter((name) => name.startsWith(begun) && (begun !== '' || !name.startsWith('.')));
    const [first] = fitting;
    if (first === undefined) return '';
    const common = fitting.reduce((shared, name) => {
      let at = 0;
      while (at < shared.length && shared[at] === name[at]) at += 1;
      return shared.slice(0, at);
    }, first);
    const slash = fitting.length === 1 && statSync(join(folder, first)).isDirectory() ? '/' : '';
    return common.slice(begun.length) + slash;
  } catch {
    return '';
  }
}
