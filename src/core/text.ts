/** Languages every user-visible sentence exists in. */
export type Lang = 'en' | 'zh-CN';

export const LANGS: readonly Lang[] = ['en', 'zh-CN'];

/** One sentence in every language. */
export type LocalText = Readonly<Record<Lang, string>>;

/** Builds a LocalText: `text('Cluster', '集群')`. */
export const text = (en: string, zh: string): LocalText => ({ en, 'zh-CN': zh });

/** The same words in every language: names, commands, other people's error texts. */
export const sameText = (words: string): LocalText => ({ en: words, 'zh-CN': words });

/**
 * Fills `{name}` placeholders of a template. A placeholder without a value stays as it is, so that a
 * missing argument is seen and not swallowed.
 */
export function fill(template: string, data: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => (name in data ? String(data[name]) : whole));
}

export const isLocalText = (value: unknown): value is LocalText =>
  typeof value === 'object' && value !== null && 'en' in value && 'zh-CN' in value;

const inLang = (data: Readonly<Record<string, unknown>>, lang: Lang): Readonly<Record<string, unknown>> =>
  Object.values(data).some(isLocalText)
    ? Object.fromEntries(
        Object.entries(data).map(([name, value]) => [name, isLocalText(value) ? value[lang] : value]),
      )
    : data;

/** `fill` for every language of a text; values that are texts themselves fill each language with its own. */
export const fillText = (template: LocalText, data: Readonly<Record<string, unknown>>): LocalText => ({
  en: fill(template.en, inLang(data, 'en')),
  'zh-CN': fill(template['zh-CN'], inLang(data, 'zh-CN')),
});
