import type { Fix, SourceRange } from '../../diagnostics/index.ts';
import { type LocalText, text } from '../../text.ts';

/** One edit with a title. */
export const mend = (title: LocalText, file: string, range: SourceRange, newText: string): Fix => ({
  title,
  edits: [{ file, range, newText }],
});

export const renameTo = (file: string, range: SourceRange, word: string): Fix =>
  mend(text(`Change to "${word}"`, `改为 "${word}"`), file, range, word);

/** A message with what was probably meant, where something comes near. */
export const askMeant = (en: string, zh: string, meant: string | undefined): LocalText =>
  meant === undefined
    ? text(`${en}.`, `${zh}。`)
    : text(`${en}; did you mean "${meant}"?`, `${zh},是否应为 "${meant}"?`);
