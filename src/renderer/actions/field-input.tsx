import {
  Autocomplete,
  Checkbox,
  NativeSelect,
  NumberInput,
  PasswordInput,
  TagsInput,
  TextInput,
} from '@mantine/core';
import type { FieldView, Json } from '../contract.ts';
import { useText } from '../i18n/index.ts';
import { ContentInput } from '../parts/content-input.tsx';

interface FieldInputProps {
  readonly field: FieldView;
  readonly value: Json | undefined;
  readonly onChange: (value: Json | undefined) => void;
  /** What exists and could be meant (ids of projects, instances, …). */
  readonly known?: readonly string[];
}

/** Asks for one field of an action's input as its view says. */
export function FieldInput({ field, value, onChange, known = [] }: FieldInputProps) {
  const { say } = useText();
  const common = {
    size: 'xs' as const,
    label: <span className="mono">{field.name}</span>,
    description: say(field.help),
    required: field.required,
    'data-field': field.name,
  };
  const words = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  switch (field.kind) {
    case 'boolean':
      return (
        <Checkbox
          size="xs"
          label={common.label}
          description={common.description}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'number':
      return (
        <NumberInput
          {...common}
          value={words}
          onChange={(next) => onChange(next === '' ? undefined : Number(next))}
        />
      );
    case 'choice':
      return (
        <NativeSelect
          {...common}
          // Nothing chosen is a choice where nothing has to be chosen.
          data={[...(field.required || field.default !== undefined ? [] : ['']), ...(field.choices ?? [])]}
          value={words}
          onChange={(event) =>
            onChange(event.currentTarget.value === '' ? undefined : event.currentTarget.value)
          }
        />
      );
    case 'list':
      return (
        <TagsInput
          {...common}
          placeholder={field.placeholder ?? ''}
          // Values may hold commas (`shop/**=pull,push`): Enter parts them, nothing else.
          splitChars={[]}
          value={Array.isArray(value) ? value.map(String) : []}
          onChange={(next) => onChange(next)}
        />
      );
    case 'content':
      if (field.secret)
        return (
          <PasswordInput
            {...common}
            autoComplete="off"
            value={secretIn(value)}
            onChange={(event) => {
              const typed = event.currentTarget.value;
              // The name stands in for it on the command line that is shown.
              onChange(typed === '' ? undefined : { name: '-', text: typed });
            }}
          />
        );
      return <ContentInput field={field} value={value} onChange={onChange} />;
    default:
      return known.length > 0 ? (
        <Autocomplete
          {...common}
          data={[...known]}
          value={words}
          onChange={(next) => onChange(next === '' ? undefined : next)}
        />
      ) : (
        <TextInput
          {...common}
          className="mono-input"
          placeholder={field.placeholder ?? ''}
          value={words}
          onChange={(event) =>
            onChange(event.currentTarget.value === '' ? undefined : event.currentTarget.value)
          }
        />
      );
  }
}

const secretIn = (value: Json | undefined): string =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && typeof value.text === 'string'
    ? value.text
    : '';
