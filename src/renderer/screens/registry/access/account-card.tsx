import { TagsInput } from '@mantine/core';
import { useState } from 'react';
import { ActionButton } from '../../../actions/action-button.tsx';
import type { AccountView } from '../../../contract.ts';
import { useText } from '../../../i18n/index.ts';
import { Data } from '../../../text/data.tsx';

/** One account: what it may do, to be changed in place, and what can be done to it. */
export function AccountCard({ account }: { readonly account: AccountView }) {
  const { t } = useText();
  const [grant, setGrant] = useState<string[]>([...account.grants]);
  const subjects = { account: account.name };
  const isSame = grant.join(' ') === account.grants.join(' ');
  return (
    <li className="account">
      <header>
        <Data mono>{account.name}</Data>
        <span className="dim small">{t('access.since', { date: account.secretAt.slice(0, 10) })}</span>
        <span className="action-bar">
          <ActionButton action="access.secret" subjects={subjects} input={{}} />
          <ActionButton action="access.remove" subjects={subjects} input={{}} />
        </span>
      </header>
      <div className="edit-list">
        <TagsInput
          size="xs"
          aria-label={`${t('access.grants')} ${account.name}`}
          placeholder={t('access.grants.add')}
          value={grant}
          onChange={setGrant}
          // A grant has commas of its own: `shop/**=pull,push`.
          splitChars={[]}
        />
        <ActionButton action="access.grant" subjects={subjects} input={{ grant }} primary={!isSame} />
      </div>
    </li>
  );
}
