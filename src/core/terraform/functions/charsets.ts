/** Texts in the encodings that IANA names, as Go's ianaindex knows them. */

/** One encoding; `encode` gives undefined for a text with characters that it lacks. */
export interface Charset {
  /** IANA's name, which messages say. */
  readonly name: string;
  readonly encode: (text: string) => Buffer | undefined;
  readonly decode: (bytes: Buffer) => string;
}

const utf16be = (text: string): Buffer => Buffer.from(text.toWellFormed(), 'utf16le').swap16();
const fromUtf16 = (bytes: Buffer, label: string): string =>
  new TextDecoder(label, { ignoreBOM: true }).decode(bytes);

/** Big-endian with a byte order mark, as Go writes what is called just UTF-16; a mark that is there decides. */
const UTF_16: Charset = {
  name: 'UTF-16',
  encode: (text) => Buffer.concat([Buffer.from([0xfe, 0xff]), utf16be(text)]),
  decode: (bytes) => {
    const little = bytes[0] === 0xff && bytes[1] === 0xfe;
    const marked = little || (bytes[0] === 0xfe && bytes[1] === 0xff);
    return fromUtf16(marked ? bytes.subarray(2) : bytes, little ? 'utf-16le' : 'utf-16be');
  },
};

const UNICODE: readonly Charset[] = [
  {
    name: 'UTF-8',
    encode: (text) => Buffer.from(text, 'utf8'),
    decode: (bytes) => bytes.toString('utf8'),
  },
  {
    name: 'UTF-16LE',
    encode: (text) => Buffer.from(text.toWellFormed(), 'utf16le'),
    decode: (bytes) => fromUtf16(bytes, 'utf-16le'),
  },
  {
    name: 'UTF-16BE',
    encode: utf16be,
    decode: (bytes) => fromUtf16(bytes, 'utf-16be'),
  },
  UTF_16,
];

/** An encoding of one byte for each character, by what its 256 bytes stand for. */
function singleBytes(name: string, table: readonly string[]): Charset {
  const codes = new Map<string, number>();
  for (const [code, char] of table.entries())
    if (char !== '\ufffd' && !codes.has(char)) codes.set(char, code);
  return {
    name,
    decode: (bytes) => Array.from(bytes, (byte) => table[byte] ?? '\ufffd').join(''),
    encode: (text) => {
      const out: number[] = [];
      for (const char of text) {
        const code = codes.get(char);
        if (code === undefined) return undefined;
        out.push(code);
      }
      return Buffer.from(out);
    },
  };
}

const latin1 = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code));
const ascii = latin1.map((char, code) => (code < 0x80 ? char : '\ufffd'));
/** ISO 8859-9 is Latin 1 with six letters exchanged; decoders on the web read windows-1254 instead. */
const latin5 = latin1.map((char) => ({ Ð: 'Ğ', Ý: 'İ', Þ: 'Ş', ð: 'ğ', ý: 'ı', þ: 'ş' })[char] ?? char);
/** The platform's decoder, byte by byte. */
function decoded(label: string): string[] {
  const decoder = new TextDecoder(label);
  return latin1.map((_, code) => decoder.decode(Uint8Array.of(code)));
}

/**
 * An encoding of one byte or two: what every pair stands for gives the way back. Made when it is first asked for: it takes
 * some tens of milliseconds.
 */
function severalBytes(name: string, label: string): Charset {
  const codes = new Map<string, number>();
  const decoder = new TextDecoder(label, { fatal: true });
  const take = (bytes: readonly number[]): void => {
    try {
      const char = decoder.decode(Uint8Array.from(bytes));
      const code = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
      if ([...char].length === 1 && !codes.has(char)) codes.set(char, code);
    } catch {
      // No character has these bytes.
    }
  };
  for (let lead = 0; lead < 256; lead += 1) take([lead]);
  for (let lead = 0x80; lead < 256; lead += 1)
    for (let trail = 0x30; trail < 256; trail += 1) take([lead, trail]);
  return {
    name,
    decode: (bytes) => new TextDecoder(label).decode(bytes),
    encode: (text) => {
      const out: number[] = [];
      for (const char of text) {
        const code = codes.get(char);
        if (code === undefined) return undefined;
        if (code > 0xff) out.push(code >> 8);
        out.push(code & 0xff);
      }
      return Buffer.from(out);
    },
  };
}

