import { HIDDEN } from '../../core/visible.ts';

/**
 * Texts from packages, images and licences are data. Characters that would steer a terminal or turn the direction of
 * reading are shown as what they are, so that nothing in a list can look like something else.
 */
const STEERING = new RegExp(`[\n\t]|${HIDDEN.source}`, 'gu');

const nameOf = (char: string): string => {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '␡';
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
};

/** One line of text with every control, format and direction character made visible. */
export const visible = (text: string): string => text.replace(STEERING, nameOf);

/** As `visible`, for blocks of text: line ends and tabs stay. */
export const visibleBlock = (text: string): string =>
  text
    .replace(/\r\n/g, '\n')
    .replace(STEERING, (char) => (char === '\n' || char === '\t' ? char : nameOf(char)));

/** Pieces of a line: plain runs, and characters that had to be made visible. */
export function pieces(text: string): readonly { readonly text: string; readonly marked: boolean }[] {
  const found: { text: string; marked: boolean }[] = [];
  let end = 0;
  for (const match of text.matchAll(STEERING)) {
    if (match.index > end) found.push({ text: text.slice(end, match.index), marked: false });
    found.push({ text: nameOf(match[0]), marked: true });
    end = match.index + match[0].length;
  }
  if (end < text.length || found.length === 0) found.push({ text: text.slice(end), marked: false });
  return found;
}
