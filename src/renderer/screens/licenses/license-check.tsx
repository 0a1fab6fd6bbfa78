import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ActionInput, Json, LicenseInspectView, LicenseVerdictView } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Empty } from '../../parts/basics.tsx';
import { ContentInput } from '../../parts/content-input.tsx';
import { DetailHead } from '../../parts/detail.tsx';
import { ErrorPanel } from '../../parts/error-panel.tsx';
import { useCliLine } from '../../state/cli-line.ts';
import { client, useConsole } from '../../state/engine.ts';
import { isObject } from '../../text/json.ts';
import { LicenseFields } from './license-fields.tsx';
import { takeToCheck, useToCheck } from './to-check.ts';
import { Verdict } from './verdict.tsx';

interface Checked {
  readonly verdict?: LicenseVerdictView;
  readonly inspected?: LicenseInspectView;
  readonly error?: unknown;
}

type Content = ActionInput<'license.verify'>['file'];
const contentOf = (value: Json | undefined): Content | undefined =>
  isObject(value) && typeof value.name === 'string' && typeof value.text === 'string'
    ? { name: value.name, text: value.text }
    : undefined;

/** Any licence, pasted or dropped: is it valid, why (not), and what does each field say. */
export function LicenseCheck() {
  const { t } = useText();
  const value = useToCheck();
  const file = contentOf(value);
  const [at, setAt] = useState('');
  const [pkg, setPackage] = useState('');
  const [instance, setInstance] = useState('');
  const [checked, setChecked] = useState<Checked>();
  const field = useConsole((state) => state.actions)
    ?.find((each) => each.id === 'license.verify')
    ?.fields.find((each) => each.name === 'file');
  const when = at === '' ? {} : { at };
  const owner = { ...(pkg === '' ? {} : { package: pkg }), ...(instance === '' ? {} : { instance }) };
  useCliLine('license.verify', { file: { name: file?.name ?? 'license.json', text: '' }, ...when, ...owner });

  const verify = async (): Promise<void> => {
    if (!file) return;
    const [verdict, inspected] = await Promise.allSettled([
      client.call('license.verify', { file, ...when, ...owner }),
      client.call('license.inspect', { file, ...when }),
    ]);
    setChecked({
      ...(verdict.status === 'fulfilled' ? { verdict: verdict.value } : { error: verdict.reason }),
      ...(inspected.status === 'fulfilled' ? { inspected: inspected.value } : {}),
    });
  };
  return (
    <>
      <DetailHead title={t('licenses.check')} />
      <div className="license-check">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void verify();
          }}
        >
          {field && (
            <ContentInput
              field={field}
              value={value}
              rows={10}
              onChange={(next) => {
                takeToCheck(next);
                setChecked(undefined);
              }}
            />
          )}
          <div className="license-options">
            <Option label={t('licenses.at')} example="2026-12-31T00:00:00Z" value={at} onChange={setAt} />
            <Option label={t('licenses.forPackage')} example="pkg-…" value={pkg} onChange={setPackage} />
            <Option
              label={t('licenses.forInstance')}
              example="cloudapp-…"
              value={instance}
              onChange={setInstance}
            />
          </div>
          <Button type="submit" disabled={file === undefined}>
            {t('licenses.verify')}
          </Button>
        </form>
        <div aria-live="polite" className="stack">
          {checked?.error ? <ErrorPanel error={checked.error} /> : null}
          {checked?.verdict && <Verdict verdict={checked.verdict} />}
          {checked?.inspected && <LicenseFields inspected={checked.inspected} />}
          {!checked && <Empty title={t('licenses.check.empty')}>{t('licenses.check.help')}</Empty>}
        </div>
      </div>
    </>
  );
}

interface OptionProps {
  readonly label: string;
  readonly example: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Something to check the licence against; empty where it shall not count. */
function Option({ label, example, value, onChange }: OptionProps) {
  return (
    <TextInput
      size="xs"
      label={label}
      placeholder={example}
      className="mono-input"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
