import { ByteReader } from './byte-reader.ts';
import { type ImportLimits, notAnArchive, tooLarge } from './limits.ts';
import { BLOCK, isZeroBlock, parseHeader, parsePax, type TarHeader, text } from './tar-header.ts';

/** An entry of an archive. Nothing is ever written under its path: it is only a name to look up. */
export interface ArchiveEntry {
  readonly path: string;
  readonly kind: 'file' | 'link' | 'other';
  /** What a symbolic or hard link points at, as written. */
  readonly link: string;
  readonly isHardLink: boolean;
  readonly size: number;
  /** The content; what is not read is skipped. */
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Reads a tar stream entry by entry (ustar, PAX and GNU long names) with bounded memory.
 * Errors: REGISTRY_ARCHIVE_INVALID, REGISTRY_ARCHIVE_TOO_LARGE.
 */
export async function* readTar(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
  limits: ImportLimits,
): AsyncGenerator<ArchiveEntry> {
  const reader = new ByteReader(chunks);
  let long: LongNames = {};
  let entries = 0;
  let total = 0;
  try {
    for (let header = await nextHeader(reader, file); header; header = await nextHeader(reader, file)) {
      entries += 1;
      if (entries > limits.entries) throw tooLarge(file, 'entries', limits.entries);
      if (isNaming(header)) {
        if (header.size > limits.headerBytes) throw tooLarge(file, 'a name', limits.headerBytes);
        long = { ...long, ...(await readLongNames(reader, header)) };
        continue;
      }
      const size = long.size ?? header.size;
      total += size;
      if (total > limits.totalBytes) throw tooLarge(file, 'unpacked bytes', limits.totalBytes);
      const body = new EntryBody(reader, size, file);
      yield toEntry({ ...header, size }, long, body, file, limits);
      await body.skip();
      long = {};
    }
  } finally {
    await reader.close();
  }
}

interface LongNames {
  readonly path?: string;
  readonly link?: string;
  readonly size?: number;
}

const isNaming = ({ type }: TarHeader): boolean => 'xgLK'.includes(type);

/** Undefined at the end mark or at the end of the stream; half a header is an error. */
async function nextHeader(reader: ByteReader, file: string): Promise<TarHeader | undefined> {
  const block = await reader.take(BLOCK);
  if (block.byteLength === 0 || (block.byteLength === BLOCK && isZeroBlock(block))) return undefined;
  const header = parseHeader(block);
  if (!header) throw notAnArchive(file, 'a tar header is damaged');
  return header;
}

async function readLongNames(reader: ByteReader, header: TarHeader): Promise<LongNames> {
  const content = await reader.take(header.size);
  await reader.take(padding(header.size));
  if (header.type === 'L') return { path: text(content) };
  if (header.type === 'K') return { link: text(content) };
  if (header.type === 'g') return {};
  const records = parsePax(content);
  const path = records.get('path');
  const link = records.get('linkpath');
  const size = Number(records.get('size') ?? Number.NaN);
  return {
    ...(path !== undefined && { path }),
    ...(link !== undefined && { link }),
    ...(Number.isSafeInteger(size) && size >= 0 && { size }),
  };
}

function toEntry(
  header: TarHeader,
  long: LongNames,
  body: EntryBody,
  file: string,
  limits: ImportLimits,
): ArchiveEntry {
  const path = long.path ?? header.path;
  if (Buffer.byteLength(path) > limits.pathBytes) throw tooLarge(file, 'bytes in a path', limits.pathBytes);
  const kind = '07'.includes(header.type) ? 'file' : '12'.includes(header.type) ? 'link' : 'other';
  return {
    path,
    kind,
    body,
    size: header.size,
    link: long.link ?? header.link,
    isHardLink: header.type === '1',
  };
}

const padding = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;

/** The bytes of one entry; may be read once, in part or not at all. */
class EntryBody implements AsyncIterable<Uint8Array> {
  readonly #reader: ByteReader;
  readonly #file: string;
  readonly #padding: number;
  #left: number;

  constructor(reader: ByteReader, size: number, file: string) {
    this.#reader = reader;
    this.#file = file;
    this.#left = size;
    this.#padding = padding(size);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    while (this.#left > 0) yield await this.#next();
  }

  async skip(): Promise<void> {
    while (this.#left > 0) await this.#next();
    await this.#reader.take(this.#padding);
  }

  async #next(): Promise<Uint8Array> {
    const part = await this.#reader.some(this.#left);
    if (!part) throw notAnArchive(this.#file, 'it ends in the middle of a file');
    this.#left -= part.byteLength;
    return part;
  }
}
