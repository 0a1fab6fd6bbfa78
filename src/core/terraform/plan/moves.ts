import type { MovedDecl } from '../module/index.ts';

/** `module.a[0].x.y` under a move of `module.a[0]` or `x.y`; undefined when the move is not about it. */
function before(
  address: string,
  { from, to }: { readonly from: string; readonly to: string },
): string | undefined {
  if (address === to || address.startsWith(`${to}[`) || address.startsWith(`${to}.`))
    return from + address.slice(to.length);
  return undefined;
}

/** Moves of a module, with addresses from the root: those of child modules count within each of their instances. */
export interface PlacedMove {
  readonly from: string;
  readonly to: string;
}

export const placed = (moves: readonly MovedDecl[], prefix: string): PlacedMove[] =>
  moves.map(({ from, to }) => ({ from: prefix + from, to: prefix + to }));

/** Where an instance stood before its resource got or lost `count`: Terraform moves between `x` and `x[0]` by itself. */
const implied = (address: string): string | undefined =>
  address.endsWith('[0]') ? address.slice(0, -3) : address.endsWith(']') ? undefined : `${address}[0]`;

const resourceOf = (address: string): string => address.replace(/\[[^\]]*\]$/, '');

/**
 * The address at which something that exists stood before the moves, over any number of them.
 * `exists` tells what exists; what nothing moved is its own former address. A resource that no move names may have got
 * or lost `count` since.
 */
export function formerAddress(
  address: string,
  moves: readonly PlacedMove[],
  exists: (address: string) => boolean,
): string {
  const seen = new Set([address]);
  const queue = [address];
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    if (exists(at)) return at;
    for (const move of moves) {
      const former = before(at, move);
      if (former === undefined || seen.has(former)) continue;
      seen.add(former);
      queue.push(former);
    }
  }
  const other = implied(address);
  const resource = resourceOf(address);
  const isNamed = moves.some(({ from, to }) => resourceOf(from) === resource || resourceOf(to) === resource);
  return other !== undefined && !isNamed && exists(other) ? other : address;
}
