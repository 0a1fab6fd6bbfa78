import type { Press } from './press.ts';

/** One line of text being typed. `caret` counts grapheme clusters from the start. */
export interface Edit {
  readonly text: string;
  readonly caret: number;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
export const parts = (text: string): readonly string[] =>
  [...graphemes.segment(text)].map((each) => each.segment);

export const editOf = (text = ''): Edit => ({ text, caret: parts(text).length });

export const insert = ({ text, caret }: Edit, more: string): Edit => {
  const all = parts(text);
  const before = all.slice(0, caret).join('') + more;
  return { text: before + all.slice(caret).join(''), caret: parts(before).length };
};

/** The text after a key; undefined when the key does not belong to editing. */
export function edited(edit: Edit, press: Press): Edit | undefined {
  const all = parts(edit.text);
  const at = Math.min(edit.caret, all.length);
  const cut = (from: number, to: number): Edit => ({
    text: [...all.slice(0, from), ...all.slice(to)].join(''),
    caret: from,
  });
  switch (press.name) {
    case 'left':
      return { ...edit, caret: Math.max(0, at - 1) };
    case 'right':
      return { ...edit, caret: Math.min(all.length, at + 1) };
    case 'home':
    case 'ctrl-a':
      return { ...edit, caret: 0 };
    case 'end':
    case 'ctrl-e':
      return { ...edit, caret: all.length };
    case 'backspace':
      return cut(Math.max(0, at - 1), at);
    case 'delete':
      return cut(at, Math.min(all.length, at + 1));
    case 'ctrl-u':
      return cut(0, at);
    case 'ctrl-k':
      return cut(at, all.length);
    case 'ctrl-w': {
      const before = all.slice(0, at).join('');
      const kept = before.replace(/\S*\s*$/, '');
      return cut(parts(kept).length, at);
    }
    default:
      return press.text === undefined ? undefined : insert(edit, press.text);
  }
}
