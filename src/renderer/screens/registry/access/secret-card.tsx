import { Button } from '@mantine/core';
import { useText } from '../../../i18n/index.ts';
import { Copy } from '../../../parts/basics.tsx';
import { Data } from '../../../text/data.tsx';
import { dropFreshSecret, useFreshSecret } from './fresh-secret.ts';

/** The secret that was just made, to be copied now. */
export function SecretCard() {
  const { t } = useText();
  const made = useFreshSecret((state) => state.made);
  if (made?.secret === undefined) return null;
  const name = t('access.secret.of', { name: made.account.name });
  return (
    <section className="secret-card" aria-label={name}>
      <header>
        <strong>{name}</strong>
        <Button size="compact-xs" variant="default" onClick={dropFreshSecret}>
          {t('common.close')}
        </Button>
      </header>
      <p className="with-copy">
        <Data mono>{made.secret}</Data>
        <Copy text={made.secret} />
      </p>
      <p className="dim">{t('access.secret.once')}</p>
      <p className="dim">{t('access.secret.login')}</p>
      <p className="with-copy">
        <Data mono clip>
          {made.login}
        </Data>
        <Copy text={made.login} />
      </p>
    </section>
  );
}
