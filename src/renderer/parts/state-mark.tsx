import type { TextKey } from '../i18n/index.ts';
import { useText } from '../i18n/index.ts';

/** What a state means to the reader, whatever its word is. Shape, word and colour each say it alone. */
export type Tone = 'idle' | 'busy' | 'good' | 'bad' | 'warn' | 'off';

const shapes: Readonly<Record<Tone, string>> = {
  idle: 'M8 3.5a4.5 4.5 0 100 9 4.5 4.5 0 000-9z',
  busy: 'M8 3.5a4.5 4.5 0 100 9 4.5 4.5 0 000-9zM8 3.5v9A4.5 4.5 0 008 3.5z',
  good: 'M3.5 8.3l3 3 6-6.6',
  bad: 'M4 4l8 8M12 4l-8 8',
  warn: 'M8 3l5.5 10h-11zM8 6.8v2.8M8 11.3v.1',
  off: 'M4 8h8',
};

interface Known {
  readonly tone: Tone;
  readonly word: TextKey;
}

const states: Readonly<Record<string, Known>> = {
  waiting: { tone: 'idle', word: 'state.waiting' },
  creating: { tone: 'busy', word: 'state.creating' },
  created: { tone: 'good', word: 'state.created' },
  updating: { tone: 'busy', word: 'state.updating' },
  updated: { tone: 'good', word: 'state.updated' },
  deleting: { tone: 'busy', word: 'state.deleting' },
  deleted: { tone: 'off', word: 'state.deleted' },
  kept: { tone: 'good', word: 'state.kept' },
  tainted: { tone: 'bad', word: 'state.tainted' },
  uninstalled: { tone: 'off', word: 'state.uninstalled' },
  failed: { tone: 'bad', word: 'state.failed' },
  skipped: { tone: 'off', word: 'state.skipped' },
  running: { tone: 'busy', word: 'state.running' },
  succeeded: { tone: 'good', word: 'state.succeeded' },
  cancelled: { tone: 'off', word: 'state.cancelled' },
  interrupted: { tone: 'warn', word: 'state.interrupted' },
  pending: { tone: 'idle', word: 'state.pending' },
  pulling: { tone: 'busy', word: 'state.pulling' },
  ready: { tone: 'good', word: 'state.ready' },
  completed: { tone: 'good', word: 'state.completed' },
  found: { tone: 'good', word: 'state.found' },
  missing: { tone: 'bad', word: 'state.missing' },
  'wrong-platform': { tone: 'bad', word: 'state.wrongPlatform' },
  assumed: { tone: 'warn', word: 'state.assumed' },
  passed: { tone: 'good', word: 'state.passed' },
  valid: { tone: 'good', word: 'state.valid' },
  invalid: { tone: 'bad', word: 'state.invalid' },
  unknown: { tone: 'warn', word: 'state.unknown' },
  Issued: { tone: 'idle', word: 'state.issued' },
  Active: { tone: 'good', word: 'state.active' },
  Expired: { tone: 'bad', word: 'state.expired' },
  Isolated: { tone: 'bad', word: 'state.isolated' },
  Destroyed: { tone: 'off', word: 'state.destroyed' },
  error: { tone: 'bad', word: 'state.error' },
  warning: { tone: 'warn', word: 'state.warning' },
  info: { tone: 'off', word: 'state.info' },
};

export const toneOf = (state: string): Tone => states[state]?.tone ?? 'warn';

export function Shape({ tone, size = 14 }: { readonly tone: Tone; readonly size?: number }) {
  const busy = tone === 'busy';
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" className={`shape tone-${tone}`}>
      <path
        d={shapes[tone]}
        fill={busy ? 'currentColor' : 'none'}
        fillRule="evenodd"
        stroke="currentColor"
        strokeWidth={tone === 'good' || tone === 'bad' ? 2 : 1.5}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

interface StateMarkProps {
  readonly state: string;
  /** The shape alone; the word is still there for screen readers. */
  readonly compact?: boolean;
}

/** A state by shape, word and colour. */
export function StateMark({ state, compact }: StateMarkProps) {
  const { t } = useText();
  const known = states[state];
  const word = known ? t(known.word) : state;
  return (
    <span className={`state tone-${known?.tone ?? 'warn'}`} title={compact ? word : undefined}>
      <Shape tone={known?.tone ?? 'warn'} />
      <span className={compact ? 'sr-only' : undefined}>{word}</span>
    </span>
  );
}
