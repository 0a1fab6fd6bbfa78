import type { TextKey } from '../i18n/index.ts';
import { type Span, span, type Tone } from './span.ts';

interface Mark {
  readonly shape: string;
  readonly tone: Tone;
  readonly word: TextKey;
}

/** States by shape, word and colour: each says it alone. */
const marks: Readonly<Record<string, Mark>> = {
  waiting: { shape: '·', tone: 'dim', word: 'state.waiting' },
  creating: { shape: '◐', tone: 'accent', word: 'state.creating' },
  created: { shape: '✓', tone: 'good', word: 'state.created' },
  updating: { shape: '◐', tone: 'accent', word: 'state.updating' },
  updated: { shape: '✓', tone: 'good', word: 'state.updated' },
  deleting: { shape: '◐', tone: 'accent', word: 'state.deleting' },
  deleted: { shape: '-', tone: 'dim', word: 'state.deleted' },
  kept: { shape: '=', tone: 'dim', word: 'state.kept' },
  tainted: { shape: '✗', tone: 'bad', word: 'state.tainted' },
  uninstalled: { shape: '-', tone: 'dim', word: 'state.uninstalled' },
  failed: { shape: '✗', tone: 'bad', word: 'state.failed' },
  skipped: { shape: '-', tone: 'dim', word: 'state.skipped' },
  running: { shape: '◐', tone: 'accent', word: 'state.running' },
  succeeded: { shape: '✓', tone: 'good', word: 'state.succeeded' },
  cancelled: { shape: '-', tone: 'dim', word: 'state.cancelled' },
  interrupted: { shape: '!', tone: 'warn', word: 'state.interrupted' },
  pending: { shape: '·', tone: 'dim', word: 'state.pending' },
  pulling: { shape: '◐', tone: 'accent', word: 'state.pulling' },
  ready: { shape: '✓', tone: 'good', word: 'state.ready' },
  completed: { shape: '✓', tone: 'good', word: 'state.completed' },
  found: { shape: '✓', tone: 'good', word: 'state.found' },
  missing: { shape: '✗', tone: 'bad', word: 'state.missing' },
  'wrong-platform': { shape: '✗', tone: 'bad', word: 'state.wrongPlatform' },
  assumed: { shape: '~', tone: 'warn', word: 'state.assumed' },
  passed: { shape: '✓', tone: 'good', word: 'state.passed' },
  valid: { shape: '✓', tone: 'good', word: 'verdict.valid' },
  invalid: { shape: '✗', tone: 'bad', word: 'verdict.invalid' },
  unknown: { shape: '?', tone: 'warn', word: 'verdict.unknown' },
  Issued: { shape: '·', tone: 'dim', word: 'state.issued' },
  Active: { shape: '✓', tone: 'good', word: 'state.active' },
  Expired: { shape: '✗', tone: 'bad', word: 'state.expired' },
  Isolated: { shape: '✗', tone: 'bad', word: 'state.isolated' },
  Destroyed: { shape: '-', tone: 'dim', word: 'state.destroyed' },
  error: { shape: '✗', tone: 'bad', word: 'state.error' },
  warning: { shape: '!', tone: 'warn', word: 'state.warning' },
  info: { shape: 'i', tone: 'dim', word: 'state.info' },
};

/** What stands for a state that this console does not know. */
const STRANGE = { shape: '?', tone: 'warn' } as const;

export const toneOf = (state: string): Tone => (marks[state] ?? STRANGE).tone;

/** The shape of a state, one column wide. */
export const mark = (state: string): Span => {
  const { shape, tone } = marks[state] ?? STRANGE;
  return span(shape, tone, { bold: tone === 'bad' });
};

/** The word of a state; one that is not known is shown as it came. */
export function stateWord(state: string, t: (key: TextKey) => string): string {
  const known = marks[state];
  return known ? t(known.word) : state;
}
