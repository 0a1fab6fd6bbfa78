import type { InstanceDetailView } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Section } from '../../parts/basics.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { Data } from '../../text/data.tsx';
import { clock, time } from '../../text/format.ts';
import { Left } from './diff-view.tsx';

/** What was done to an instance, newest first, with what each time was lost and left. */
export function History({ instance }: { readonly instance: InstanceDetailView }) {
  const { t, say } = useText();
  return (
    <div className="stack">
      {instance.revisions.map((each) => (
        <Section
          key={each.revision}
          title={`${each.revision} · ${t(`lifecycle.op.${each.operation}`)}`}
          aside={<StateMark state={each.status} />}
        >
          <p className="dim">
            {time(each.storedAt)} · {t('lifecycle.took')} {clock(each.took)} ·{' '}
            <Data mono dim>
              {each.dir}
            </Data>
          </p>
          <p>
            {Object.entries(each.counts)
              .map(([action, count]) => `${t(`lifecycle.action.${action as 'create'}`)} ${String(count)}`)
              .join(' · ')}
          </p>
          {each.failure && (
            <p>
              <Data mono>{each.failure.code}</Data> {say(each.failure.message)}
            </p>
          )}
          {each.loses.map((loss) => (
            <p key={`${loss.address} ${loss.what.en}`}>
              <strong>{t('lifecycle.lost')}:</strong> <Data mono>{loss.address}</Data> {say(loss.what)}
            </p>
          ))}
          <Left title={t('lifecycle.left')} list={each.leftBehind} />
        </Section>
      ))}
    </div>
  );
}
