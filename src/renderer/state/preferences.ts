import { createStore, useStore } from 'zustand';
import type { Lang } from '../contract.ts';

export type Scheme = 'light' | 'dark' | 'auto';

interface Preferences {
  readonly lang: Lang;
  readonly scheme: Scheme;
  /** Single-letter shortcuts can be turned off (they get in the way of speech input). */
  readonly keys: boolean;
}

const STORAGE_KEY = 'drydock.preferences';

/** The language to begin with: the browser's first that we speak. */
export const initialLang = (languages: readonly string[]): Lang => {
  const first = languages.find((each) => /^(en|zh)\b/i.test(each));
  return first !== undefined && /^zh/i.test(first) ? 'zh-CN' : 'en';
};

function read(): Preferences {
  const defaults: Preferences = { lang: initialLang(navigator.languages), scheme: 'auto', keys: true };
  try {
    const kept = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '{}') as Partial<Preferences>;
    return {
      lang: kept.lang === 'en' || kept.lang === 'zh-CN' ? kept.lang : defaults.lang,
      scheme: kept.scheme === 'light' || kept.scheme === 'dark' ? kept.scheme : defaults.scheme,
      keys: kept.keys !== false,
    };
  } catch {
    return defaults;
  }
}

export const preferences = createStore<Preferences>(read);

preferences.subscribe((state) => {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(state));
  } catch {
    // A browser that keeps nothing still works; the choice lasts as long as the page.
  }
});

export const usePreference = <K extends keyof Preferences>(key: K): Preferences[K] =>
  useStore(preferences, (state) => state[key]);
