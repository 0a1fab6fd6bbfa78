/**
 * Whether a pattern covers a text. `*` stands for any run without `/`, `**` for any run; everything else for itself,
 * upper and lower case apart. Time grows with pattern × text and no faster, whatever the pattern.
 */
export function covers(pattern: string, text: string): boolean {
  const tokens = tokensOf(pattern);
  // reach[i]: the tokens so far can end before text[i].
  let reach: boolean[] = Array.from({ length: text.length + 1 }, (_, at) => at === 0);
  for (const token of tokens) {
    const next: boolean[] = new Array<boolean>(text.length + 1).fill(false);
    if (token === '*' || token === '**') {
      let open = false;
      for (let at = 0; at <= text.length; at += 1) {
        if (at > 0 && token === '*' && text[at - 1] === '/') open = false;
        open ||= reach[at] === true;
        next[at] = open;
      }
    } else {
      for (let at = 0; at < text.length; at += 1) next[at + 1] = reach[at] === true && text[at] === token;
    }
    reach = next;
  }
  return reach[text.length] === true;
}

const tokensOf = (pattern: string): readonly string[] => pattern.match(/\*\*+|[\s\S]/g)?.map(short) ?? [];

const short = (token: string): string => (token.startsWith('**') ? '**' : token);

/** Patterns of repository names: letters that names may have, and stars. */
export const isRepositoryPattern = (pattern: string): boolean => /^[a-z0-9._/*-]{1,255}$/.test(pattern);

/** Patterns of tags: letters that tags may have, and stars. */
export const isTagPattern = (pattern: string): boolean => /^[A-Za-z0-9._*-]{1,128}$/.test(pattern);
