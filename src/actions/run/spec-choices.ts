import { DrydockError } from '../../core/errors/index.ts';

/** `KEY=VALUE` words as a record. Error: INPUT_INVALID. */
export function specChoices(words: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    words.map((word) => {
      const at = word.indexOf('=');
      if (at < 1)
        throw new DrydockError('INPUT_INVALID', { field: 'spec', detail: `"${word}" is not KEY=VALUE` });
      return [word.slice(0, at), word.slice(at + 1)];
    }),
  );
}
