import { useSyncExternalStore } from 'react';
import { usePreference } from '../state/preferences.ts';

const dark = window.matchMedia('(prefers-color-scheme: dark)');
const subscribe = (listener: () => void): (() => void) => {
  dark.addEventListener('change', listener);
  return () => dark.removeEventListener('change', listener);
};

/** Light or dark: what the person chose, else what the system says now. */
export function useScheme(): 'light' | 'dark' {
  const chosen = usePreference('scheme');
  const system = useSyncExternalStore(subscribe, () => dark.matches);
  return chosen === 'auto' ? (system ? 'dark' : 'light') : chosen;
}
