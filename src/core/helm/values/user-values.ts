import { helmError } from '../engine/errors.ts';
import { deepCopy } from '../go/equal.ts';
import { GoError } from '../go/func.ts';
import { GoMap } from '../go/value.ts';
import { readYamlMap } from '../yaml/index.ts';
import { applySetLine, type SetMode } from './set-line.ts';

/** Values as a user gives them, with Go's types (numbers of `--set` are int64, those of files float64). */
export class UserValues {
  readonly #map: GoMap;

  constructor(map: GoMap) {
    this.#map = map;
  }

  /** A copy of the values, for one rendering. */
  copy(): GoMap {
    return deepCopy(this.#map) as GoMap;
  }
}

/** A `--set-file` line with the texts of the files that it names, by path. */
export interface FileLine {
  readonly line: string;
  readonly texts: ReadonlyMap<string, string>;
}

export interface ValueSources {
  /** YAML files in the order given: later ones win, maps are merged. */
  readonly files?: readonly { readonly name: string; readonly text: string }[];
  /** `--set-json` lines, over the files. */
  readonly setJson?: readonly string[];
  /** `--set` lines, over those. */
  readonly set?: readonly string[];
  /** `--set-string` lines, over those. */
  readonly setString?: readonly string[];
  /** `--set-file` lines, over those: the value is what stands in the file. */
  readonly setFile?: readonly FileLine[];
  /** `--set-literal` lines, over all: one value a line, as it stands. */
  readonly setLiteral?: readonly string[];
}

/**
 * What `-f`, `--set-json`, `--set`, `--set-string`, `--set-file` and `--set-literal` come to together, in this order, as
 * Helm 3.14 merges them.
 * @throws DrydockError HELM_RENDER_FAILED with Helm's own message
 */
export function userValues(sources: ValueSources): UserValues {
  try {
    let values = new GoMap();
    for (const { name, text } of sources.files ?? []) {
      values = mergeMaps(
        values,
        within(`failed to parse ${name}`, () => readYamlMap(text)),
      );
    }
    const apply = (flag: string, line: string, mode: SetMode): void =>
      within(`failed parsing ${flag} data`, () => applySetLine(line, values, mode));
    for (const line of sources.setJson ?? []) applyJson(line, values);
    for (const line of sources.set ?? []) apply('--set', line, 'typed');
    for (const line of sources.setString ?? []) apply('--set-string', line, 'text');
    for (const { line, texts } of sources.setFile ?? []) {
      apply('--set-file', line, (path) => {
        const text = texts.get(path);
        if (text === undefined) throw new GoError(`open ${path}: no such file or directory`);
        return text;
      });
    }
    for (const line of sources.setLiteral ?? []) apply('--set-literal', line, 'literal');
    return new UserValues(values);
  } catch (error) {
    throw helmError(error);
  }
}

/** Helm says of a `--set-json` line that it fails, and not why. */
function applyJson(line: string, values: GoMap): void {
  try {
    applySetLine(line, values, 'json');
  } catch (error) {
    throw error instanceof GoError ? new GoError(`failed parsing --set-json data ${line}`) : error;
  }
}

/**
 * The paths of files that a `--set-file` line names, in its order.
 * @throws DrydockError HELM_RENDER_FAILED with Helm's own message
 */
export function setFilePaths(line: string): readonly string[] {
  const paths: string[] = [];
  try {
    within('failed parsing --set-file data', () =>
      applySetLine(line, new GoMap(), (path) => {
        paths.push(path);
        return '';
      }),
    );
  } catch (error) {
    throw helmError(error);
  }
  return paths;
}

function within<T>(context: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw error instanceof GoError ? new GoError(`${context}: ${error.message}`) : error;
  }
}

function mergeMaps(under: GoMap, over: GoMap): GoMap {
  const merged = new GoMap(under);
  for (const [key, value] of over) {
    const present = merged.get(key);
    merged.set(key, present instanceof GoMap && value instanceof GoMap ? mergeMaps(present, value) : value);
  }
  return merged;
}
