import { gunzipSync } from 'node:zlib';
import { parse as parseYaml } from 'yaml';
import { isJsonObject, type Json } from '../json.ts';
import type { ScriptReader } from './reader.ts';

const LARGEST = 2_000_000;

const decoded = (text: string): Buffer | undefined => {
  const bare = text.replace(/\s+/g, '');
  if (bare.length < 8 || bare.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(bare)) return undefined;
  return Buffer.from(bare, 'base64');
};

function unzipped(data: Buffer): Buffer | undefined {
  if (data[0] !== 0x1f || data[1] !== 0x8b) return data;
  try {
    return gunzipSync(data, { maxOutputLength: LARGEST });
  } catch {
    return undefined;
  }
}

/** Text of base64 and gzip; what is neither stays. `doubtful`: not every text that looks like base64 is. */
export function plainUserData(text: string): string {
  const data = decoded(text);
  const plain = data && unzipped(data);
  if (plain === undefined) return text;
  const read = plain.toString('utf8');
  return read.includes('\uFFFD') && !/[\uE000\uE001]/.test(read) ? text : read;
}

/** Reads what a machine is given at its first start: a script, cloud-config, several of them in MIME parts, base64 or gzip of these. */
export function readUserData(reader: ScriptReader, given: string): void {
  part(reader, plainUserData(given), 0, 0);
}

function part(reader: ScriptReader, text: string, line: number, depth: number): void {
  if (depth > 4) return;
  const trimmed = text.trimStart();
  const first = trimmed.split('\n', 1)[0] ?? '';
  const skipped = text.slice(0, text.length - trimmed.length).split('\n').length - 1;
  if (/^(content-type:\s*multipart\/|mime-version:)/i.test(trimmed)) {
    multipart(reader, text, line, depth);
    return;
  }
  if (/^#cloud-config(-archive)?\b/.test(first)) {
    cloudConfig(reader, text, line, depth);
    return;
  }
  if (
    /^#(include|include-once)\b/.test(first) ||
    /^#part-handler\b/.test(first) ||
    /^## template: jinja/.test(first)
  ) {
    if (first.startsWith('## template'))
      part(reader, trimmed.slice(first.length + 1), line + skipped + 1, depth + 1);
    else reader.gap({ kind: 'format', what: first.slice(0, 80), line: line + skipped });
    return;
  }
  if (/^#!/.test(first) && !/\b(ba|da|z|k|a)?sh\b/.test(first)) {
    reader.gap({ kind: 'format', what: first.slice(0, 80), line: line + skipped });
    return;
  }
  if (/^<(powershell|script)>|^#ps1/.test(first)) {
    if (/docker|nerdctl|ctr|podman/.test(text))
      reader.gap({ kind: 'format', what: first, line: line + skipped });
    return;
  }
  reader.script(text, { line });
}

function multipart(reader: ScriptReader, text: string, line: number, depth: number): void {
  const boundary = /boundary="?([^"\s;]+)"?/i.exec(text)?.[1];
  if (boundary === undefined) {
    reader.gap({ kind: 'format', what: 'multipart', line });
    return;
  }
  let at = 0;
  for (const [i, each] of text.split(`--${boundary}`).entries()) {
    const start = at;
    at += each.length + boundary.length + 2;
    if (i === 0 || each.startsWith('--')) continue;
    const body = /\r?\n\r?\n/.exec(each);
    if (body === null) continue;
    const from = body.index + body[0].length;
    const raw = each.slice(from);
    const encoded = /content-transfer-encoding:\s*base64/i.test(each.slice(0, from));
    part(reader, encoded ? plainUserData(raw) : raw, line + linesIn(text.slice(0, start + from)), depth + 1);
  }
}

function cloudConfig(reader: ScriptReader, text: string, line: number, depth: number): void {
  let data: Json;
  try {
    data = parseYaml(text, { maxAliasCount: 50, logLevel: 'error' }) as Json;
  } catch {
    reader.gap({ kind: 'format', what: '#cloud-config', line });
    return;
  }
  if (Array.isArray(data)) {
    for (const each of data) {
      const content = isJsonObject(each) ? each.content : each;
      if (typeof content === 'string') part(reader, content, line, depth + 1);
    }
    return;
  }
  if (!isJsonObject(data)) return;
  const files = Array.isArray(data.write_files) ? data.write_files.filter(isJsonObject) : [];
  for (const { path, content, encoding, source } of files) {
    if (typeof path !== 'string') continue;
    if (typeof content !== 'string') {
      if (source !== undefined && /\.(sh|ya?ml|service)$/.test(path))
        reader.gap({ kind: 'script', what: path, line: line + lineWith(text, path) });
      continue;
    }
    const coded = typeof encoding === 'string' && /b64|base64|gz/.test(encoding);
    const plain = coded ? (unzipped(Buffer.from(content, 'base64'))?.toString('utf8') ?? '') : content;
    reader.write(path, plain, { line: line + lineWith(text, firstLine(coded ? content : plain)) });
  }
  for (const key of ['bootcmd', 'runcmd'] as const) {
    const commands = data[key];
    if (!Array.isArray(commands)) continue;
    for (const each of commands) {
      const command = Array.isArray(each) ? each.map((word) => quoted(String(word))).join(' ') : each;
      if (typeof command === 'string')
        reader.script(command, {
          line: line + lineWith(text, firstLine(Array.isArray(each) ? String(each.at(-1)) : command)),
        });
    }
  }
}

const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;
const linesIn = (text: string): number => text.split('\n').length - 1;
const firstLine = (text: string): string => text.trim().split('\n', 1)[0]?.trim() ?? '';
const lineWith = (text: string, words: string): number => {
  const at = words === '' ? -1 : text.indexOf(words);
  return at === -1 ? 0 : linesIn(text.slice(0, at));
};
