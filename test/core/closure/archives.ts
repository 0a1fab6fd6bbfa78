import { gzipSync } from 'node:zlib';

/** One entry of a ustar archive. */
function entry(name: string, text: string): Buffer {
  const data = Buffer.from(text);
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write('0000644\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${data.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.write('        0', 148);
  header.write('ustar\u000000', 257);
  const sum = header.reduce((all, byte) => all + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, data, Buffer.alloc((512 - (data.length % 512)) % 512)]);
}

/** A packed chart. */
export function chartArchive(
  name: string,
  version: string,
  files: Readonly<Record<string, string>>,
): Uint8Array {
  const all = { 'Chart.yaml': `apiVersion: v2\nname: ${name}\nversion: ${version}\n`, ...files };
  const entries = Object.entries(all).map(([path, text]) => entry(`${name}/${path}`, text));
  return gzipSync(Buffer.concat([...entries, Buffer.alloc(1024)]));
}
