import { gunzipSync, gzipSync } from 'node:zlib';
import { DYNAMIC, STRING, stringValue, type Type, unknownValue, type Value } from '../values/index.ts';
import { type Charset, charsetOf } from './charsets.ts';
import { decodeCsv } from './csv.ts';
import { arg, fail, failArg, fixed, param, quote } from './define.ts';
import { decodeJson } from './json-decode.ts';
import { encodeJson } from './json-encode.ts';
import type { FunctionSpec } from './spec.ts';
import { decodeYaml, encodeYaml } from './yaml.ts';

const str = param('str', STRING);
const text = (args: readonly Value[], i = 0): string => arg(args, i).text;

const encode = (write: (value: Value) => string): FunctionSpec =>
  fixed([param('val', DYNAMIC, 'nud')], STRING, (args) => {
    const value = arg(args, 0);
    return value.isWhollyKnown ? stringValue(write(value)) : unknownValue(STRING);
  });

/** A decoder is run to find the type too; the second run is the price of cty's two steps. */
const decode = (read: (text: string) => Value): FunctionSpec =>
  fixed(
    [str],
    (args): Type => (arg(args, 0).isKnown ? read(text(args)).type : DYNAMIC),
    (args) => read(text(args)),
  );

const strict = new TextDecoder('utf-8', { fatal: true });

/** Standard base64 with padding, as Go demands it. */
export function decodeBase64(value: string): Buffer {
  const clean = value.replace(/[\r\n]/g, '');
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(clean)) {
    fail(`failed to decode base64 data ${quote(value.slice(0, 200))}`);
  }
  return Buffer.from(clean, 'base64');
}

function utf8(bytes: Uint8Array, what: string): string {
  try {
    return strict.decode(bytes);
  } catch {
    fail(what);
  }
}

function encodingOf(name: string): Charset {
  return (
    charsetOf(name) ??
    failArg(1, `${quote(name)} is not a supported IANA encoding name or alias in this Terraform version`)
  );
}

function encoded(value: string, charset: Charset): string {
  const bytes =
    charset.encode(value) ??
    failArg(0, `the given string contains characters that cannot be represented in ${charset.name}`);
  return bytes.toString('base64');
}

/** Go's url.QueryEscape. */
const queryEscape = (value: string): string =>
  encodeURIComponent(value)
    .replace(/%20/g, '+')
    .replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

function queryUnescape(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    fail(`failed to decode URL ${quote(value)}: invalid URL escape`);
  }
}

const MAX_INFLATED = 16 * 1024 * 1024;

/** Encodings of text and data. */
export const ENCODINGS_TABLE: Readonly<Record<string, FunctionSpec>> = {
  jsonencode: encode(encodeJson),
  yamlencode: encode(encodeYaml),
  jsondecode: decode(decodeJson),
  yamldecode: fixed(
    [param('src', STRING)],
    (args): Type => (arg(args, 0).isKnown ? decodeYaml(text(args)).type : DYNAMIC),
    (args) => decodeYaml(text(args)),
  ),
  csvdecode: decode(decodeCsv),
  base64encode: fixed([str], STRING, (args) => stringValue(Buffer.from(text(args)).toString('base64'))),
  base64decode: fixed([str], STRING, (args) =>
    stringValue(
      utf8(decodeBase64(text(args)), 'the result of decoding the provided string is not valid UTF-8'),
    ),
  ),
  base64gzip: fixed([str], STRING, (args) => stringValue(gzipSync(text(args)).toString('base64'))),
  base64gunzip: fixed([str], STRING, (args) => {
    let bytes: Buffer;
    try {
      bytes = gunzipSync(decodeBase64(text(args)), { maxOutputLength: MAX_INFLATED });
    } catch {
      fail(`failed to decompress data (at most ${MAX_INFLATED} bytes)`);
    }
    return stringValue(utf8(bytes, 'the decompressed data is not valid UTF-8'));
  }),
  textencodebase64: fixed([param('string', STRING), param('encoding', STRING)], STRING, (args) =>
    stringValue(encoded(text(args), encodingOf(text(args, 1)))),
  ),
  textdecodebase64: fixed([param('source', STRING), param('encoding', STRING)], STRING, (args) => {
    const encoding = encodingOf(text(args, 1));
    return stringValue(encoding.decode(decodeBase64(text(args))));
  }),
  urlencode: fixed([str], STRING, (args) => stringValue(queryEscape(text(args)))),
  urldecode: fixed([str], STRING, (args) => stringValue(queryUnescape(text(args)))),
};
