import { pieces } from './visible.ts';

interface DataProps {
  readonly children: string;
  /** Identifiers, addresses, values: the monospaced face. */
  readonly mono?: boolean;
  readonly dim?: boolean;
  /** Cut at the end of the line; the whole text is in the tooltip. */
  readonly clip?: boolean;
}

/** A text that somebody else wrote: shown as text only, its hidden characters marked. */
export function Data({ children, mono, dim, clip }: DataProps) {
  const classes = ['data', mono && 'mono', dim && 'dim', clip && 'clip'].filter(Boolean).join(' ');
  const parts = pieces(children);
  return (
    <span className={classes} dir="ltr" title={clip ? parts.map((part) => part.text).join('') : undefined}>
      {parts.length === 1 && !parts[0]?.marked
        ? parts[0]?.text
        : parts.map((part, index) =>
            part.marked ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one immutable text have no other identity
              <span key={index} className="hidden-char">
                {part.text}
              </span>
            ) : (
              part.text
            ),
          )}
    </span>
  );
}
