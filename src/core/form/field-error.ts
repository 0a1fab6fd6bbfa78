import { catalogue, type ErrorCode } from '../errors/index.ts';
import { fillText, type LocalText } from '../text.ts';
import type { FieldError } from './types.ts';

/** Data of a message; a text is filled in with the words of each language. */
export type MessageData = Readonly<Record<string, string | number | LocalText>>;

/** The catalogue's message for a code, each language filled with its own words. */
export function messageOf(code: ErrorCode, data: MessageData): LocalText {
  const words = (lang: 'en' | 'zh-CN') =>
    Object.fromEntries(
      Object.entries(data).map(([key, value]) => [key, typeof value === 'object' ? value[lang] : value]),
    );
  const { message } = catalogue[code];
  return { en: fillText(message, words('en')).en, 'zh-CN': fillText(message, words('zh-CN'))['zh-CN'] };
}

/** A field's error with the catalogue's message for its code. */
export const fieldError = (code: ErrorCode & `FORM_${string}`, data: MessageData = {}): FieldError => ({
  code,
  message: messageOf(code, data),
});

/** A value as a message shows it: compact, bounded. */
export function show(value: unknown): string {
  const text = typeof value === 'string' ? `"${value}"` : (JSON.stringify(value) ?? 'nothing');
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
