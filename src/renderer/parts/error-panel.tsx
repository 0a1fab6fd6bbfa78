import { Button } from '@mantine/core';
import { ClientError } from '../../client/index.ts';
import type { ErrorPlace, ErrorReport } from '../contract.ts';
import { useText } from '../i18n/index.ts';
import { Data } from '../text/data.tsx';
import { Shape } from './state-mark.tsx';

/** The report inside an error that a call threw; undefined when the connection itself failed. */
export const reportOf = (error: unknown): ErrorReport | undefined =>
  error instanceof ClientError ? error.report : undefined;

export function Place({ place }: { readonly place: ErrorPlace }) {
  const start = place.range?.start;
  return <Data mono>{start ? `${place.file}:${start.line}:${start.column}` : place.file}</Data>;
}

interface ErrorPanelProps {
  readonly error: unknown;
  readonly again?: () => void;
}

/** What went wrong: code, message, remedy and place, or that the engine could not be reached. */
export function ErrorPanel({ error, again }: ErrorPanelProps) {
  const { t, say } = useText();
  const report = reportOf(error);
  return (
    <div className="error-panel" role="alert">
      <Shape tone="bad" size={16} />
      <div className="error-words">
        <p className="error-message">{report ? say(report.message) : t('error.unreachable')}</p>
        <p className="dim">{report ? say(report.remedy) : t('error.unreachable.remedy')}</p>
        <p className="error-facts">
          {report && <Data mono>{report.code}</Data>}
          {report?.place && <Place place={report.place} />}
        </p>
      </div>
      {again && (
        <Button size="xs" variant="default" onClick={again}>
          {t('common.again')}
        </Button>
      )}
    </div>
  );
}
