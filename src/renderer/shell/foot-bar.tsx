import { useText } from '../i18n/index.ts';
import { Copy } from '../parts/basics.tsx';
import { Shape } from '../parts/state-mark.tsx';
import { useShownCliLine } from '../state/cli-line.ts';
import { useConsole } from '../state/engine.ts';
import { visible } from '../text/visible.ts';

/** The command line that does what this place shows, and what holds for the whole engine. */
export function FootBar() {
  const { t } = useText();
  const line = useShownCliLine();
  const status = useConsole((state) => state.status);
  const connection = useConsole((state) => state.connection);
  const outside = status?.outsideConnections;
  return (
    <footer className="foot-bar">
      <div className="cli" title={t('foot.cli')}>
        {line !== undefined && (
          <>
            <span className="prompt" aria-hidden="true">
              $
            </span>
            <code data-cli title={visible(line)}>
              {visible(line)}
            </code>
            <Copy text={line} label={t('foot.copy')} />
          </>
        )}
      </div>
      <div className="foot-facts">
        {status?.registry && (
          <span>
            {t('foot.registry')} <code>{status.registry.address}</code>
          </span>
        )}
        {outside !== undefined && (
          <span className={outside > 0 ? 'tone-warn' : undefined} title={t('foot.outside.help')}>
            {t('foot.outside', { count: outside })}
          </span>
        )}
        <span className="foot-connection" title={status?.home}>
          <Shape tone={connection === 'open' ? 'good' : connection === 'lost' ? 'warn' : 'idle'} size={11} />
          {t(`connection.${connection}`)}
          {status && ` · ${status.version}`}
        </span>
      </div>
    </footer>
  );
}
