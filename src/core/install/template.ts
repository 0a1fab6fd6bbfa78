import { fill, type Lang, type LocalText } from '../text.ts';

/** What fills a `{name}` of a message: words that differ by language, or that do not. */
export type Filling = string | number | LocalText;
export type Fillings = Readonly<Record<string, Filling>>;

/** `fill` for a text whose fillings have languages themselves. */
export function fillLocal(template: LocalText, data: Fillings): LocalText {
  const inLang = (lang: Lang): string =>
    fill(
      template[lang],
      Object.fromEntries(
        Object.entries(data).map(([key, value]) => [key, typeof value === 'object' ? value[lang] : value]),
      ),
    );
  return { en: inLang('en'), 'zh-CN': inLang('zh-CN') };
}

/** A list in both languages: `a, b or c` / `a、b 或 c`. */
export function either(items: readonly Filling[]): LocalText {
  const join = (lang: Lang, comma: string, last: string): string => {
    const words = items.map((item) => (typeof item === 'object' ? item[lang] : String(item)));
    const tail = words.pop() ?? '';
    return words.length === 0 ? tail : `${words.join(comma)}${last}${tail}`;
  };
  return { en: join('en', ', ', ' or '), 'zh-CN': join('zh-CN', '、', ' 或 ') };
}
