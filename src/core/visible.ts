/** C0 and C1 controls except line feed and tab, bidirectional overrides and isolates, zero-width characters, the BOM. */
const HIDDEN = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g;

const escape = (char: string): string => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;

/**
 * Text from a package, an image or a licence, made safe to show: characters that move a cursor, write a clipboard or
 * turn text around are written out as `\u{1b}` (threats A-13). Line feeds and tabs stay.
 */
export const visible = (text: string): string => text.replace(HIDDEN, escape);

/** `visible` on one line: line feeds and tabs become spaces. */
export const visibleLine = (text: string): string => visible(text.replace(/[\n\t]/g, ' '));
