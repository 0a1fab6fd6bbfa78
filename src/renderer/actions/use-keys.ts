import { useEffect } from 'react';
import { engineLists } from '../state/engine.ts';
import { preferences } from '../state/preferences.ts';
import { go, type Route, screens } from '../state/route.ts';
import { invoke } from './runner.ts';
import { disabledWhy, subjectsOf } from './subjects.ts';

interface PageKeys {
  readonly palette: () => void;
  readonly help: () => void;
}

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

const busy = (): boolean => document.querySelector('[aria-modal="true"]') !== null;

/** The page's keys: Ctrl/Cmd+K always; single letters, from the registry's rows, while nothing is typed into. */
export function useKeys(route: Route, { palette, help }: PageKeys): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        palette();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (typing(event.target) || busy() || !preferences.getState().keys) return;
      if (handle(event.key, route, help)) event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [route, palette, help]);
}

function handle(key: string, route: Route, help: () => void): boolean {
  if (key === '?') {
    help();
    return true;
  }
  if (key === '/') {
    const tags = document.querySelector<HTMLElement>('[data-filter="tags"]');
    (tags ?? document.querySelector<HTMLElement>('[data-filter]'))?.focus();
    return true;
  }
  const screen = /^[1-9]$/.test(key) ? screens[Number(key) - 1] : undefined;
  if (screen) {
    go(screen);
    return true;
  }
  const { actions, connection } = engineLists.store.getState();
  const view = actions?.find(({ face }) => face.screen === route.screen && face.key === key && !face.ambient);
  const subjects = subjectsOf(route);
  if (!view || disabledWhy(view, subjects, connection === 'open')) return false;
  invoke(view, subjects);
  return true;
}
