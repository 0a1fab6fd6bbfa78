import type { Json } from '../json.ts';
import { labelsAt, mapsAt, textAt, textsAt } from './json.ts';

type Labels = Readonly<Record<string, string>>;

/** True when every label is there with its value; an empty selector matches everything. */
export const matchesLabels = (wanted: Labels, labels: Labels): boolean =>
  Object.entries(wanted).every(([key, value]) => labels[key] === value);

/** A LabelSelector (matchLabels and matchExpressions) over labels. An absent one matches nothing, an empty one all. */
export function matchesSelector(selector: Json | undefined, labels: Labels): boolean {
  if (selector === undefined || selector === null) return false;
  return (
    matchesLabels(labelsAt(selector, 'matchLabels'), labels) &&
    mapsAt(selector, 'matchExpressions').every((each) =>
      holds(
        textAt(each, 'operator') ?? '',
        labelValues(labels, textAt(each, 'key') ?? ''),
        textsAt(each, 'values'),
      ),
    )
  );
}

const labelValues = (labels: Labels, key: string): readonly string[] => {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  return value === undefined ? [] : [value];
};

/** One expression over what a key holds (several spellings of one value may count). Unknown operators hold. */
export function holds(operator: string, actual: readonly string[], wanted: readonly string[]): boolean {
  switch (operator) {
    case 'In':
      return actual.some((value) => wanted.includes(value));
    case 'NotIn':
      return !actual.some((value) => wanted.includes(value));
    case 'Exists':
      return actual.length > 0;
    case 'DoesNotExist':
      return actual.length === 0;
    case 'Gt':
      return actual.some((value) => Number(value) > Number(wanted[0]));
    case 'Lt':
      return actual.some((value) => Number(value) < Number(wanted[0]));
    default:
      return true;
  }
}
