import { Button } from '@mantine/core';
import { useState } from 'react';
import type { FormState, Json } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Copy, Empty, JsonBlock, Lines, Section } from '../../parts/basics.tsx';
import { ErrorPanel } from '../../parts/error-panel.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { useCliLine } from '../../state/cli-line.ts';
import { go } from '../../state/route.ts';
import { pretty } from '../../text/json.ts';
import { visibleBlock } from '../../text/visible.ts';
import { FormFieldInput } from './form-field.tsx';
import { type LiveForm, useForm } from './use-form.ts';

/** The install form as a customer meets it: options, linkage and errors come from the engine with every change. */
export function FormTab({ dir }: { readonly dir: string }) {
  useCliLine('form', { dir, answers: { values: {} } });
  const form = useForm(dir);
  if (form.error && !form.state) return <ErrorPanel error={form.error} />;
  if (!form.state) return <Lines rows={8} height={28} />;
  return <Form dir={dir} form={form} state={form.state} />;
}

interface FormProps {
  readonly dir: string;
  readonly form: LiveForm;
  readonly state: FormState;
}

function Form({ dir, form, state }: FormProps) {
  const { t, say } = useText();
  const [touched, setTouched] = useState<ReadonlySet<string>>(() => new Set(Object.keys(form.values)));
  const fields = state.fields.filter((field) => field.visible);
  const open = fields.filter((field) => field.error !== undefined || field.incomplete !== undefined);
  const set = (name: string, value: Json | undefined): void => {
    setTouched(new Set([...touched, name]));
    form.set(name, value);
  };
  if (state.fields.length === 0) return <Empty title={t('form.none')}>{t('form.none.help')}</Empty>;
  const answers = pretty(state.answers);
  const secrets = new Set(
    state.fields.filter((field) => field.input === 'password').map((field) => field.name),
  );
  const shown = pretty(
    Object.fromEntries(
      Object.entries(state.answers).map(([name, value]) => [name, secrets.has(name) ? '******' : value]),
    ),
  );
  return (
    <div className="form-layout">
      <form
        className="install-form"
        onSubmit={(event) => event.preventDefault()}
        aria-label={t('projects.form')}
      >
        <div className="tools">
          <Button variant="default" onClick={() => form.fill()}>
            {t('form.fill')}
          </Button>
          <Button
            variant="subtle"
            onClick={() => form.clear()}
            disabled={Object.keys(form.values).length === 0}
          >
            {t('form.clear')}
          </Button>
        </div>
        {form.error ? <ErrorPanel error={form.error} /> : null}
        {fields.map((field) => (
          <FormFieldInput
            key={field.name}
            field={field}
            value={Object.hasOwn(form.values, field.name) ? form.values[field.name] : field.value}
            showError={touched.has(field.name)}
            onChange={(value) => set(field.name, value)}
          />
        ))}
      </form>
      <aside className="form-side" aria-label={t('form.answers')}>
        <div className="form-verdict" aria-live="polite">
          <StateMark state={state.complete ? 'valid' : 'waiting'} compact />
          {state.complete ? t('form.complete') : t('form.open', { count: open.length })}
        </div>
        <div className="tools">
          <Button variant="default" onClick={() => go('projects', [dir, 'plan'])} disabled={!state.complete}>
            {t('form.plan')}
          </Button>
          <Button onClick={() => go('projects', [dir, 'rehearse'])} disabled={!state.complete}>
            {t('form.rehearse')}
          </Button>
        </div>
        <Section title={t('form.answers')} aside={<Copy text={answers} />}>
          <JsonBlock>{visibleBlock(shown)}</JsonBlock>
          {secrets.size > 0 && <p className="dim">{t('form.hidden')}</p>}
        </Section>
        {state.diagnostics.length > 0 && (
          <Section title={t('form.findings')} count={state.diagnostics.length}>
            <ul className="plain">
              {state.diagnostics.map((each, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two findings may be alike in all they say
                <li key={index}>
                  <StateMark state={each.severity} compact /> {say(each.message)}
                </li>
              ))}
            </ul>
          </Section>
        )}
      </aside>
    </div>
  );
}
