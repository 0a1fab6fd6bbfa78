import { Button, FileButton, Textarea } from '@mantine/core';
import { type DragEvent, useState } from 'react';
import type { FieldView, Json } from '../contract.ts';
import { useText } from '../i18n/index.ts';
import { visible } from '../text/visible.ts';

interface ContentInputProps {
  readonly field: FieldView;
  readonly value: Json | undefined;
  readonly onChange: (value: Json | undefined) => void;
  readonly rows?: number;
}

/** A text that is pasted, typed, dropped or chosen as a file: what the command line would read from a file. */
export function ContentInput({ field, value, onChange, rows = 5 }: ContentInputProps) {
  const { t, say } = useText();
  const [over, setOver] = useState(false);
  const content = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  const text = typeof content?.text === 'string' ? content.text : '';
  const name = typeof content?.name === 'string' ? content.name : '';
  const word = typeof value === 'string' ? value : undefined;

  const read = async (file: File | null): Promise<void> => {
    if (file) onChange({ name: file.name, text: await file.text() });
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    void read(event.dataTransfer.files[0] ?? null);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the button beside it does the same
    <div
      className={over ? 'content-input over' : 'content-input'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Textarea
        size="xs"
        label={<span className="mono">{field.name}</span>}
        description={say(field.help)}
        required={field.required}
        data-field={field.name}
        className="mono-input"
        placeholder={word ?? (content?.values ? t('content.form') : t('content.placeholder'))}
        minRows={rows}
        rows={rows}
        value={text}
        spellCheck={false}
        onChange={(event) => {
          const next = event.currentTarget.value;
          onChange(
            next === '' ? field.words?.[0] : { name: name === '' ? t('content.pasted') : name, text: next },
          );
        }}
      />
      <div className="content-foot">
        <FileButton onChange={(file) => void read(file)}>
          {(props) => (
            <Button size="compact-xs" variant="default" {...props}>
              {t('content.choose')}
            </Button>
          )}
        </FileButton>
        <span className="dim clip">{text === '' ? t('content.drop') : visible(name)}</span>
        {text !== '' && (
          <Button size="compact-xs" variant="subtle" onClick={() => onChange(field.words?.[0])}>
            {t('content.clear')}
          </Button>
        )}
      </div>
    </div>
  );
}
