import type { TextKey } from '../i18n/index.ts';

/** A key that means the same on every screen. */
export interface NavigationKey {
  /** Names as `Press` has them. */
  readonly keys: readonly string[];
  /** As the key help writes it. */
  readonly shown: string;
  readonly does: TextKey;
}

/** All keys of the console itself. No action's key may be among them (test/tui/keys.test.ts). */
export const navigation: readonly NavigationKey[] = [
  { keys: ['1', '2', '3', '4', '5', '6', '7'], shown: '1–7', does: 'keys.screens' },
  { keys: ['up', 'down', 'j', 'k'], shown: '↑ ↓ j k', does: 'keys.move' },
  { keys: ['pageup', 'pagedown', 'home', 'end'], shown: 'PgUp PgDn Home End', does: 'keys.page' },
  { keys: ['tab', 'shift-tab'], shown: 'Tab', does: 'keys.pane' },
  { keys: ['left', 'right', '[', ']'], shown: '← → [ ]', does: 'keys.tab' },
  { keys: ['enter'], shown: 'Enter', does: 'keys.open' },
  { keys: ['esc'], shown: 'Esc', does: 'keys.back' },
  { keys: ['/'], shown: '/', does: 'keys.filter' },
  { keys: ['z'], shown: 'z', does: 'keys.zoom' },
  { keys: [':', 'ctrl-p'], shown: ': Ctrl+P', does: 'keys.palette' },
  { keys: ['?'], shown: '?', does: 'keys.help' },
  { keys: ['ctrl-r'], shown: 'Ctrl+R', does: 'keys.again' },
  { keys: ['ctrl-x'], shown: 'Ctrl+X', does: 'keys.cancel' },
  { keys: ['q', 'ctrl-c'], shown: 'q Ctrl+C', does: 'keys.quit' },
];
