import type { TextData, TextKey } from '../i18n/index.ts';

/** What the page says when an action has ended well. */
export interface Outcome {
  readonly said?: { readonly key: TextKey; readonly data?: TextData };
  /** It is shown until somebody closes it. */
  readonly stays?: boolean;
}
