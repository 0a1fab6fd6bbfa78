/** Stands for what only the cloud knows: an image that holds it cannot be told. */
export const UNKNOWN = 'zz-known-after-apply';
/** The same where a number is wanted. */
export const UNKNOWN_NUMBER = 918273645;
/** Stands for a free answer: an image that holds it cannot be told. */
export const FREE = 'zz-free-answer';

/** What makes a text impossible to tell; undefined for one that is plain. */
export const openPart = (text: string): 'answer' | 'cloud' | undefined =>
  text.includes(FREE)
    ? 'answer'
    : text.includes(UNKNOWN) || text.includes(String(UNKNOWN_NUMBER))
      ? 'cloud'
      : undefined;
