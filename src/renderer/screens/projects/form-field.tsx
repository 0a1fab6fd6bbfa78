import { MultiSelect, NumberInput, PasswordInput, Select, Switch, Textarea, TextInput } from '@mantine/core';
import type { FormField, Json } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Data } from '../../text/data.tsx';
import { visible } from '../../text/visible.ts';
import { DiskInput } from './disk-input.tsx';
import { JsonInput } from './json-input.tsx';

export interface FieldProps {
  readonly field: FormField;
  readonly value: Json | undefined;
  readonly showError: boolean;
  readonly onChange: (value: Json | undefined) => void;
}

const same = (a: Json | undefined, b: Json): boolean => JSON.stringify(a) === JSON.stringify(b);
const words = (value: Json | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
const limit = (field: FormField, name: string): { [key: string]: number } =>
  typeof field.limits[name] === 'number' ? { [name]: field.limits[name] } : {};

/** One parameter of the install form, asked as its widget asks. */
export function FormFieldInput(props: FieldProps) {
  const { t, say } = useText();
  const { field, showError } = props;
  return (
    <div className="form-field" data-arg={field.name}>
      <Control {...props} />
      <div className="form-note">
        <Data mono dim>{`${field.name} · ${field.widget}`}</Data>
        {!field.evidenced && <span className="tag">{t('form.unverified')}</span>}
        {field.incomplete && <span className="dim">{say(field.incomplete)}</span>}
      </div>
      {field.error && !showError && !field.optional && !field.incomplete ? (
        <p className="field-wanted dim">{t('form.wanted')}</p>
      ) : null}
    </div>
  );
}

function Control({ field, value, showError, onChange }: FieldProps) {
  const { say } = useText();
  const common = {
    size: 'xs' as const,
    label: visible(field.label),
    description: field.description === undefined ? undefined : visible(field.description),
    required: !field.optional,
    disabled: field.incomplete !== undefined,
    error: showError && field.error ? say(field.error.message) : undefined,
  };
  switch (field.input) {
    case 'choice':
      return <Choice field={field} value={value} common={common} onChange={onChange} />;
    case 'multi-choice':
      return (
        <MultiSelect
          {...common}
          data={optionsOf(field, say)}
          value={Array.isArray(value) ? value.map((each) => keyOf(field, each)) : []}
          onChange={(keys) => onChange(keys.map((key) => answerOf(field, key)))}
        />
      );
    case 'multiline':
      return (
        <Textarea
          {...common}
          autosize
          minRows={3}
          value={words(value)}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'number':
      return (
        <NumberInput
          {...common}
          {...limit(field, 'min')}
          {...limit(field, 'max')}
          clampBehavior="none"
          value={words(value)}
          onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
        />
      );
    case 'boolean':
      return (
        <Switch
          {...common}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'password':
      return (
        <PasswordInput
          {...common}
          autoComplete="new-password"
          value={words(value)}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'disk':
      return <DiskInput field={field} value={value} common={common} onChange={onChange} />;
    case 'json':
      return <JsonInput common={common} value={value} onChange={onChange} />;
    default:
      return (
        <TextInput
          {...common}
          value={words(value)}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}

export interface CommonProps {
  readonly size: 'xs';
  readonly label: string;
  readonly description: string | undefined;
  readonly required: boolean;
  readonly disabled: boolean;
  readonly error: string | undefined;
}

type Say = ReturnType<typeof useText>['say'];

const optionsOf = (field: FormField, say: Say) =>
  [...new Map(field.options.map((option) => [option.key, option])).values()].map((option) => ({
    value: option.key,
    label: visible(
      [option.label, option.hint, option.disabled && say(option.disabled)].filter(Boolean).join(' — '),
    ),
    disabled: option.disabled !== undefined,
  }));

const keyOf = (field: FormField, value: Json): string =>
  field.options.find((option) => same(value, option.value))?.key ?? words(value);
const answerOf = (field: FormField, key: string): Json =>
  field.options.find((option) => option.key === key)?.value ?? key;

function Choice({
  field,
  value,
  common,
  onChange,
}: Omit<FieldProps, 'showError'> & { readonly common: CommonProps }) {
  const { t, say } = useText();
  return (
    <Select
      {...common}
      searchable
      clearable={field.optional}
      checkIconPosition="right"
      placeholder={t('form.choose')}
      nothingFoundMessage={t('form.noOptions')}
      limit={300}
      data={optionsOf(field, say)}
      value={value === undefined || value === null ? null : keyOf(field, value)}
      onChange={(key) => onChange(key === null ? undefined : answerOf(field, key))}
    />
  );
}
