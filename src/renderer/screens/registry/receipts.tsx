import { ActionButton } from '../../actions/action-button.tsx';
import type { ReceiptView } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Lines, Section } from '../../parts/basics.tsx';
import { ErrorPanel } from '../../parts/error-panel.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { useAnswer } from '../../state/answer.ts';
import { hrefOf } from '../../state/route.ts';
import { bytes, count, time } from '../../text/format.ts';
import { GcItems, GcReasons } from './gc-reasons.tsx';
import { COLLECT } from './place-names.ts';

interface ReceiptsProps {
  readonly chosen: string | undefined;
  readonly version: unknown;
}

/** Past collections, each with its undo while there is one. */
export function Receipts({ chosen, version }: ReceiptsProps) {
  const { t } = useText();
  const { data, error, ask } = useAnswer('registry.receipts', {}, version);
  return (
    <Section title={t('registry.receipts')} {...(data ? { count: data.length } : {})}>
      {error ? (
        <ErrorPanel error={error} again={ask} />
      ) : data === undefined ? (
        <Lines rows={3} />
      ) : data.length === 0 ? (
        <p className="dim">{t('registry.receipts.none')}</p>
      ) : (
        <ul className="receipts">
          {data.map((each) => (
            <Receipt key={each.receipt} receipt={each} isOpen={each.receipt === chosen} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Receipt({ receipt, isOpen }: { readonly receipt: ReceiptView; readonly isOpen: boolean }) {
  const { t, lang } = useText();
  return (
    <li>
      <div className="receipt">
        <a
          href={hrefOf('registry', COLLECT, ...(isOpen ? [] : [receipt.receipt]))}
          aria-expanded={isOpen}
          className="mono"
        >
          #{receipt.receipt}
        </a>
        <span className="number">{time(receipt.finishedAt)}</span>
        <StateMark state={receipt.state === 'complete' ? 'completed' : receipt.state} />
        <span className="number">
          {t('registry.receipts.items', { shown: count(receipt.removed, lang) })}
        </span>
        <span className="number">{bytes(receipt.bytes)}</span>
        <Undo receipt={receipt} />
      </div>
      {isOpen && <ReceiptDetail id={receipt.receipt} />}
    </li>
  );
}

function Undo({ receipt }: { readonly receipt: ReceiptView }) {
  const { t } = useText();
  if (receipt.undoneAt !== undefined)
    return (
      <span className="dim">{t('registry.receipts.undone', { time: time(receipt.undoneAt).slice(11) })}</span>
    );
  if (!receipt.undoable || receipt.undoUntil === undefined)
    return <span className="dim">{t('registry.receipts.final')}</span>;
  return (
    <span className="with-note">
      <ActionButton action="registry.undo" input={{ receipt: receipt.receipt }} />
      <span className="dim small">
        {t('registry.receipts.until', { time: time(receipt.undoUntil).slice(11, 16) })}
      </span>
    </span>
  );
}

function ReceiptDetail({ id }: { readonly id: string }) {
  const { t } = useText();
  const { data, error, ask } = useAnswer('registry.receipt', { receipt: id });
  if (error) return <ErrorPanel error={error} again={ask} />;
  if (!data) return <Lines rows={3} />;
  return (
    <div className="receipt-detail">
      <GcReasons reasons={data.reasons} />
      <GcItems items={data.items} />
      {data.more > 0 && <p className="dim small">{t('registry.receipts.more', { count: data.more })}</p>}
    </div>
  );
}
