import { Button } from '@mantine/core';
import { ActionBar } from '../../actions/action-bar.tsx';
import { CHECK } from '../../actions/subjects.ts';
import { useText } from '../../i18n/index.ts';
import { Copy, Facts, JsonBlock, Lines, Section } from '../../parts/basics.tsx';
import { DetailHead } from '../../parts/detail.tsx';
import { ErrorPanel } from '../../parts/error-panel.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { useAnswer } from '../../state/answer.ts';
import { useCliLine } from '../../state/cli-line.ts';
import { useConsole } from '../../state/engine.ts';
import { go, hrefOf } from '../../state/route.ts';
import { Data } from '../../text/data.tsx';
import { time } from '../../text/format.ts';
import { visible, visibleBlock } from '../../text/visible.ts';
import { takeToCheck } from './to-check.ts';

/** An issued licence: what it grants, and its response exactly as VerifyLicense answers it. */
export function LicenseDetail({ id }: { readonly id: string }) {
  const { t } = useText();
  useCliLine('license.show', { id });
  const license = useConsole((state) => state.licenses)?.find((each) => each.id === id);
  const { data, error, ask } = useAnswer('license.show', { id });
  const text = data?.text ?? '';
  return (
    <>
      <DetailHead
        title={
          <>
            <Data mono>{id}</Data>
            {license && <StateMark state={license.status} />}
          </>
        }
        actions={
          <div className="action-bar">
            <ActionBar screen="licenses" which="selected" subjects={{ license: id }} />
            <Button
              variant="default"
              disabled={text === ''}
              onClick={() => {
                takeToCheck({ name: `${id}.json`, text });
                go('licenses', [CHECK]);
              }}
            >
              {t('licenses.checkThis')}
            </Button>
          </div>
        }
      />
      <div className="stack">
        {license && (
          <Facts
            facts={[
              { name: t('licenses.type'), value: license.type },
              { name: t('licenses.mode'), value: license.mode },
              { name: t('overview.package'), value: <Data mono>{license.packageId}</Data> },
              {
                name: t('licenses.instance'),
                value: (
                  <a className="mono" href={hrefOf('instances', license.instance)}>
                    {visible(license.instance)}
                  </a>
                ),
              },
              { name: t('licenses.issued'), value: time(license.issuedAt) },
              {
                name: t('licenses.expires'),
                value: license.expiresAt ? time(license.expiresAt) : t('licenses.never'),
              },
            ]}
          />
        )}
        {error ? (
          <ErrorPanel error={error} again={ask} />
        ) : data === undefined ? (
          <Lines />
        ) : (
          <Section title={t('licenses.response')} aside={<Copy text={text} />}>
            <p className="dim">{t('licenses.response.help')}</p>
            <JsonBlock>{visibleBlock(text)}</JsonBlock>
          </Section>
        )}
      </div>
    </>
  );
}
