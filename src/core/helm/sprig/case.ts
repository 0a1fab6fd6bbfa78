const isUpper = (c: string): boolean => /\p{Lu}/u.test(c);
const isDigit = (c: string): boolean => /\p{Nd}/u.test(c);
const isConnector = (c: string): boolean => c === '-' || c === '_' || /\s/.test(c);

/** `xstrings.ToPascalCase`: words at connectors, upper first letters. */
export function camelCase(text: string): string {
  let out = '';
  let upper = true;
  let started = false;
  for (const char of text) {
    if (isConnector(char)) {
      if (!started) out += char;
      upper = true;
      continue;
    }
    started = true;
    out += upper ? char.toUpperCase() : char.toLowerCase() === char ? char : lowerInside(out, char);
    upper = false;
  }
  return out;
}

/** Letters inside a word keep their case where they begin a new one. */
const lowerInside = (before: string, char: string): string =>
  isUpper([...before].at(-1) ?? '') ? char.toLowerCase() : char;

/** `xstrings.ToSnakeCase` and `ToKebabCase`: words at connectors, case changes and digits. */
export function delimitedCase(text: string, connector: string): string {
  const words: string[] = [];
  const chars = [...text];
  let word = '';
  const flush = (): void => {
    if (word !== '') words.push(word);
    word = '';
  };
  chars.forEach((char, i) => {
    const previous = chars[i - 1] ?? '';
    const next = chars[i + 1] ?? '';
    if (isConnector(char)) {
      flush();
      return;
    }
    if (isUpper(char)) {
      const startsWord = word !== '' && (!isUpper(previous) || (next !== '' && /\p{Ll}/u.test(next)));
      if (startsWord && !isDigit(previous)) flush();
      else if (startsWord && isDigit(previous)) flush();
    } else if (isDigit(char) && word !== '' && !isDigit(previous)) flush();
    word += char.toLowerCase();
  });
  flush();
  return words.join(connector);
}
