import { helmError } from '../engine/errors.ts';
import { deepCopy } from '../go/equal.ts';
import { GoError } from '../go/func.ts';
import { GoMap } from '../go/value.ts';
import { readYamlMap } from '../yaml/index.ts';
import { applySetLine } from './set-line.ts';

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

export interface ValueSources {
  /** YAML files in the order given: later ones win, maps are merged. */
  readonly files?: readonly { readonly name: string; readonly text: string }[];
  /** `--set` lines, over the files. */
  readonly set?: readonly string[];
  /** `--set-string` lines, over those. */
  readonly setString?: readonly string[];
}

/**
 * What `-f`, `--set` and `--set-string` come to together.
 * @throws DrydockError HELM_RENDER_FAILED with Helm's own message
 */
export function userValues({ files = [], set = [], setString = [] }: ValueSources): UserValues {
  try {
    let values = new GoMap();
    for (const { name, text } of files) {
      values = mergeMaps(
        values,
        within(`failed to parse ${name}`, () => readYamlMap(text)),
      );
    }
    for (const line of set) within('failed parsing --set data', () => applySetLine(line, values, false));
    for (const line of setString) {
      within('failed parsing --set-string data', () => applySetLine(line, values, true));
    }
    return new UserValues(values);
  } catch (error) {
    throw helmError(error);
  }
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
