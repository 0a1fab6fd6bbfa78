import type { InstanceType, Region } from './types.ts';

/** Sets the stock of the types in the zones that its globs (`S5.*`, `ap-guangzhou-*`) name; null: not offered there. */
export interface StockRule {
  readonly types: string | readonly string[];
  readonly zones: string | readonly string[];
  readonly stock: number | null;
}

function glob(patterns: string | readonly string[]): (name: string) => boolean {
  const tests = [patterns].flat().map((pattern) => pattern.split('*'));
  return (name) => tests.some((parts) => matches(name, parts));
}

/** Matches the literal parts of a glob in order, each at its earliest place: linear, whatever the pattern. */
function matches(name: string, parts: readonly string[]): boolean {
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return name === first;
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length)
    return false;
  const end = name.length - last.length;
  let at = first.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found === -1 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}

/** Applies the rules in order, later ones over earlier ones. A zone that is sold out as a whole gets no stock. */
export function applyStock(
  types: readonly InstanceType[],
  regions: readonly Region[],
  rules: readonly StockRule[],
): InstanceType[] {
  const zones = regions.flatMap((region) =>
    region.zones.filter((zone) => !zone.soldOut).map((zone) => zone.id),
  );
  const compiled = rules.map((rule) => {
    const inZone = glob(rule.zones);
    return { ofType: glob(rule.types), zones: zones.filter(inZone), stock: rule.stock };
  });
  return types.map((type) => {
    const stock: Record<string, number> = { ...type.stock };
    for (const rule of compiled) {
      if (!rule.ofType(type.type)) continue;
      for (const zone of rule.zones) {
        if (rule.stock === null) delete stock[zone];
        else stock[zone] = rule.stock;
      }
    }
    return { ...type, stock };
  });
}
