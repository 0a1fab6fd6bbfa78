/** A field with the values that it can have, the usual one first. */
export interface Choice<T> {
  readonly name: string;
  readonly values: readonly T[];
}

/**
 * Rows in which each pair of values of any two fields stands together, greedily and few; the first row has the first value
 * of each. At most `most` rows.
 */
export function pairRows<T>(fields: readonly Choice<T>[], most: number): readonly ReadonlyMap<string, T>[] {
  const open = new Set<string>();
  const keyOf = (a: number, v: number, b: number, w: number): string =>
    a < b ? `${a}.${v}|${b}.${w}` : `${b}.${w}|${a}.${v}`;
  for (let a = 0; a < fields.length; a++)
    for (let b = a + 1; b < fields.length; b++)
      for (let v = 0; v < (fields[a]?.values.length ?? 0); v++)
        for (let w = 0; w < (fields[b]?.values.length ?? 0); w++) open.add(keyOf(a, v, b, w));
  const rows: ReadonlyMap<string, T>[] = [];
  const add = (row: readonly (number | undefined)[]): void => {
    for (let a = 0; a < row.length; a++)
      for (let b = a + 1; b < row.length; b++) open.delete(keyOf(a, row[a] ?? 0, b, row[b] ?? 0));
    rows.push(
      new Map(
        fields.flatMap(({ name, values }, i) => {
          const value = values[row[i] ?? 0];
          return value === undefined ? [] : [[name, value] as const];
        }),
      ),
    );
  };
  add(fields.map(() => 0));
  while (open.size > 0 && rows.length < most) {
    const [first = ''] = open;
    const row: (number | undefined)[] = fields.map(() => undefined);
    for (const part of first.split('|')) {
      const [field = 0, value = 0] = part.split('.').map(Number);
      row[field] = value;
    }
    for (const [at, field] of fields.entries()) {
      if (row[at] !== undefined) continue;
      let best = 0;
      let most = -1;
      for (let value = 0; value < field.values.length; value++) {
        const gained = row.reduce<number>(
          (sum, other, i) => sum + (other !== undefined && open.has(keyOf(at, value, i, other)) ? 1 : 0),
          0,
        );
        if (gained > most) {
          most = gained;
          best = value;
        }
      }
      row[at] = best;
    }
    add(row);
  }
  return rows;
}
