import { createHash } from 'node:crypto';
import { fromBytes, toBytes } from '../go/bytes.ts';
import { type FuncMap, fn } from '../go/func.ts';

const hash = (name: string) => fn('string', (s: string) => createHash(name).update(toBytes(s)).digest('hex'));

function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return b * 65536 + a;
}

const B32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function base32(bytes: Uint8Array): string {
  let out = '';
  let bits = 0;
  let buffer = 0;
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xfffff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += B32[(buffer >> bits) & 31] ?? '';
    }
  }
  if (bits > 0) out += B32[(buffer << (5 - bits)) & 31] ?? '';
  return out + '='.repeat((8 - (out.length % 8)) % 8);
}

/** Index of the first character that Go's decoder refuses, -1 when it takes all. */
function firstBad(text: string, alphabet: RegExp, block: number): number {
  const clean = text.replace(/[\r\n]/g, '');
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? '';
    if (char === '\r' || char === '\n') continue;
    if (char === '=') {
      return clean.length % block === 0 && /^=+$/.test(clean.slice(clean.indexOf('='))) ? -1 : i;
    }
    if (!alphabet.test(char)) return i;
  }
  if (clean.length % block !== 0) return text.length - (clean.length % block);
  return -1;
}

function base64Decode(text: string): string {
  const bad = firstBad(text, /[A-Za-z0-9+/]/, 4);
  if (bad >= 0) return `illegal base64 data at input byte ${bad}`;
  return fromBytes(Buffer.from(text, 'base64'));
}

function base32Decode(text: string): string {
  const bad = firstBad(text, /[A-Z2-7]/, 8);
  if (bad >= 0) return `illegal base32 data at input byte ${bad}`;
  const out: number[] = [];
  let bits = 0;
  let buffer = 0;
  for (const char of text.replace(/[\r\n=]/g, '')) {
    buffer = ((buffer << 5) | B32.indexOf(char)) & 0xfffff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      out.push((buffer >> bits) & 255);
    }
  }
  return fromBytes(Uint8Array.from(out));
}

export const encodingFuncs: FuncMap = {
  b64enc: fn('string', (s: string) => toBytes(s).toString('base64')),
  b64dec: fn('string', base64Decode),
  b32enc: fn('string', (s: string) => base32(toBytes(s))),
  b32dec: fn('string', base32Decode),
  sha1sum: hash('sha1'),
  sha256sum: hash('sha256'),
  adler32sum: fn('string', (s: string) => String(adler32(toBytes(s)))),
};
