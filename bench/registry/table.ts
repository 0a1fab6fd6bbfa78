/** One line of the table. */
export interface Row {
  readonly name: string;
  readonly ours: string;
  readonly theirs?: string;
  /** Ours over theirs in speed; more is better. */
  readonly ratio?: number;
  /** What issue B asks for, as it is printed. */
  readonly wanted?: string;
  readonly met?: boolean;
  /** Seconds of the servers' CPU time. */
  readonly cpu?: readonly number[];
  /** Milliseconds. */
  readonly p99?: readonly number[];
}

export const brief = (value: number): string =>
  value >= 100 ? String(Math.round(value)) : value.toFixed(value < 10 ? 2 : 1);

const COLUMNS = [46, -13, -13, -8, -14, 5, -13, -17] as const;

const line = (cells: readonly string[]): string =>
  cells
    .map((cell, at) => {
      const width = COLUMNS[at] ?? 10;
      return width < 0 ? cell.padStart(-width) : cell.padEnd(width);
    })
    .join(' ')
    .trimEnd();

/** The table, printed as it grows. */
export class Table {
  #wanted = 0;
  #met = 0;

  constructor() {
    console.log(line(['work', 'drydock', 'docker-reg.', 'ratio', 'wanted', 'met', 'CPU s', 'p99 ms']));
  }

  add({ name, ours, theirs, ratio, wanted, met, cpu, p99 }: Row): void {
    if (met !== undefined) {
      this.#wanted += 1;
      if (met) this.#met += 1;
    }
    console.log(
      line([
        name,
        ours,
        theirs ?? '',
        ratio === undefined ? '' : `${brief(ratio)}×`,
        wanted ?? '',
        met === undefined ? '' : met ? ' yes' : ' NO',
        (cpu ?? []).map((each) => each.toFixed(2)).join(' / '),
        (p99 ?? []).map(brief).join(' / '),
      ]),
    );
  }

  note(text: string): void {
    console.log(`  ${text}`);
  }

  end(): void {
    console.log(`${this.#met} of ${this.#wanted} targets met`);
  }
}
