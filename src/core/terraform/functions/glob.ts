import { RE2JS } from 're2js';

const escapeText = (c: string): string => c.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** Matches relative paths against a doublestar pattern (`*`, `**`, `?`, `[a-z]`, `{a,b}`), in linear time. Throws for a malformed pattern. */
export function globMatcher(pattern: string): (path: string) => boolean {
  let out = '';
  let braces = 0;
  for (let i = 0; i < pattern.length && i < 1000; i += 1) {
    const c = pattern.charAt(i);
    if (c === '*' && pattern.charAt(i + 1) === '*') {
      const slash = pattern.charAt(i + 2) === '/';
      out += slash ? '(?:[^/]+/)*' : '.*';
      i += slash ? 2 : 1;
    } else if (c === '*') out += '[^/]*';
    else if (c === '?') out += '[^/]';
    else if (c === '[') {
      const end = pattern.indexOf(']', i + 1);
      if (end < 0) out += '\\[';
      else {
        out += `[${pattern
          .slice(i + 1, end)
          .replace(/^[!^]/, '^')
          .replaceAll('\\', '\\\\')}]`;
        i = end;
      }
    } else if (c === '{') {
      braces += 1;
      out += '(?:';
    } else if (c === '}' && braces > 0) {
      braces -= 1;
      out += ')';
    } else if (c === ',' && braces > 0) out += '|';
    else if (c === '\\') {
      i += 1;
      out += escapeText(pattern.charAt(i));
    } else out += escapeText(c);
  }
  const compiled = RE2JS.compile(`^${out}${')'.repeat(braces)}$`);
  return (path) => compiled.matches(path);
}
