import { NativeSelect } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Diagnostic, LintView, Severity } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Empty, Lines } from '../../parts/basics.tsx';
import { ErrorPanel } from '../../parts/error-panel.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { useAnswer } from '../../state/answer.ts';
import { useCliLine } from '../../state/cli-line.ts';
import { Data } from '../../text/data.tsx';
import { Excerpt } from './excerpt.tsx';

type Dialect = 'cloudapp' | 'terraform';
const severities: readonly Severity[] = ['error', 'warning', 'info'];
const FIRST = 100;

/** Findings about the package's files, each with its source line. */
export function LintTab({ dir }: { readonly dir: string }) {
  const { t } = useText();
  const [dialect, setDialect] = useState<Dialect>('cloudapp');
  useCliLine('lint', { dir, dialect });
  const { data, error, loading, ask } = useAnswer('lint', { dir, dialect, format: 'json' });
  return (
    <div className="stack">
      <div className="tools">
        <NativeSelect
          size="xs"
          aria-label={t('lint.dialect')}
          data={[
            { value: 'cloudapp', label: t('lint.dialect.cloudapp') },
            { value: 'terraform', label: t('lint.dialect.terraform') },
          ]}
          value={dialect}
          onChange={(event) => setDialect(event.currentTarget.value as Dialect)}
        />
        <button type="button" className="link" onClick={ask} disabled={loading}>
          {t('lint.again')}
        </button>
      </div>
      {error ? <ErrorPanel error={error} again={ask} /> : data ? <Findings lint={data} /> : <Lines />}
    </div>
  );
}

function Findings({ lint }: { readonly lint: LintView }) {
  const { t } = useText();
  const [hidden, setHidden] = useState<ReadonlySet<Severity>>(new Set());
  const [limit, setLimit] = useState(FIRST);
  const shown = useMemo(
    () =>
      lint.diagnostics
        .filter((each) => !hidden.has(each.severity))
        .sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity)),
    [lint.diagnostics, hidden],
  );
  if (lint.diagnostics.length === 0) return <Empty title={t('lint.clean')}>{t('lint.clean.help')}</Empty>;
  const toggle = (severity: Severity): void => {
    const next = new Set(hidden);
    if (!next.delete(severity)) next.add(severity);
    setHidden(next);
  };
  return (
    <>
      <fieldset className="tools" aria-label={t('lint.show')}>
        {severities.map((severity) => (
          <button
            key={severity}
            type="button"
            className="toggle"
            aria-pressed={!hidden.has(severity)}
            onClick={() => toggle(severity)}
          >
            <StateMark state={severity} />
            <span className="tally">{lint.counts[severity]}</span>
          </button>
        ))}
      </fieldset>
      <ol className="findings">
        {shown.slice(0, limit).map((finding, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two findings may be alike in all they say
          <Finding key={index} finding={finding} lint={lint} />
        ))}
      </ol>
      {shown.length > limit && (
        <button type="button" className="link" onClick={() => setLimit(limit + FIRST * 5)}>
          {t('common.more', { count: shown.length - limit })}
        </button>
      )}
    </>
  );
}

function Finding({ finding, lint }: { readonly finding: Diagnostic; readonly lint: LintView }) {
  const { say, t } = useText();
  const start = finding.range?.start;
  return (
    <li className={`finding ${finding.severity}`}>
      <div className="finding-head">
        <StateMark state={finding.severity} />
        <Data mono dim>
          {finding.code}
        </Data>
        <span className="finding-place">
          <Data mono>{start ? `${finding.file}:${start.line}:${start.column}` : finding.file}</Data>
        </span>
      </div>
      <p>{say(finding.message)}</p>
      {finding.range && <Excerpt lines={lint.excerpts[finding.file] ?? {}} range={finding.range} />}
      {finding.fix && (
        <p className="finding-fix">
          <span className="tag">{t('lint.fix')}</span> {say(finding.fix.title)}
        </p>
      )}
    </li>
  );
}
