import { useEffect, useState } from 'react';
import type { ErrorReport } from '../contract.ts';
import { useText } from '../i18n/index.ts';
import { reportOf } from '../parts/error-panel.tsx';
import { Shape } from '../parts/state-mark.tsx';
import { client, useConsole } from '../state/engine.ts';

const PROBE_MS = 2000;

/** Says calmly that the engine cannot be reached, or why it does not let this page in. What was read stays on the page. */
export function ConnectionBar() {
  const { t, say } = useText();
  const lost = useConsole((state) => state.connection === 'lost');
  const [report, setReport] = useState<ErrorReport>();
  useEffect(() => {
    if (!lost) {
      setReport(undefined);
      return;
    }
    const probe = (): void => {
      client.call('engine.status', {}).then(
        () => setReport(undefined),
        (error: unknown) => setReport(reportOf(error)),
      );
    };
    probe();
    const timer = setInterval(probe, PROBE_MS);
    return () => clearInterval(timer);
  }, [lost]);
  if (!lost) return null;
  return (
    <div className="connection-bar" role="status">
      <Shape tone="warn" />
      {report ? (
        <span>
          {say(report.message)} <span className="dim">{say(report.remedy)}</span>
        </span>
      ) : (
        <span>
          {t('connection.gone')} <span className="dim">{t('connection.again')}</span>
        </span>
      )}
      <code>{report ? report.code : 'drydock up'}</code>
    </div>
  );
}
