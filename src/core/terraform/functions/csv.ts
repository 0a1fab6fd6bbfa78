import {
  listValue,
  objectOf,
  objectValue,
  STRING,
  stringValue,
  type Value,
  ValueError,
} from '../values/index.ts';

/** Rows of CSV text as Go's encoding/csv reads them: quotes, CRLF, blank lines skipped. Throws ValueError. */
function rows(text: string): { readonly cells: string[]; readonly line: number }[] {
  const found: { cells: string[]; line: number }[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const started = line;
    const cells: string[] = [];
    for (;;) {
      if (text.charAt(at) === '"') {
        let cell = '';
        at += 1;
        for (;;) {
          const quote = text.indexOf('"', at);
          if (quote < 0)
            throw new ValueError(`CSV parse error on line ${line}: extraneous or missing " in quoted-field`);
          const part = text.slice(at, quote);
          line += part.split('\n').length - 1;
          cell += part;
          at = quote + 1;
          if (text.charAt(at) !== '"') break;
          cell += '"';
          at += 1;
        }
        cells.push(cell.replaceAll('\r\n', '\n'));
        if (!/^(?:,|\r?\n|$)/.test(text.slice(at, at + 2))) {
          throw new ValueError(`CSV parse error on line ${line}: extraneous or missing " in quoted-field`);
        }
      } else {
        const end = text.slice(at).search(/[,\n]/);
        const stop = end < 0 ? text.length : at + end;
        const cell = text.slice(at, stop).replace(/\r$/, '');
        if (cell.includes('"'))
          throw new ValueError(`CSV parse error on line ${line}: bare " in non-quoted-field`);
        cells.push(cell);
        at = stop;
      }
      if (text.charAt(at) !== ',') break;
      at += 1;
    }
    if (text.charAt(at) === '\r') at += 1;
    if (text.charAt(at) === '\n') at += 1;
    line += 1;
    if (cells.length > 1 || cells[0] !== '') found.push({ cells, line: started });
  }
  return found;
}

/** A list of objects named by the header line. Throws ValueError. */
export function decodeCsv(text: string): Value {
  const [header, ...body] = rows(text);
  if (header === undefined) throw new ValueError('missing header line');
  const names = header.cells;
  const twice = names.find((n, i) => names.indexOf(n) !== i);
  if (twice !== undefined) throw new ValueError(`duplicate column name ${JSON.stringify(twice)}`);
  const type = objectOf(names.map((n) => [n, STRING] as const));
  const objects = body.map(({ cells, line }) => {
    if (cells.length !== names.length) {
      throw new ValueError(`CSV parse error on line ${line}: wrong number of fields`);
    }
    return objectValue(names.map((n, i) => [n, stringValue(cells[i] ?? '')] as const));
  });
  return listValue(objects, type);
}
