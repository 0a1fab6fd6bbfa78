import { fill } from '../../core/text.ts';
import type { Lang, LocalText } from '../contract.ts';
import { en } from './en.ts';
import { zhCN } from './zh-CN.ts';

export type TextKey = keyof typeof en;
export type TextData = Readonly<Record<string, string | number>>;

export interface Words {
  readonly lang: Lang;
  /** A text of the console itself. */
  t(key: TextKey, data?: TextData): string;
  /** A text that came from the engine, in the reader's language. */
  say(text: LocalText): string;
}

const dictionaries: Readonly<Record<Lang, Readonly<Record<TextKey, string>>>> = { en, 'zh-CN': zhCN };

export const wordsOf = (lang: Lang): Words => ({
  lang,
  t: (key, data) => (data ? fill(dictionaries[lang][key], data) : dictionaries[lang][key]),
  say: (text) => text[lang],
});
