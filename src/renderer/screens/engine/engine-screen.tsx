import { ActionBar } from '../../actions/action-bar.tsx';
import { useText } from '../../i18n/index.ts';
import { Copy, Facts, Lines, Section } from '../../parts/basics.tsx';
import { DetailHead } from '../../parts/detail.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { useCliLine } from '../../state/cli-line.ts';
import { useConsole } from '../../state/engine.ts';
import { Data } from '../../text/data.tsx';
import { time } from '../../text/format.ts';

/** The engine behind this page: where it can be reached, and what it has not done. */
export function EngineScreen() {
  const { t } = useText();
  useCliLine('engine.status');
  const status = useConsole((state) => state.status);
  const connection = useConsole((state) => state.connection);
  return (
    <div className="detail detail-alone">
      <DetailHead
        title={
          <>
            {t('screen.engine')}
            <StateMark state={connection === 'open' ? 'running' : 'unknown'} />
          </>
        }
        actions={<ActionBar screen="engine" subjects={{}} />}
      />
      {status === undefined ? (
        <Lines />
      ) : (
        <div className="stack">
          <Section title={t('engine.outside')}>
            <p className={status.outsideConnections === 0 ? 'outside none' : 'outside some'}>
              <span className="outside-count">{status.outsideConnections}</span>
              {status.outsideConnections === 0 ? t('engine.outside.none') : t('engine.outside.some')}
            </p>
          </Section>
          <Section title={t('engine.addresses')}>
            <Facts
              facts={[
                {
                  name: t('engine.registry'),
                  value: (
                    <>
                      <Address text={status.registry?.address} />
                      {status.registry?.outside !== undefined && (
                        <p className="notice-warn">
                          {t('engine.reached', { address: status.registry.outside })}
                        </p>
                      )}
                    </>
                  ),
                },
                {
                  name: t('engine.console'),
                  value: <Address text={status.console ? withoutToken(status.console.url) : undefined} />,
                },
                { name: t('engine.cloud'), value: <Address text={status.cloud?.address} /> },
              ]}
            />
          </Section>
          <Section title={t('engine.process')}>
            <Facts
              facts={[
                { name: t('common.version'), value: <Data mono>{status.version}</Data> },
                { name: t('engine.home'), value: <Data mono>{status.home}</Data> },
                { name: t('engine.pid'), value: <span className="mono">{status.pid}</span> },
                { name: t('common.started'), value: status.startedAt ? time(status.startedAt) : '–' },
              ]}
            />
          </Section>
        </div>
      )}
    </div>
  );
}

/** A one-time token has no place on a screen. */
const withoutToken = (url: string): string => url.replace(/[?#].*$/, '');

function Address({ text }: { readonly text: string | undefined }) {
  const { t } = useText();
  if (text === undefined) return <span className="dim">{t('engine.off')}</span>;
  return (
    <span className="with-copy">
      <Data mono>{text}</Data>
      <Copy text={text} />
    </span>
  );
}
