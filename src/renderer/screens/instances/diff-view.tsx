import './instances.css';
import type { Json, LeftBehind, LifecycleDiff, ReleaseDiff, Risk, StepDiff } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Empty, Section } from '../../parts/basics.tsx';
import { Place } from '../../parts/error-panel.tsx';
import { Shape, type Tone } from '../../parts/state-mark.tsx';
import { Data } from '../../text/data.tsx';
import { visible } from '../../text/visible.ts';

const ORDER: readonly Risk[] = ['loses-data', 'interrupts', 'changes'];
const tones: Readonly<Record<Risk, Tone>> = {
  'loses-data': 'bad',
  interrupts: 'warn',
  changes: 'good',
  none: 'idle',
};

/** An operation that is not done yet carries no tick: what it would do is a sign, its risk a colour and a heading. */
const marks = { create: '+', update: '~', replace: '±', delete: '−', forget: '·', 'no-op': '=' } as const;

const LONGEST = 80;

const short = (value: Json): string => {
  const shown = value === null ? '–' : typeof value === 'string' ? value : JSON.stringify(value);
  return visible(shown.length <= LONGEST ? shown : `${shown.slice(0, LONGEST - 1)}…`);
};

/** A diff, the worst first: what is lost and interrupted stands above what only changes. */
export function DiffView({ diff }: { readonly diff: LifecycleDiff }) {
  const { t, say } = useText();
  const { create, update, replace, delete: gone } = diff.counts;
  const still = diff.counts['no-op'];
  const quiet = diff.steps.every((each) => each.action === 'no-op') && diff.outputs.length === 0;
  return (
    <>
      {quiet ? (
        <Empty title={t('lifecycle.nothing')} />
      ) : (
        <p>
          {t('lifecycle.totals', { made: create, altered: update, anew: replace, gone })} ·{' '}
          {t('lifecycle.unchanged', { count: still })}
        </p>
      )}
      {diff.downtime && (
        <p>
          <strong>
            {t('lifecycle.downtime')} {t('lifecycle.seconds', { ...range(diff.downtime) })}
          </strong>{' '}
          <span className="dim">{say(diff.downtime.ground)}</span>
        </p>
      )}
      {diff.drift.length > 0 && (
        <Section title={t('lifecycle.drift')} count={diff.drift.length}>
          <ul className="plain-list">
            {diff.drift.map((each) => (
              <li key={`${each.address} ${each.kind}`}>
                <Shape tone="warn" /> <Data mono>{each.address}</Data> {t(`lifecycle.drift.${each.kind}`)}{' '}
                {Object.entries(each.values).map(([name, value]) => (
                  <Data mono key={name}>{`${name}=${short(value)} `}</Data>
                ))}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {ORDER.map((risk) => {
        const steps = diff.steps.filter((each) => each.risk === risk);
        return steps.length === 0 ? null : (
          <Section key={risk} title={t(`lifecycle.risk.${risk}`)} count={steps.length}>
            {steps.map((step) => (
              <Step key={step.address} step={step} />
            ))}
          </Section>
        );
      })}
      {diff.releases.map((each) => (
        <Release key={each.address} diff={each} />
      ))}
      {diff.outputs.length > 0 && (
        <Section title={t('lifecycle.outputs')} count={diff.outputs.length}>
          <ul className="plain-list">
            {diff.outputs.map((each) => (
              <li key={each.name}>
                <Data mono>{each.name}</Data>: <Data mono>{short(each.before)}</Data> →{' '}
                {each.known ? <Data mono>{short(each.after)}</Data> : t('lifecycle.later')}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Left title={t('lifecycle.left')} list={diff.leftBehind} />
    </>
  );
}

const range = ({ least, most }: { readonly least: number; readonly most: number }) => ({ least, most });

function Step({ step }: { readonly step: StepDiff }) {
  const { t, say } = useText();
  return (
    <article className="diff-step">
      <p>
        <span className={`diff-sign tone-${tones[step.risk]}`} aria-hidden>
          {marks[step.action]}
        </span>{' '}
        <Data mono>{step.address}</Data> <strong>{t(`lifecycle.action.${step.action}`)}</strong>
        {step.createFirst && ` · ${t('lifecycle.createFirst')}`} <Place place={step.place} />
      </p>
      <ul className="plain-list">
        {step.why && (
          <li>
            {t('lifecycle.why')}: {say(step.why)}
          </li>
        )}
        {step.changes.map((each) => (
          <li key={each.path}>
            <Data mono>{each.path}</Data>: <Data mono>{short(each.before)}</Data> →{' '}
            {each.known ? <Data mono>{short(each.after)}</Data> : t('lifecycle.later')}{' '}
            {each.forces && step.action === 'replace' && <strong>{t('lifecycle.forces')}</strong>}{' '}
            {each.place && <Place place={each.place} />}
            {each.because.length > 0 && (
              <div className="dim diff-because">{each.because.map(say).join('; ')}</div>
            )}
          </li>
        ))}
        {step.loses.map((loss) => (
          <li key={loss.en}>
            <strong>{t('lifecycle.lost')}:</strong> {say(loss)}
          </li>
        ))}
        {step.downtime && (
          <li>
            {t('lifecycle.downtime')} {t('lifecycle.seconds', { ...range(step.downtime) })}{' '}
            <span className="dim">{say(step.downtime.ground)}</span>
          </li>
        )}
        {step.blockedBy && (
          <li>
            <strong>{t('lifecycle.blocked')}:</strong> {say(step.blockedBy)}
          </li>
        )}
      </ul>
    </article>
  );
}

const signs = { added: '+', changed: '~', removed: '−' } as const;

function Release({ diff }: { readonly diff: ReleaseDiff }) {
  const { t, say } = useText();
  return (
    <Section title={`${t('lifecycle.release')} ${visible(diff.release)}`} count={diff.objects.length}>
      <p className="dim">
        <Data mono>{diff.chart}</Data> · {t('lifecycle.unchanged', { count: diff.unchanged })}
      </p>
      {diff.unknown && <p>{say(diff.unknown)}</p>}
      <ul className="plain-list">
        {diff.objects.map((each) => (
          <li key={`${each.object} ${each.namespace}`}>
            <span className="mono">{signs[each.change]}</span> <Data mono>{each.object}</Data>{' '}
            <Data mono dim>
              {each.paths.slice(0, 6).join(', ')}
            </Data>
            {each.note && <span className="dim"> {say(each.note)}</span>}
            {each.immutable.length > 0 && (
              <div>
                <Shape tone="bad" />{' '}
                <strong>
                  {t('lifecycle.immutable')}: {each.immutable.join(', ')}
                </strong>
              </div>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What stays in the account. */
export function Left({ title, list }: { readonly title: string; readonly list: readonly LeftBehind[] }) {
  const { say } = useText();
  if (list.length === 0) return null;
  return (
    <Section title={title} count={list.length}>
      <ul className="plain-list">
        {list.map((each) => (
          <li key={`${each.address} ${each.name} ${each.why.en}`}>
            <Data mono>{each.name}</Data> <span className="dim">{say(each.why)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
