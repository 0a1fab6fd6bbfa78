export interface TarEntry {
  readonly name: string;
  readonly data?: string | Uint8Array;
  readonly type?: string;
  readonly link?: string;
  /** Gives the path in a PAX header. */
  readonly pax?: boolean;
}

function header(name: string, size: number, type: string, link: string): Buffer {
  const block = Buffer.alloc(512);
  block.write(name.slice(0, 100), 0);
  block.write('0000644\0', 100);
  block.write('0000000\0', 108);
  block.write('0000000\0', 116);
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  block.write('00000000000\0', 136);
  block.write('        ', 148);
  block.write(type, 156);
  block.write(link, 157);
  block.write('ustar\x0000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

const padded = (data: Buffer): Buffer =>
  Buffer.concat([data, Buffer.alloc((512 - (data.length % 512)) % 512)]);

function paxRecord(path: string): Buffer {
  const body = ` path=${path}\n`;
  let length = body.length + 2;
  while (String(length).length + body.length !== length) length++;
  return Buffer.from(`${length}${body}`);
}

/** A tar archive, written by hand so that tests can make wrong ones. */
export function tar(entries: readonly TarEntry[]): Buffer {
  const parts = entries.flatMap((entry) => {
    const data = Buffer.from(entry.data ?? '');
    const out: Buffer[] = [];
    if (entry.pax === true) {
      const record = paxRecord(entry.name);
      out.push(header('pax', record.length, 'x', ''), padded(record));
    }
    out.push(header(entry.name, data.length, entry.type ?? '0', entry.link ?? ''), padded(data));
    return out;
  });
  return Buffer.concat([...parts, Buffer.alloc(1024)]);
}
