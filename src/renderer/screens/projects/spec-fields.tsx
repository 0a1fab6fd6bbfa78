import { NativeSelect } from '@mantine/core';
import { useAnswer } from '../../state/answer.ts';
import { visible } from '../../text/visible.ts';

interface SpecFieldsProps {
  readonly dir: string;
  /** `key=value` words; what is not named has its first value. */
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
}

/** The specification that the development licence of a rehearsed instance carries. */
export function SpecFields({ dir, value, onChange }: SpecFieldsProps) {
  const { data } = useAnswer('project.show', { dir });
  const chosen = (key: string): string | undefined =>
    value.find((word) => word.startsWith(`${key}=`))?.slice(key.length + 1);
  return data?.specs.map((spec) => (
    <NativeSelect
      key={spec.key}
      size="xs"
      label={visible(spec.name)}
      data={spec.values.map((each) => ({ value: each.value, label: visible(each.name) }))}
      value={chosen(spec.key) ?? spec.values[0]?.value ?? ''}
      onChange={(event) => {
        const others = value.filter((word) => !word.startsWith(`${spec.key}=`));
        const pick = event.currentTarget.value;
        onChange(pick === spec.values[0]?.value ? others : [...others, `${spec.key}=${pick}`]);
      }}
    />
  ));
}