const isoParts: Readonly<Record<number, string>> = {
  2: ':1987 latin2 l2 csisolatin2',
  3: ':1988 latin3 l3 csisolatin3',
  4: ':1988 latin4 l4 csisolatin4',
  5: ':1988 cyrillic csisolatincyrillic',
  6: ':1987 arabic ecma-114 asmo-708 csisolatinarabic',
  7: ':1987 greek greek8 ecma-118 elot_928 csisolatingreek',
  8: ':1988 hebrew csisolatinhebrew',
  10: ':1992 latin6 l6 csisolatin6',
  13: ' csiso885913',
  14: ':1998 iso-celtic latin8 l8 csiso885914',
  15: ' latin-9 csiso885915',
  16: ':2001 latin10 l10 csiso885916',
};

interface Row {
  readonly aliases: string;
  readonly make: () => Charset;
}

const bytes = (name: string, label: string, aliases = ''): Row => ({
  aliases: `${name} ${aliases}`,
  make: () => singleBytes(name, decoded(label)),
});

const several = (name: string, label: string, aliases = ''): Row => ({
  aliases: `${name} ${aliases}`,
  make: () => severalBytes(name, label),
});

const ROWS: readonly Row[] = [
  ...UNICODE.map(
    (set): Row => ({ aliases: set.name === 'UTF-8' ? 'UTF-8 csUTF8' : set.name, make: () => set }),
  ),
  {
    aliases: 'US-ASCII ascii us iso646-us ansi_x3.4-1968 ansi_x3.4-1986 iso-ir-6 ibm367 cp367 csascii',
    make: () => singleBytes('US-ASCII', ascii),
  },
  {
    aliases: 'ISO_8859-1:1987 iso-8859-1 iso_8859-1 latin1 l1 ibm819 cp819 iso-ir-100 csisolatin1',
    make: () => singleBytes('ISO_8859-1:1987', latin1),
  },
  {
    aliases: 'ISO_8859-9:1989 iso-8859-9 iso_8859-9 latin5 l5 iso-ir-148 csisolatin5',
    make: () => singleBytes('ISO_8859-9:1989', latin5),
  },
  ...Object.entries(isoParts).map(([part, more]): Row => {
    const year = more.startsWith(':') ? more.slice(0, 5) : '';
    const name = year === '' ? `ISO-8859-${part}` : `ISO_8859-${part}${year}`;
    return bytes(name, `iso-8859-${part}`, `iso-8859-${part} iso_8859-${part}${more.slice(year.length)}`);
  }),
  ...Array.from({ length: 9 }, (_, i) => bytes(`windows-125${i}`, `windows-125${i}`, `cswindows125${i}`)),
  bytes('windows-874', 'windows-874', 'cswindows874'),
  bytes('KOI8-R', 'koi8-r', 'cskoi8r'),
  bytes('KOI8-U', 'koi8-u', 'cskoi8u'),
  bytes('IBM866', 'ibm866', 'cp866 866 csibm866'),
  bytes('macintosh', 'macintosh', 'mac csmacintosh'),
  several('GBK', 'gbk', 'cp936 ms936 windows-936 csgbk'),
  several('Big5', 'big5', 'csbig5'),
  several('EUC-KR', 'euc-kr', 'cseuckr'),
  several('Shift_JIS', 'shift_jis', 'ms_kanji csshiftjis'),
];

const byAlias: ReadonlyMap<string, Row> = new Map(
  ROWS.flatMap((row) => row.aliases.split(' ').map((alias) => [alias.toLowerCase(), row] as const)),
);
const made = new Map<Row, Charset>();

/** The encoding of an IANA name or alias, whose letters may be of any case. */
export function charsetOf(name: string): Charset | undefined {
  const row = name === '' ? undefined : byAlias.get(name.toLowerCase());
  if (row === undefined) return undefined;
  const known = made.get(row) ?? row.make();
  made.set(row, known);
  return known;
}
