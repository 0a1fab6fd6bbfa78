import {
  goQuote,
  listValue,
  objectOf,
  objectValue,
  STRING,
  stringValue,
  type Value,
  ValueError,
} from '../values/index.ts';

/** Lines with their ends, which are `\n` only, as Go's reader gives them. */
const linesOf = (text: string): string[] =>
  (text.match(/[^\n]*\n|[^\n]+$/g) ?? []).map((line) =>
    line.endsWith('\r\n') ? `${line.slice(0, -2)}\n` : line.replace(/\r$/, ''),
  );

interface Row {
  readonly cells: string[];
  readonly line: number;
}

const problem = (line: number, what: string): never => {
  throw new ValueError(`CSV parse error on line ${line}: ${what}`);
};

/** Rows of CSV text as Go's encoding/csv reads them: quotes, CRLF, blank lines skipped. Throws ValueError. */
function* rows(text: string): Generator<Row, undefined> {
  const lines = linesOf(text);
  let at = 0;
  while (at < lines.length) {
    let rest = lines[at] ?? '';
    at += 1;
    if (rest === '\n' || rest === '') continue;
    const line = at;
    const cells: string[] = [];
    let more = true;
    while (more) {
      if (!rest.startsWith('"')) {
        const comma = rest.indexOf(',');
        more = comma >= 0;
        const cell = more ? rest.slice(0, comma) : rest.replace(/\n$/, '');
        if (cell.includes('"')) problem(at, 'bare " in non-quoted-field');
        cells.push(cell);
        rest = rest.slice(comma + 1);
        continue;
      }
      rest = rest.slice(1);
      let cell = '';
      for (;;) {
        const quote = rest.indexOf('"');
        if (quote < 0) {
          if (at >= lines.length) problem(at, 'extraneous or missing " in quoted-field');
          cell += rest;
          rest = lines[at] ?? '';
          at += 1;
          continue;
        }
        cell += rest.slice(0, quote);
        rest = rest.slice(quote + 1);
        if (!rest.startsWith('"')) break;
        cell += '"';
        rest = rest.slice(1);
      }
      cells.push(cell);
      more = rest.startsWith(',');
      if (!more && rest !== '' && rest !== '\n') problem(at, 'extraneous or missing " in quoted-field');
      rest = rest.slice(1);
    }
    yield { cells, line };
  }
}

/** A list of objects named by the header line. Throws ValueError. */
export function decodeCsv(text: string): Value {
  const body = rows(text);
  const names = body.next().value?.cells;
  if (names === undefined) throw new ValueError('missing header line');
  const twice = names.find((n, i) => names.indexOf(n) !== i);
  if (twice !== undefined) throw new ValueError(`duplicate column name ${goQuote(twice)}`);
  const type = objectOf(names.map((n) => [n, STRING] as const));
  const objects = [...body].map(({ cells, line }) => {
    if (cells.length !== names.length) problem(line, 'wrong number of fields');
    return objectValue(names.map((n, i) => [n, stringValue(cells[i] ?? '')] as const));
  });
  return listValue(objects, type);
}
