import { ActionBar } from '../../../actions/action-bar.tsx';
import { useText } from '../../../i18n/index.ts';
import { Empty, Lines, Section } from '../../../parts/basics.tsx';
import { DetailHead } from '../../../parts/detail.tsx';
import { ErrorPanel } from '../../../parts/error-panel.tsx';
import { useAnswer } from '../../../state/answer.ts';
import { useCliLine } from '../../../state/cli-line.ts';
import { useConsole } from '../../../state/engine.ts';
import { AccountCard } from './account-card.tsx';
import './access.css';
import { PolicySection } from './policy-section.tsx';
import { SecretCard } from './secret-card.tsx';

/** Who may use the registry and what clients may do. */
export function AccessPlace() {
  const { t } = useText();
  useCliLine('access.show');
  const version = useConsole((state) => state.repositories);
  const { data, error, ask } = useAnswer('access.show', {}, version);
  return (
    <>
      <DetailHead
        title={t('access.title')}
        under={<span className="dim">{t('access.help')}</span>}
        actions={
          <ActionBar
            screen="registry"
            place="access"
            which="screen"
            subjects={{}}
            primary="access.add"
            tabs={['access.show']}
          />
        }
      />
      {error ? (
        <ErrorPanel error={error} again={ask} />
      ) : data === undefined ? (
        <Lines />
      ) : (
        <div className="stack">
          <SecretCard />
          {data.policy.auth && data.accounts.length === 0 && (
            <p className="notice-warn" role="alert">
              {t('access.locked')}
            </p>
          )}
          <PolicySection policy={data.policy} />
          <Section title={t('access.accounts')} count={data.accounts.length}>
            {data.accounts.length === 0 ? (
              <Empty title={t('access.none')}>{t('access.none.help')}</Empty>
            ) : (
              <ul className="accounts">
                {data.accounts.map((account) => (
                  <AccountCard key={`${account.name} ${account.grants.join(' ')}`} account={account} />
                ))}
              </ul>
            )}
          </Section>
        </div>
      )}
    </>
  );
}
