type WordKind = 'number' | 'upper' | 'letters' | 'connector' | 'punctuation' | 'other' | 'end';

interface Word {
  readonly kind: WordKind;
  readonly text: string;
}

const UPPER = /\p{Lu}/u;
const NUMBER = /\p{N}/u;
const PUNCTUATION = /\p{P}/u;
const isConnector = (c: string): boolean => c === '-' || c === '_' || /\s/.test(c);

/** Letters of scripts that have case; CJK characters are none. */
const isLetter = (c: string): boolean =>
  /\p{L}/u.test(c) &&
  !/[\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[\u{20000}-\u{2fa1f}]/u.test(
    c,
  );

const upperWord = (chars: readonly string[], from: number): number => {
  let end = from + 1;
  if (!UPPER.test(chars[end] ?? '')) {
    while (end < chars.length && isLetter(chars[end] ?? '') && !UPPER.test(chars[end] ?? '')) end++;
    return end;
  }
  while (UPPER.test(chars[end] ?? '')) end++;
  // In `HTTPStatus` the S begins the next word.
  return isLetter(chars[end] ?? '') ? end - 1 : end;
};

function wordAt(chars: readonly string[], from: number): Word & { readonly end: number } {
  const first = chars[from];
  if (first === undefined) return { kind: 'end', text: '', end: from };
  const run = (kind: WordKind, belongs: (c: string) => boolean): Word & { readonly end: number } => {
    let end = from + 1;
    while (end < chars.length && belongs(chars[end] ?? '')) end++;
    return { kind, text: chars.slice(from, end).join(''), end };
  };
  if (isConnector(first)) return run('connector', isConnector);
  if (PUNCTUATION.test(first)) return run('punctuation', (c) => PUNCTUATION.test(c));
  if (UPPER.test(first)) {
    const end = upperWord(chars, from);
    return { kind: 'upper', text: chars.slice(from, end).join(''), end };
  }
  if (isLetter(first)) return run('letters', (c) => isLetter(c) && !UPPER.test(c));
  if (NUMBER.test(first)) return run('number', (c) => NUMBER.test(c));
  return run('other', (c) => !isConnector(c) && !isLetter(c) && !NUMBER.test(c) && !PUNCTUATION.test(c));
}

function wordsOf(text: string): Word[] {
  const chars = [...text];
  const out: Word[] = [];
  for (let at = 0; at < chars.length; ) {
    const word = wordAt(chars, at);
    out.push(word);
    at = word.end;
  }
  return out;
}

/** `xstrings.ToSnakeCase` and `ToKebabCase`. */
export function delimitedCase(text: string, connector: string): string {
  const words = wordsOf(text);
  const end: Word = { kind: 'end', text: '' };
  let i = 0;
  let out = '';
  const at = (n: number): Word => words[n] ?? end;
  const write = (word: Word): void => {
    if (word.kind === 'connector') out += connector.repeat([...word.text].length);
    else out += word.kind === 'upper' ? word.text.toLowerCase() : word.text;
  };
  const glued = (kind: WordKind): boolean => kind === 'connector' || kind === 'punctuation' || kind === 'end';
  /** Words that stay with a number before them. */
  const writeWithNumber = (): void => {
    while (at(i).kind === 'letters' || at(i).kind === 'number') write(at(i++));
    if (!glued(at(i).kind)) out += connector;
  };
  while (i < words.length - 1) {
    const word = at(i);
    if (word.kind !== 'connector') write(word);
    i++;
    switch (word.kind) {
      case 'number':
        writeWithNumber();
        break;
      case 'connector':
        write(word);
        break;
      case 'punctuation':
        break;
      default:
        if (at(i).kind !== 'number') {
          if (!glued(at(i).kind)) out += connector;
        } else if (i < words.length - 1) {
          const number = at(i++);
          if (at(i).kind === 'letters') {
            out += connector;
            write(number);
            writeWithNumber();
          } else {
            // A number before anything but small letters belongs to the word in front: `Bld4Floor`.
            write(number);
            if (!glued(at(i).kind)) out += connector;
          }
        }
    }
  }
  if (i < words.length) write(at(i));
  return out;
}

/** `xstrings.ToCamelCase` of the version that sprig 3.2.3 uses: words at connectors, upper first letters. */
export function camelCase(text: string): string {
  const chars = [...text];
  let out = '';
  let i = 0;
  while (i < chars.length && isConnector(chars[i] ?? '')) out += chars[i++];
  if (i >= chars.length) return out;
  let current = (chars[i++] ?? '').toUpperCase();
  for (; i < chars.length; i++) {
    const previous = current;
    current = chars[i] ?? '';
    if (isConnector(previous) && isConnector(current)) {
      out += previous;
      continue;
    }
    if (isConnector(previous)) current = current.toUpperCase();
    else out += previous;
  }
  return out + current;
}
