import type { Key } from 'ink';

/** A key as the console names it: `a`, `R`, `up`, `enter`, `shift-tab`, `ctrl-p`. `text` is set for what can be typed. */
export interface Press {
  readonly name: string;
  readonly text?: string;
}

const named: readonly (readonly [keyof Key, string])[] = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pageup'],
  ['pageDown', 'pagedown'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'esc'],
  ['backspace', 'backspace'],
  ['delete', 'delete'],
];

/** The keys of one input event of Ink. Keys held down arrive as one text and are taken one by one. */
export function pressesOf(input: string, key: Key): readonly Press[] {
  if (key.eventType === 'release') return [];
  // No key of the console has Alt: what looks like it is Esc and the key after it, which a slow line brought together.
  if (key.meta && !key.escape) return [{ name: 'esc' }, ...pressesOf(input, { ...key, meta: false })];
  if (key.tab) return [{ name: key.shift ? 'shift-tab' : 'tab' }];
  const special = named.find(([field]) => key[field]);
  if (special) return [{ name: special[1] }];
  if (key.ctrl) return input === '' ? [] : [{ name: `ctrl-${input.toLowerCase()}` }];
  return Array.from(input).map((char) => pressOf(char));
}

const pressOf = (char: string): Press => {
  if (char === '\r' || char === '\n') return { name: 'enter' };
  if (char === '\t') return { name: 'tab' };
  if (char === '\x7f') return { name: 'backspace' };
  return /\p{Control}/u.test(char)
    ? { name: 'unknown' }
    : { name: char === ' ' ? 'space' : char, text: char };
};
