import { Switch } from '@mantine/core';
import { useState } from 'react';
import { ActionButton } from '../../actions/action-button.tsx';
import { useText } from '../../i18n/index.ts';
import { Empty, Lines, Section } from '../../parts/basics.tsx';
import { DetailHead } from '../../parts/detail.tsx';
import { ErrorPanel } from '../../parts/error-panel.tsx';
import { useAnswer } from '../../state/answer.ts';
import { useCliLine } from '../../state/cli-line.ts';
import { useConsole } from '../../state/engine.ts';
import { bytes, count } from '../../text/format.ts';
import { GcItems, GcReasons } from './gc-reasons.tsx';
import { Receipts } from './receipts.tsx';

/** What a collection would take, the collection, and what earlier ones took. */
export function CollectPlace({ receipt }: { readonly receipt: string | undefined }) {
  const { t, lang } = useText();
  const [purge, setPurge] = useState(false);
  const [keepUntagged, setKeepUntagged] = useState(false);
  const [keepReferrers, setKeepReferrers] = useState(false);
  const policy = {
    ...(keepUntagged ? { keepUntagged } : {}),
    ...(keepReferrers ? { keepReferrers } : {}),
  };
  useCliLine('registry.gc', { dryRun: true, ...policy });
  const usage = useConsole((state) => state.usage);
  const { data, error, ask } = useAnswer('registry.gc', { dryRun: true, ...policy }, usage);
  const isEmpty = data?.count === 0;
  return (
    <>
      <DetailHead
        title={t('registry.collect')}
        under={<span className="dim">{t('registry.collect.help')}</span>}
        actions={
          <div className="action-bar">
            <Choice
              label={t('registry.collect.keepUntagged')}
              chosen={keepUntagged}
              onChoose={setKeepUntagged}
            />
            <Choice
              label={t('registry.collect.keepReferrers')}
              chosen={keepReferrers}
              onChoose={setKeepReferrers}
            />
            <Choice label={t('registry.collect.purge')} chosen={purge} onChoose={setPurge} />
            <ActionButton action="registry.gc" input={{ ...policy, ...(purge ? { purge } : {}) }} primary />
          </div>
        }
      />
      <div className="stack">
        {error ? (
          <ErrorPanel error={error} again={ask} />
        ) : data === undefined ? (
          <Lines rows={4} />
        ) : isEmpty ? (
          <Empty title={t('registry.collect.nothing')}>
            {data.spared > 0 && t('registry.collect.spared', { count: data.spared })}
          </Empty>
        ) : (
          <>
            <dl className="figures">
              <div>
                <dt>{t('registry.collect.frees')}</dt>
                <dd>{bytes(data.bytes)}</dd>
              </div>
              <div>
                <dt>{t('registry.collect.items')}</dt>
                <dd>{count(data.count, lang)}</dd>
              </div>
              <div>
                <dt>{t('registry.collect.stays')}</dt>
                <dd>{count(data.spared, lang)}</dd>
              </div>
            </dl>
            <Section title={t('registry.collect.why')}>
              <GcReasons reasons={data.reasons} />
            </Section>
          </>
        )}
        <Receipts chosen={receipt} version={usage} />
        {data && !isEmpty && (
          <Section title={t('registry.collect.what')} count={data.count}>
            <GcItems items={data.items} />
            {data.count > data.items.length && (
              <p className="dim small">
                {t('registry.receipts.more', { count: data.count - data.items.length })}
              </p>
            )}
          </Section>
        )}
      </div>
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly chosen: boolean;
  readonly onChoose: (chosen: boolean) => void;
}

function Choice({ label, chosen, onChoose }: ChoiceProps) {
  return (
    <Switch
      className="places-switch"
      size="xs"
      label={label}
      checked={chosen}
      onChange={(event) => onChoose(event.currentTarget.checked)}
    />
  );
}
