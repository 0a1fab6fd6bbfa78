import type { Json } from '../json.ts';
import { isJsonObject } from '../json.ts';
import { cidrsOverlap, parseCidr } from '../world/index.ts';
import type { WidgetContext } from './widgets/widget.ts';

const CIDR_IN_TEXT = /\b\d{1,3}(?:\.\d{1,3}){3}\/\d{1,2}\b/g;

/** Blocks of the customer's private address space, in the order in which they are proposed. */
const PRIVATE: readonly string[] = [
  ...Array.from({ length: 16 }, (_, i) => `172.${16 + i}.0.0/16`),
  '192.168.0.0/16',
  ...Array.from({ length: 155 }, (_, i) => `10.${100 + i}.0.0/16`),
];

/** Every `cidr_block` in the other answers: the networks that a new block must not touch. */
function blocksIn(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(blocksIn);
  if (typeof value === 'string') return parseCidr(value) ? [value] : [];
  return isJsonObject(value) ? Object.values(value).flatMap(blocksIn) : [];
}

/** A CIDR block that overlaps no network chosen in the form: the description's own example where it will do. */
export function suggestCidr(
  { arg }: WidgetContext,
  taken: Readonly<Record<string, Json>>,
): string | undefined {
  const used = Object.values(taken)
    .flatMap(blocksIn)
    .flatMap((block) => parseCidr(block) ?? []);
  const examples = (arg.description ?? '').match(CIDR_IN_TEXT) ?? [];
  return [...examples, ...PRIVATE].find((block) => {
    const parsed = parseCidr(block);
    return parsed !== undefined && !used.some((other) => cidrsOverlap(parsed, other));
  });
}
