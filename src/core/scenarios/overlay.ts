import type { Scenario } from './model.ts';

/** One replacement in a file: the characters from `start` to `end` become `text`. */
export interface TextEdit {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Where the edits of a rehearsed package belong: into its own files, or into the scenario that changes them. */
export interface SplitEdits {
  /** Files of the package, by path, as they become. */
  readonly own: ReadonlyMap<string, string>;
  /** Whole files that the scenario gives. */
  readonly files: Readonly<Record<string, string>>;
  /** `replace` texts of the scenario's patches, by index. */
  readonly replace: ReadonlyMap<number, string>;
  /** Patches that an edit reached across: their file is given whole. */
  readonly dropped: readonly number[];
}

interface Region {
  readonly index: number;
  readonly find: string;
  start: number;
  end: number;
}

type Parts = Pick<Scenario, 'files' | 'patch'>;

/**
 * Takes edits, made round by round to a package as a scenario has it, apart: what lies within a text that the scenario puts
 * in is the scenario's, everything else the package's. `disk` gives the files as they are.
 */
export function splitEdits(
  scenario: Parts,
  disk: (file: string) => string | undefined,
  rounds: readonly (readonly TextEdit[])[],
): SplitEdits {
  const own = new Map<string, string>();
  const files: Record<string, string> = {};
  const replace = new Map<number, string>();
  const dropped: number[] = [];
  for (const file of new Set(rounds.flat().map((each) => each.file))) {
    const given = scenario.files[file];
    const base = typeof given === 'string' ? given : given === null ? '' : (disk(file) ?? '');
    const patched = patch(scenario, file, base);
    const isWhole = !patched.isClear;
    const text = rounds.reduce(
      (before, round) =>
        editRound(
          before,
          round.filter((each) => each.file === file),
          patched,
        ),
      patched.text,
    );
    const under = patched.regions
      .toSorted((a, b) => b.start - a.start)
      .reduce((now, { start, end, find }) => now.slice(0, start) + find + now.slice(end), text);
    const held = new Map(patched.regions.map((each) => [each.index, text.slice(each.start, each.end)]));
    const again = patched.isClear && reapplied(scenario, file, under, held) === text;
    if (isWhole || !again) {
      files[file] = text;
      for (const { index } of patched.regions) dropped.push(index);
      continue;
    }
    if (under !== base) {
      if (typeof given === 'string') files[file] = under;
      else own.set(file, under);
    }
    for (const [index, now] of held) if (now !== scenario.patch[index]?.replace) replace.set(index, now);
  }
  return { own, files, replace, dropped };
}

/** A file with the scenario's patches, and where each stands. */
function patch(
  scenario: Parts,
  file: string,
  base: string,
): { text: string; regions: Region[]; isClear: boolean } {
  const regions: Region[] = [];
  let text = base;
  let isClear = true;
  for (const [index, each] of scenario.patch.entries()) {
    if (each.file !== file) continue;
    const at = text.indexOf(each.find);
    const delta = each.replace.length - each.find.length;
    for (const region of regions) {
      if (at + each.find.length <= region.start) {
        region.start += delta;
        region.end += delta;
      } else if (at < region.end) isClear = false;
    }
    regions.push({ index, find: each.find, start: at, end: at + each.replace.length });
    text = text.slice(0, at) + each.replace + text.slice(at + each.find.length);
  }
  return { text, regions, isClear };
}

/** Makes edits that refer to the same text, and moves the regions with it. */
function editRound(
  before: string,
  edits: readonly TextEdit[],
  patched: { readonly regions: readonly Region[]; isClear: boolean },
): string {
  let text = before;
  for (const { start, end, text: words } of edits.toSorted((a, b) => b.start - a.start)) {
    const delta = words.length - (end - start);
    for (const region of patched.regions) {
      if (start >= region.start && end <= region.end && (start > region.start || end > start))
        region.end += delta;
      else if (end <= region.start) {
        region.start += delta;
        region.end += delta;
      } else if (start < region.end) patched.isClear = false;
    }
    text = text.slice(0, start) + words + text.slice(end);
  }
  return text;
}

/** What the scenario would make of a file; undefined when one of its texts does not stand there once. */
function reapplied(
  scenario: Parts,
  file: string,
  base: string,
  held: ReadonlyMap<number, string>,
): string | undefined {
  let text = base;
  for (const [index, each] of scenario.patch.entries()) {
    if (each.file !== file) continue;
    const parts = text.split(each.find);
    if (parts.length !== 2) return undefined;
    text = `${parts[0]}${held.get(index) ?? each.replace}${parts[1]}`;
  }
  return text;
}
