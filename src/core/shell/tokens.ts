/** A piece of a word. What is quoted is neither split nor expanded into several words. */
export type Part =
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  | {
      readonly kind: 'variable';
      readonly name: string;
      /** `[@]`, `[0]`. */
      readonly index?: string;
      /** `:-`, `#`, `//`, … with what follows it, as written. */
      readonly op?: string;
      readonly operand?: string;
      readonly quoted: boolean;
    }
  /** `$(…)` and backticks. */
  | { readonly kind: 'command'; readonly text: string; readonly quoted: boolean };

export interface Word {
  readonly parts: readonly Part[];
  /** Lines count from 0 within the script. */
  readonly line: number;
}

export interface Heredoc {
  readonly text: string;
  /** False for `<<'EOF'`: variables stay as they are written. */
  readonly expands: boolean;
  readonly line: number;
}

export type Token =
  | { readonly kind: 'word'; readonly word: Word }
  /** `NAME=(…)`, `NAME+=(…)`. */
  | {
      readonly kind: 'array';
      readonly name: string;
      readonly adds: boolean;
      readonly words: readonly Word[];
      readonly line: number;
    }
  | { readonly kind: 'operator'; readonly text: string; readonly line: number }
  | {
      readonly kind: 'redirect';
      readonly text: string;
      readonly target: Word;
      /** Filled in when the line ends. */
      readonly heredoc?: { body?: Heredoc };
    };

/** The text of a word without variables; undefined for others. */
export function plainText(word: Word): string | undefined {
  let text = '';
  for (const part of word.parts) {
    if (part.kind !== 'text') return undefined;
    text += part.text;
  }
  return text;
}

/** True for a word that stands there bare: only such words are keywords. */
export const isBare = (word: Word): boolean =>
  word.parts.length === 1 && word.parts[0]?.kind === 'text' && !word.parts[0].quoted;
