import type { LicenseVerdictView } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Shape, toneOf } from '../../parts/state-mark.tsx';
import { Data } from '../../text/data.tsx';
import { time } from '../../text/format.ts';

/** The verdict, big, with its reasons. Unknown looks like what it is: not valid. */
export function Verdict({ verdict }: { readonly verdict: LicenseVerdictView }) {
  const { t, say } = useText();
  return (
    <section className={`verdict tone-${toneOf(verdict.verdict)}`} data-verdict={verdict.verdict}>
      <header>
        <Shape tone={toneOf(verdict.verdict)} size={28} />
        <h2>{t(`verdict.${verdict.verdict}`)}</h2>
      </header>
      <p>{say(verdict.summary)}</p>
      {verdict.reasons.length > 0 && (
        <ul className="reasons">
          {verdict.reasons.map((reason, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a verdict never changes
            <li key={index}>
              <span>{say(reason.message)}</span>
              <Data mono dim>
                {reason.code}
              </Data>
            </li>
          ))}
        </ul>
      )}
      <p className="dim">
        {t('verdict.at', { at: time(verdict.at) })}
        {verdict.key !== undefined && (
          <>
            {' · '}
            {t('verdict.key')} <Data mono>{verdict.key}</Data>
          </>
        )}
      </p>
    </section>
  );
}
