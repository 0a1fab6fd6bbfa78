import i18next from 'i18next';
import { useCallback, useMemo } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Lang, LocalText } from '../contract.ts';
import { preferences } from '../state/preferences.ts';
import { visible } from '../text/visible.ts';
import { en } from './en.ts';
import { zhCN } from './zh-CN.ts';

export type TextKey = keyof typeof en;
export type TextData = Readonly<Record<string, string | number>>;
export type Translate = (key: TextKey, data?: TextData) => string;

/** Starts the page's texts in the preferred language and keeps page and preference in step. */
export async function startTexts(): Promise<void> {
  const show = (lang: Lang): void => {
    document.documentElement.lang = lang;
  };
  await i18next.use(initReactI18next).init({
    lng: preferences.getState().lang,
    fallbackLng: 'en',
    resources: { en: { translation: en }, 'zh-CN': { translation: zhCN } },
    keySeparator: false,
    nsSeparator: false,
    // React escapes what it renders; escaping twice would show entities.
    interpolation: { escapeValue: false },
  });
  show(preferences.getState().lang);
  preferences.subscribe(({ lang }) => {
    show(lang);
    if (i18next.language !== lang) void i18next.changeLanguage(lang);
  });
}

/** The page's own texts. */
export function useText(): { t: Translate; lang: Lang; say: (text: LocalText) => string } {
  const { t: translate, i18n } = useTranslation();
  const lang: Lang = i18n.language === 'zh-CN' ? 'zh-CN' : 'en';
  const t = useCallback<Translate>((key, data) => translate(key, { ...data }), [translate]);
  const say = useCallback((text: LocalText) => visible(text[lang]), [lang]);
  return useMemo(() => ({ t, lang, say }), [t, lang, say]);
}
