import type { ReactNode } from 'react';
import type { Failure } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Place } from '../../parts/error-panel.tsx';
import { Shape } from '../../parts/state-mark.tsx';
import { Data } from '../../text/data.tsx';

interface FailureCardProps {
  readonly failure: Failure;
  /** The button that applies the cure, where it is known under what it failed. */
  readonly apply?: ReactNode;
}

/** Why it failed, link by link from the source line to the fact of the world, and the smallest change that cures it. */
export function FailureCard({ failure, apply }: FailureCardProps) {
  const { t, say } = useText();
  return (
    <section className="failure" aria-label={t('failure.title')}>
      <header>
        <Shape tone="bad" size={16} />
        <strong>{say(failure.message)}</strong>
        <Data mono dim>
          {failure.code}
        </Data>
      </header>
      {failure.address !== undefined && (
        <p>
          <Data mono>{failure.address}</Data>
        </p>
      )}
      <ol className="causes" aria-label={t('failure.causes')}>
        {failure.causes.map((cause, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the chain never changes
          <li key={index}>
            <span className="cause-kind">{t(`cause.${cause.kind}`)}</span>
            <span>
              {say(cause.text)} {cause.place && <Place place={cause.place} />}
            </span>
          </li>
        ))}
      </ol>
      <p className="cure">
        <span className="cause-kind">{t('failure.cure')}</span>
        <span>{say(failure.remedy)}</span>
      </p>
      {failure.cure && say(failure.cure.title) !== say(failure.remedy) && (
        <p className="cure">
          <span className="cause-kind">{t('failure.change')}</span>
          <span>{say(failure.cure.title)}</span>
        </p>
      )}
      {failure.cure && apply !== undefined && <div className="tools">{apply}</div>}
    </section>
  );
}
