// biome-ignore-all lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
import { useMemo, useRef } from 'react';
import type { LogLine } from '../../../client/index.ts';
import type { Lang } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { useRowsInSight, useStickToEnd } from '../../parts/rows.ts';
import { Data } from '../../text/data.tsx';
import { clock } from '../../text/format.ts';

const ROW = 20;

interface LogRow {
  readonly key: string;
  readonly line: LogLine;
  readonly text: string;
  /** False for what follows after a line end within one entry. */
  readonly first: boolean;
}

/** One row for each line of text; an entry may have several. */
export const logRows = (log: readonly LogLine[], lang: Lang): readonly LogRow[] =>
  log.flatMap((line) => {
    const texts = line.text[lang].split(/\r?\n/);
    return texts.map((text, index) => ({ key: `${line.seq}.${index}`, line, text, first: index === 0 }));
  });

/** The log; only the lines in sight are in the document. Stays at the end until the reader scrolls up. */
export function LogPane({ log }: { readonly log: readonly LogLine[] }) {
  const { t, lang } = useText();
  const box = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => logRows(log, lang), [log, lang]);
  const { from, to } = useRowsInSight(box, rows.length, ROW);
  useStickToEnd(box, rows.length);
  return (
    <div
      className="log"
      ref={box}
      role="log"
      aria-label={t('rehearsal.log')}
      aria-live="off"
      tabIndex={0}
      data-lines={rows.length}
    >
      <div style={{ height: from * ROW }} />
      {rows.slice(from, to).map((row) => (
        <LogText key={row.key} row={row} />
      ))}
      <div style={{ height: Math.max(0, rows.length - to) * ROW }} />
    </div>
  );
}

function LogText({ row: { line, text, first } }: { readonly row: LogRow }) {
  const prefix = line.address !== undefined && text.startsWith(line.address) ? line.address : '';
  return (
    <div className={`log-line ${line.level}${first ? '' : ' rest'}`} title={line.address}>
      {first && <span className="log-at">{clock(line.at)}</span>}
      <span>
        {prefix !== '' && (
          <Data mono dim>
            {prefix}
          </Data>
        )}
        <Data mono>{text.slice(prefix.length)}</Data>
      </span>
    </div>
  );
}
