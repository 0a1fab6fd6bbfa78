import type { CureView } from '../contract.ts';
import { useText } from '../i18n/index.ts';
import { Diff } from '../parts/diff.tsx';
import { StateMark } from '../parts/state-mark.tsx';
import { Data } from '../text/data.tsx';
import './cure.css';

/** What a cure would do: failure by failure what is changed, what then comes, and the differences in the files. */
export function CurePreview({ result }: { readonly result: CureView }) {
  const { t, say } = useText();
  const { status, steps, files, left, why } = result;
  return (
    <section className="cure-preview" aria-label={t('cure.label')}>
      {steps.map(({ failure, title, besides, after, next }) => (
        <div key={failure.code + title.en}>
          <p>
            <StateMark state="failed" compact /> {t('cure.before', { code: failure.code })}{' '}
            <span className="dim">{say(failure.message)}</span>
          </p>
          <p className="cure">
            <span className="cause-kind">{t('cure.title')}</span>
            <span>{say(title)}</span>
          </p>
          {besides.map((each) => (
            <p key={each.en}>
              <Data mono dim>
                {say(each)}
              </Data>
            </p>
          ))}
          <p>
            <StateMark state={after === 'succeeded' ? 'valid' : after} compact />{' '}
            {t(`cure.after.${after}`, { code: next ?? '' })}
          </p>
        </div>
      ))}
      {files.map((each) => (
        <div key={each.path}>
          <p>
            <Data mono>{each.name}</Data> {each.isNew && <span className="tag">{t('cure.new')}</span>}
          </p>
          <Diff name={each.name} diff={each.diff} />
        </div>
      ))}
      {status === 'fine' && why && (
        <p>
          <StateMark state="warning" compact /> {say(why)}
        </p>
      )}
      {status === 'fine' && <p>{t('cure.fine')}</p>}
      {status === 'cured' && (
        <p>
          <StateMark state="valid" compact /> {t('cure.cured')} {files.length === 0 && t('cure.inFiles')}
        </p>
      )}
      {status === 'stuck' && (
        <p>
          <StateMark state="failed" compact /> {t('cure.stuck', { why: why ? say(why) : '' })}{' '}
          {left && <span className="dim">{say(left.remedy)}</span>}
        </p>
      )}
    </section>
  );
}
