import type { FidelityView, ImagesView } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Empty, Lines } from '../../parts/basics.tsx';
import { ErrorPanel, Place } from '../../parts/error-panel.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { useAnswer } from '../../state/answer.ts';
import { useCliLine } from '../../state/cli-line.ts';
import { Data } from '../../text/data.tsx';

/** Ready to ship? Every image that the package can pull, what the registry lacks of it, and what the verdict rests on. */
export function ImagesTab({ dir }: { readonly dir: string }) {
  const { t } = useText();
  useCliLine('images', { dir });
  const { data, error, loading, ask } = useAnswer('images', { dir });
  const known = useAnswer('fidelity', { dir });
  return (
    <div className="stack">
      <div className="tools">
        <button type="button" className="link" onClick={ask} disabled={loading}>
          {t('ship.again')}
        </button>
      </div>
      {error ? <ErrorPanel error={error} again={ask} /> : data ? <Images view={data} /> : <Lines />}
      {known.data && <Fidelity view={known.data} />}
    </div>
  );
}

const verdictStates = { ready: 'passed', 'not-ready': 'failed', unknown: 'unknown' } as const;

function Images({ view }: { readonly view: ImagesView }) {
  const { t, say } = useText();
  const { images, findings, unbounded, declared, explored, verdict } = view;
  return (
    <>
      <p role="status" className="verdict" data-verdict={verdict}>
        <StateMark state={verdictStates[verdict]} /> {t(`ship.${verdict}`)}
      </p>
      <p className="dim">
        {t('ship.explored', {
          plans: explored.plans,
          sets: explored.sets,
          method: t(`ship.${explored.method}`),
          answers: explored.answers,
          renderings: explored.renderings,
          branches: explored.branches,
        })}
      </p>
      {images.length === 0 && unbounded.length === 0 && <Empty title={t('ship.none')} />}
      <ol className="findings" aria-label={t('projects.images')}>
        {images.map((each) => (
          <li key={each.image} className="finding">
            <div className="finding-head">
              <StateMark
                state={
                  each.status === 'present' ? 'found' : each.reach === 'program' ? 'unknown' : each.status
                }
              />
              <Data mono>{each.image}</Data>
              <span className="tag">{t(`ship.reach.${each.reach}`)}</span>
              {each.when && (
                <Data mono dim>
                  {each.when}
                </Data>
              )}
            </div>
            <p className="dim">
              <Place place={each.place} /> <Data mono>{each.objects.join(', ')}</Data>
            </p>
            {findings
              .filter((finding) => finding.image === each.image)
              .map((finding) => (
                <p key={finding.code}>
                  <StateMark state={finding.severity} /> {say(finding.message)}
                </p>
              ))}
          </li>
        ))}
        {unbounded.map((each, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two may be alike in all they say
          <li key={index} className="finding warning">
            <div className="finding-head">
              <StateMark state="unknown" />
              <span className="finding-place">
                <Place place={each.place} />
              </span>
            </div>
            <p>{say(each.message)}</p>
          </li>
        ))}
        {declared.map((each) => (
          <li key={`${each.place.file} ${each.message.en}`} className="finding">
            <div className="finding-head">
              <StateMark state="info" />
              <span className="finding-place">
                <Place place={each.place} />
              </span>
            </div>
            <p className="dim">{say(each.message)}</p>
            <p>
              {each.images.length === 0
                ? t('ship.declared.none')
                : t('ship.declared', { images: each.images.join(', ') })}
            </p>
          </li>
        ))}
      </ol>
      {unbounded.length > 0 && <p className="dim">{t('ship.declare')}</p>}
    </>
  );
}

/** What a verdict on this package rests on, the least known first. */
function Fidelity({ view }: { readonly view: FidelityView }) {
  const { t, say } = useText();
  const order = { opaque: 0, partial: 1, full: 2 };
  const rows = view.rows.toSorted((a, b) => order[a.fidelity] - order[b.fidelity]);
  if (rows.length === 0) return null;
  return (
    <section aria-label={t('ship.fidelity')}>
      <h3>{t('ship.fidelity')}</h3>
      <ol className="findings">
        {rows.map((row) => (
          <li key={`${row.of} ${row.name}`} className="finding" data-fidelity={row.fidelity}>
            <div className="finding-head">
              <Data mono>{row.name}</Data>
              <span className="tag">{t(`ship.${row.fidelity}`)}</span>
            </div>
            <p>{say(row.knows)}</p>
            {say(row.lacks) !== '' && (
              <p className="dim">
                {t('ship.lacks')} {say(row.lacks)}
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
