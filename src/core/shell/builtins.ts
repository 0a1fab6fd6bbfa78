import type { Fields } from './expand.ts';
import type { Word } from './tokens.ts';

/** `NAME=value`, `NAME+=value` as the first part of a word. */
export function assigned(word: Word): { name: string; adds: boolean; value: Word } | undefined {
  const [first, ...rest] = word.parts;
  if (first?.kind !== 'text' || first.quoted) return undefined;
  const [all, name, plus] = /^([A-Za-z_]\w*)(\+?)=/.exec(first.text) ?? [];
  if (all === undefined || name === undefined) return undefined;
  const left = first.text.slice(all.length);
  return {
    name,
    adds: plus === '+',
    value: { ...word, parts: left === '' ? rest : [{ ...first, text: left }, ...rest] },
  };
}

/** What `echo` and `printf` print. */
export function echoed(argv: Fields): string {
  const [command, ...words] = argv;
  let from = 0;
  while (/^-[neE]+$/.test(words[from] ?? '')) from++;
  const escapes = command === 'printf' || words.slice(0, from).some((each) => each.includes('e'));
  const text = words.slice(from).join(' ');
  return `${escapes ? text.replaceAll('\\n', '\n') : text}\n`;
}

/** How `[ … ]` and `[[ … ]]` end over known texts; undefined for what is not read. */
export function comparison(words: Fields): boolean | undefined {
  const [first, ...rest] = words;
  if (first === 'test') return compared(rest);
  if (first === 'true') return rest.length === 0 ? true : undefined;
  if (first === 'false') return rest.length === 0 ? false : undefined;
  const close = first === '[' ? ']' : first === '[[' ? ']]' : undefined;
  return close !== undefined && rest.at(-1) === close ? compared(rest.slice(0, -1)) : undefined;
}

function compared(words: Fields): boolean | undefined {
  const [a = '', operator, b = ''] = words;
  if (words.length === 2 && a === '-n') return operator !== '';
  if (words.length === 2 && a === '-z') return operator === '';
  if (words.length === 3 && (operator === '=' || operator === '=='))
    return /[*?[]/.test(b) ? undefined : a === b;
  if (words.length === 3 && operator === '!=') return /[*?[]/.test(b) ? undefined : a !== b;
  if (words.length === 4 && a === '!') {
    const inner = compared(words.slice(1));
    return inner === undefined ? undefined : !inner;
  }
  return undefined;
}
