/** One header with content, as wrong as a test wants it. */
export interface RawEntry {
  readonly path: string;
  readonly content?: Buffer | string;
  readonly type?: string;
  readonly link?: string;
  /** Written into the header instead of the true size. */
  readonly size?: number | Buffer;
}

/** A tar of any entries; checksums are right. */
export function rawTar(entries: readonly RawEntry[], end = true): Buffer {
  const parts = entries.flatMap(({ path, content = '', type = '0', link = '', size }) => {
    const body = Buffer.from(content);
    const block = Buffer.alloc(512);
    block.write(path, 0, 100);
    block.write('0000644\0', 100);
    if (Buffer.isBuffer(size)) size.copy(block, 124);
    else block.write((size ?? body.byteLength).toString(8).padStart(11, '0'), 124);
    block.write('        ', 148);
    block.write(type, 156);
    block.write(link, 157, 100);
    block.write('ustar\x0000', 257, 'latin1');
    block.write(
      `${block
        .reduce((a, b) => a + b, 0)
        .toString(8)
        .padStart(6, '0')}\0 `,
      148,
    );
    return [block, body, Buffer.alloc((512 - (body.byteLength % 512)) % 512)];
  });
  return Buffer.concat([...parts, end ? Buffer.alloc(1024) : Buffer.alloc(0)]);
}

/** A PAX header that gives the next entry these records. */
export function pax(records: Readonly<Record<string, string>>): RawEntry {
  const content = Object.entries(records)
    .map(([key, value]) => {
      const rest = ` ${key}=${value}\n`;
      let length = rest.length + 1;
      while (`${length}${rest}`.length !== length) length = `${length}${rest}`.length;
      return `${length}${rest}`;
    })
    .join('');
  return { path: 'pax', type: 'x', content };
}
