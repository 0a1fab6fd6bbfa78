import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Json } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import type { CommonProps } from './form-field.tsx';

interface JsonInputProps {
  readonly common: CommonProps;
  readonly value: Json | undefined;
  readonly onChange: (value: Json | undefined) => void;
}

/** A value of a shape that no widget is known for, written as JSON. What is not JSON yet is not sent. */
export function JsonInput({ common, value, onChange }: JsonInputProps) {
  const { t } = useText();
  const [typed, setTyped] = useState(() => (value === undefined ? '' : JSON.stringify(value, undefined, 2)));
  const [broken, setBroken] = useState(false);
  const change = (text: string): void => {
    setTyped(text);
    if (text.trim() === '') {
      setBroken(false);
      onChange(undefined);
      return;
    }
    try {
      onChange(JSON.parse(text) as Json);
      setBroken(false);
    } catch {
      setBroken(true);
    }
  };
  return (
    <Textarea
      {...common}
      className="mono-input"
      autosize
      minRows={2}
      spellCheck={false}
      value={typed}
      error={broken ? t('form.notJson') : common.error}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
