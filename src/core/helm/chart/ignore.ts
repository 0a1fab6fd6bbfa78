import { GoError } from '../go/func.ts';
import { compileGlob } from './glob.ts';

interface Rule {
  readonly negate: boolean;
  readonly mustDir: boolean;
  readonly match: (path: string) => boolean;
}

function parseRule(line: string): Rule | undefined {
  let rule = line.trim();
  if (rule === '' || rule.startsWith('#')) return undefined;
  if (rule.includes('**')) throw new GoError('double-star (**) syntax is not supported');
  const negate = rule.startsWith('!');
  if (negate) rule = rule.slice(1);
  const mustDir = rule.endsWith('/');
  if (mustDir) rule = rule.slice(0, -1);
  if (rule.startsWith('/')) return { negate, mustDir, match: compileGlob(rule.slice(1), false) };
  const glob = compileGlob(rule, false);
  if (rule.includes('/')) return { negate, mustDir, match: glob };
  return { negate, mustDir, match: (path) => glob(path.slice(path.lastIndexOf('/') + 1)) };
}

function ignores(rules: readonly Rule[], path: string, isDir: boolean): boolean {
  for (const rule of rules) {
    if (rule.negate) {
      if ((rule.mustDir && !isDir) || !rule.match(path)) return true;
      continue;
    }
    if (rule.mustDir && !isDir) continue;
    if (rule.match(path)) return true;
  }
  return false;
}

/** Rules of a `.helmignore` file: whether a file, or a folder above it, is left out of the chart. */
export function ignoreRules(file: Uint8Array | undefined): (path: string) => boolean {
  const text =
    file === undefined
      ? ''
      : Buffer.from(file)
          .toString('utf8')
          .replace(/^\ufeff/, '');
  const rules = [...text.split(/\r?\n/), 'templates/.?*'].flatMap((line) => {
    const rule = parseRule(line);
    return rule === undefined ? [] : [rule];
  });
  return (path) => {
    for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      if (ignores(rules, path.slice(0, slash), true)) return true;
    }
    return ignores(rules, path, false);
  };
}
