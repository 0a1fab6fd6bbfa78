import { NativeSelect, NumberInput } from '@mantine/core';
import type { FormField, Json } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { isObject } from '../../text/json.ts';
import { visible } from '../../text/visible.ts';
import type { CommonProps } from './form-field.tsx';

interface DiskInputProps {
  readonly field: FormField;
  readonly value: Json | undefined;
  readonly common: CommonProps;
  readonly onChange: (value: Json | undefined) => void;
}

const numberOf = (...values: readonly (Json | undefined)[]): number | undefined =>
  values.find((value): value is number => typeof value === 'number');

/** A disk: its type and its size in GiB; the variable holds both. */
export function DiskInput({ field, value, common, onChange }: DiskInputProps) {
  const { t } = useText();
  const disk = isObject(value) ? value : {};
  const first = field.options[0];
  const type = typeof disk.disk_type === 'string' ? disk.disk_type : (first?.key ?? '');
  const min = numberOf(field.limits.min, field.limits.minDiskSize) ?? 10;
  const size = numberOf(disk.disk_size);
  const option = field.options.find((each) => each.key === type);
  const set = (part: { [key: string]: Json }): void => {
    const base = isObject(option?.value) ? option.value : {};
    onChange({ ...base, disk_type: type, disk_size: size ?? min, ...part });
  };
  return (
    <fieldset className="disk-input" disabled={common.disabled}>
      <NativeSelect
        {...common}
        error={undefined}
        data={field.options.map((each) => ({
          value: each.key,
          label: visible(each.label),
          disabled: each.disabled !== undefined,
        }))}
        value={type}
        onChange={(event) => set({ disk_type: event.currentTarget.value })}
      />
      <NumberInput
        size="xs"
        label={t('form.diskSize')}
        suffix=" GiB"
        min={min}
        clampBehavior="none"
        value={size ?? ''}
        onChange={(next) => typeof next === 'number' && set({ disk_size: next })}
        error={common.error}
      />
    </fieldset>
  );
}
