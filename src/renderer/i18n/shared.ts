/** Texts that page and terminal share, with the page's placeholders: `{name}` becomes `{{name}}`. */
export const forPage = <Key extends string>(
  texts: Readonly<Record<Key, string>>,
): Readonly<Record<Key, string>> =>
  Object.fromEntries(
    Object.entries<string>(texts).map(([key, text]) => [key, text.replace(/\{(\w+)\}/g, '{{$1}}')]),
  ) as Record<Key, string>;
