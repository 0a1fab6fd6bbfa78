import { createHash } from 'node:crypto';
import {
  BOOL,
  boolValue,
  DYNAMIC,
  STRING,
  setOf,
  setValue,
  stringValue,
  type Value,
} from '../values/index.ts';
import { arg, fail, failArg, fixed, param, quote } from './define.ts';
import { globMatcher } from './glob.ts';
import type { FunctionEnv, FunctionSpec } from './spec.ts';

const path = param('path', STRING);
const MAX_FILE = 16 * 1024 * 1024;

/** The path within the package that a written path means; undefined when it leaves the package. */
function resolvePath(written: string, env: FunctionEnv): string | undefined {
  if (/^([/\\]|[a-zA-Z]:|~)/.test(written) || written.includes('\0')) return undefined;
  const parts = env.dir === '' ? [] : env.dir.split('/');
  for (const part of written.replaceAll('\\', '/').split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (parts.length === 0) return undefined;
      parts.pop();
    } else parts.push(part);
  }
  return parts.join('/');
}

const DISTRIBUTED =
  'this function works only with files that are distributed as part of the configuration source code, so if this file will be created by a resource in this configuration you must instead obtain this result from an attribute of that resource';

const folderName = (written: string): string => (written === '' ? '.' : written);

const isFolder = (resolved: string, env: FunctionEnv): boolean =>
  resolved === env.dir || resolved === '' || [...env.files.keys()].some((p) => p.startsWith(`${resolved}/`));

/** As `read`, in the words of the hashing functions. */
function readForHash(args: readonly Value[], env: FunctionEnv): Uint8Array {
  const written = arg(args, 0).text;
  const resolved = resolvePath(written, env);
  if (resolved !== undefined && !env.files.has(resolved)) {
    if (isFolder(resolved, env)) fail(`read ${folderName(written)}: is a directory`);
    fail(`open ${written}: no such file or directory`);
  }
  return read(args, env);
}

function read(args: readonly Value[], env: FunctionEnv): Uint8Array {
  const written = arg(args, 0).text;
  const resolved = resolvePath(written, env);
  if (resolved === undefined) {
    failArg(0, `${quote(written)} is outside the package; file functions see only the package's own files`);
  }
  const bytes = env.files.get(resolved);
  if (bytes === undefined) {
    if (isFolder(resolved, env))
      failArg(0, `failed to read file: read ${folderName(written)}: is a directory`);
    failArg(0, `no file exists at ${quote(written)}; ${DISTRIBUTED}`);
  }
  if (bytes.length > MAX_FILE) failArg(0, `${quote(written)} is larger than ${MAX_FILE} bytes`);
  return bytes;
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function readText(args: readonly Value[], env: FunctionEnv): string {
  const bytes = read(args, env);
  try {
    return strict.decode(bytes);
  } catch {
    failArg(
      0,
      `contents of ${quote(arg(args, 0).text)} are not valid UTF-8; use the filebase64 function to obtain the Base64 encoded contents or the other file functions (e.g. filemd5, filesha256) to obtain file hashing results instead`,
    );
  }
}

const hash = (algorithm: string, encoding: 'hex' | 'base64'): FunctionSpec =>
  fixed([path], STRING, (args, _type, env) =>
    stringValue(createHash(algorithm).update(readForHash(args, env)).digest(encoding)),
  );

const templatefile = fixed([path, param('vars', DYNAMIC)], DYNAMIC, (args, _type, env) => {
  const text = readText(args, env);
  const vars = arg(args, 1);
  if (vars.type.kind !== 'object' && vars.type.kind !== 'map')
    failArg(1, 'invalid vars value: must be a map');
  for (const name of vars.entries.keys()) {
    if (!/^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(name)) {
      failArg(
        1,
        `invalid template variable name ${quote(name)}: must start with a letter, followed by zero or more letters, digits, and underscores`,
      );
    }
  }
  return env.renderTemplate(text, arg(args, 0).text, vars.entries);
});

const fileset = fixed([path, param('pattern', STRING)], setOf(STRING), (args, _type, env) => {
  const base = resolvePath(arg(args, 0).text, env);
  if (base === undefined) failArg(0, `${quote(arg(args, 0).text)} is outside the package`);
  const prefix = base === '' ? '' : `${base}/`;
  const matches = matcherFor(arg(args, 1).text);
  const found = [...env.files.keys()]
    .filter((p) => p.startsWith(prefix) && matches(p.slice(prefix.length)))
    .map((p) => stringValue(p.slice(prefix.length)));
  return setValue(found, STRING);
});

function matcherFor(pattern: string): (path: string) => boolean {
  try {
    return globMatcher(pattern);
  } catch {
    return failArg(1, `${quote(pattern)} is not a valid pattern`);
  }
}

const basename = (p: string): string => (p === '' ? '.' : (/([^/]+)\/*$/.exec(p)?.[1] ?? '/'));

function dirname(p: string): string {
  const cut = p.lastIndexOf('/');
  if (cut < 0) return '.';
  return cleanPath(p.slice(0, cut + 1));
}

/** Go's path.Clean. */
function cleanPath(p: string): string {
  const absolute = p.startsWith('/');
  const parts: string[] = [];
  for (const part of p.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '..' || !absolute) parts.push(part);
  }
  const joined = parts.join('/');
  if (absolute) return `/${joined}`;
  return joined === '' ? '.' : joined;
}

/** Files of the package, and paths as texts. */
export const FILES: Readonly<Record<string, FunctionSpec>> = {
  file: fixed([path], STRING, (args, _type, env) => stringValue(readText(args, env))),
  filebase64: fixed([path], STRING, (args, _type, env) =>
    stringValue(Buffer.from(read(args, env)).toString('base64')),
  ),
  fileexists: fixed([path], BOOL, (args, _type, env) => {
    const resolved = resolvePath(arg(args, 0).text, env);
    if (resolved === undefined) fail(`${quote(arg(args, 0).text)} is outside the package`);
    if (!env.files.has(resolved) && isFolder(resolved, env))
      fail(`${quote(folderName(arg(args, 0).text))} is a directory, not a file`);
    return boolValue(env.files.has(resolved));
  }),
  fileset,
  templatefile,
  filemd5: hash('md5', 'hex'),
  filesha1: hash('sha1', 'hex'),
  filesha256: hash('sha256', 'hex'),
  filesha512: hash('sha512', 'hex'),
  filebase64sha256: hash('sha256', 'base64'),
  filebase64sha512: hash('sha512', 'base64'),
  basename: fixed([path], STRING, (args) => stringValue(basename(arg(args, 0).text))),
  dirname: fixed([path], STRING, (args) => stringValue(dirname(arg(args, 0).text))),
  // The package has no place in a real file system; its own root stands for it.
  abspath: fixed([path], STRING, (args, _type, env) =>
    stringValue(cleanPath(`/${env.dir}/${arg(args, 0).text}`)),
  ),
  pathexpand: fixed([path], STRING, (args) => stringValue(arg(args, 0).text)),
};
