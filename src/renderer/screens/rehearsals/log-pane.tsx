// biome-ignore-all lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
import { useRef } from 'react';
import type { LogLine } from '../../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { useRowsInSight, useStickToEnd } from '../../parts/rows.ts';
import { Address } from '../../text/address.tsx';
import { Data } from '../../text/data.tsx';
import { clock } from '../../text/format.ts';

const ROW = 20;

/** The log; only the lines in sight are in the document. Stays at the end until the reader scrolls up. */
export function LogPane({ log }: { readonly log: readonly LogLine[] }) {
  const { t, lang } = useText();
  const box = useRef<HTMLDivElement>(null);
  const { from, to } = useRowsInSight(box, log.length, ROW);
  useStickToEnd(box, log.length);
  return (
    <div
      className="log"
      ref={box}
      role="log"
      aria-label={t('rehearsal.log')}
      aria-live="off"
      tabIndex={0}
      data-lines={log.length}
    >
      <div style={{ height: from * ROW }} />
      {log.slice(from, to).map((line) => (
        <div key={line.seq} className={`log-line ${line.level}`}>
          <span className="log-at">{clock(line.at)}</span>
          {line.address !== undefined && (
            <span className="log-address">
              <Address>{line.address}</Address>
            </span>
          )}
          <Data mono>{line.text[lang]}</Data>
        </div>
      ))}
      <div style={{ height: Math.max(0, log.length - to) * ROW }} />
    </div>
  );
}
