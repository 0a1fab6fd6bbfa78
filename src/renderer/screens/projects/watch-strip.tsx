import { Button, Switch } from '@mantine/core';
import { useState } from 'react';
import type { Diagnostic, Verdict } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { ErrorPanel, Place } from '../../parts/error-panel.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { startWatching, stopWatching, useWatching } from '../../state/watching.ts';
import { Data } from '../../text/data.tsx';
import { FailureCard } from '../rehearsals/failure-card.tsx';
import './watch.css';

const MOST = 5;

/** The switch that watches a project, and the verdict on its latest state. */
export function WatchStrip({ dir }: { readonly dir: string }) {
  const { t } = useText();
  const watching = useWatching(dir);
  const [open, setOpen] = useState(false);
  const verdict = watching?.verdict;
  return (
    <section className="watch-strip" aria-label={t('watch.title')}>
      <div className="watch-line">
        <Switch
          size="xs"
          label={t('watch.title')}
          data-action="project.watch"
          checked={watching !== undefined && watching.error === undefined}
          onChange={(event) => (event.currentTarget.checked ? startWatching(dir) : stopWatching(dir))}
        />
        <span role="status" className="watch-status">
          {watching && !verdict && watching.error === undefined && (
            <span className="dim">{t('watch.first')}</span>
          )}
          {verdict && <VerdictLine verdict={verdict} />}
        </span>
        {verdict && (
          <Button size="compact-xs" variant="subtle" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? 'watch.less' : 'watch.more')}
          </Button>
        )}
      </div>
      {watching?.error !== undefined && <ErrorPanel error={watching.error} />}
      {verdict && <News verdict={verdict} />}
      {verdict && open && <Details verdict={verdict} />}
    </section>
  );
}

function VerdictLine({ verdict }: { readonly verdict: Verdict }) {
  const { t } = useText();
  const { status, lint, took, changed, seq } = verdict;
  const state = { succeeded: 'succeeded', failed: 'failed', unreadable: 'error' }[status];
  return (
    <>
      <StateMark state={state} />
      <span>{t(`watch.${status}`)}</span>
      <span className="dim">{t('watch.lint', { error: lint.error, warning: lint.warning })}</span>
      <span className="dim number">{t('watch.took', { ms: Math.round(took) })}</span>
      {seq > 1 && changed[0] !== undefined && (
        <Data mono dim clip>
          {changed[0]}
        </Data>
      )}
    </>
  );
}

/** What is new and what is cured since the verdict before. */
function News({ verdict }: { readonly verdict: Verdict }) {
  const { t, say } = useText();
  const { failed, cured, found, mended } = verdict.news;
  if (failed.length + cured.length + found.length + mended.length === 0) return null;
  const line = (each: Diagnostic, isMended: boolean) => (
    <li key={`${each.code} ${each.file} ${each.range?.start.offset ?? 0} ${each.message.en}`}>
      <StateMark state={isMended ? 'passed' : each.severity} compact />{' '}
      {t(isMended ? 'watch.cured' : 'watch.new')} <Data mono>{each.code}</Data> {say(each.message)}{' '}
      <Place place={{ file: each.file, ...(each.range ? { range: each.range } : {}) }} />
    </li>
  );
  return (
    <ul className="watch-news">
      {failed.slice(0, MOST).map((each) => (
        <li key={`new ${each.code} ${each.message.en}`}>
          <StateMark state="failed" compact /> {t('watch.new')} <Data mono>{each.code}</Data>{' '}
          {say(each.message)}
        </li>
      ))}
      {cured.slice(0, MOST).map((each) => (
        <li key={`cured ${each.code} ${each.message.en}`}>
          <StateMark state="passed" compact /> {t('watch.cured')} <Data mono>{each.code}</Data>{' '}
          {say(each.message)}
        </li>
      ))}
      {found.slice(0, MOST).map((each) => line(each, false))}
      {mended.slice(0, MOST).map((each) => line(each, true))}
    </ul>
  );
}

/** What was evaluated for the verdict, and the failure with its cause and cure. */
function Details({ verdict }: { readonly verdict: Verdict }) {
  const { t, say } = useText();
  const { again, failures, error } = verdict;
  const [first] = failures;
  return (
    <div className="stack">
      <p className="dim">
        {t('watch.again', { files: again.files, rules: again.rules, all: again.ofRules })}
        {again.form && ` · ${t('projects.form')}`}
        {again.plan && ` · ${t('projects.plan')}`}
        {again.charts.length > 0 && ` · ${again.charts.join(', ')}`}
        {again.kept.length > 0 && ` · ${t('watch.kept', { charts: again.kept.join(', ') })}`}
      </p>
      {error && (
        <p>
          <Data mono>{error.code}</Data> {say(error.message)}
        </p>
      )}
      {first && <FailureCard failure={first} />}
    </div>
  );
}
