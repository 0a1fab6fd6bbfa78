import { useSyncExternalStore } from 'react';
import type { Screen } from '../contract.ts';

/** The screens in the order of the navigation; a test holds it to SCREENS of the action registry. */
export const screens: readonly Screen[] = [
  'projects',
  'rehearsals',
  'instances',
  'licenses',
  'registry',
  'world',
  'engine',
];

/** Where the page is: `#/projects/<folder>/plan` is screen `projects` with path [folder, 'plan']. */
export interface Route {
  readonly screen: Screen;
  readonly path: readonly string[];
}

const decode = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

/** Reads a location hash; anything unknown is the first screen. */
export function parseRoute(hash: string): Route {
  const [first = '', ...rest] = hash
    .replace(/^#?\/?/, '')
    .split('/')
    .map(decode);
  const screen = screens.find((each) => each === first);
  return screen ? { screen, path: rest.filter((part) => part !== '') } : { screen: 'projects', path: [] };
}

/** The hash of a place: `hrefOf('registry', 'sample/web', '1.0')`. */
export const hrefOf = (screen: Screen, ...path: readonly string[]): string =>
  `#/${[screen, ...path].map(encodeURIComponent).join('/')}`;

/** Goes to a place; a move within a list replaces, so that Back leaves the list. */
export function go(screen: Screen, path: readonly string[] = [], how: 'push' | 'replace' = 'push'): void {
  const href = hrefOf(screen, ...path);
  if (href === window.location.hash) return;
  if (how === 'push') window.location.hash = href;
  else {
    window.history.replaceState(null, '', href);
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  }
}

const listeners = new Set<() => void>();
// One listener of the window for all: React then draws every part for the new place at once. With one each, a screen
// would be drawn for the next screen's place before it goes.
if (typeof window !== 'undefined') {
  window.addEventListener('hashchange', () => {
    for (const listener of [...listeners]) listener();
  });
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

let last: { hash: string; route: Route } | undefined;
function current(): Route {
  const { hash } = window.location;
  if (last?.hash !== hash) last = { hash, route: parseRoute(hash) };
  return last.route;
}

export const useRoute = (): Route => useSyncExternalStore(subscribe, current);
