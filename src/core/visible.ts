/**
 * Characters that steer a terminal, turn the direction of reading or cannot be seen: C0 and C1 controls (line feed and
 * tab are left to the caller), soft hyphen, fillers, zero-width and bidirectional marks, the BOM, tags.
 */
export const HIDDEN =
  /[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

const written = (char: string): string => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;

/**
 * Text from a package, an image or a licence, made safe to show: characters that move a cursor, write a clipboard or
 * turn text around are written out as `\u{1b}` (threats A-13). Line feeds and tabs stay.
 */
export const visible = (text: string): string => text.replace(HIDDEN, written);

/** `visible` on one line: line feeds and tabs become spaces. */
export const visibleLine = (text: string): string => visible(text.replace(/[\n\t]/g, ' '));
