import { isJsonObject, type Json } from '../../json.ts';
import { text } from '../../text.ts';
import type { Cure } from '../events.ts';
import type { Subject } from '../resources/index.ts';
import type { Run } from '../run.ts';
import { show } from '../values.ts';

/** Options of a field that are tried: each means resolving the form once more. */
const MOST_TRIES = 40;

/**
 * Another option of a form field behind an argument with which the form is still fine: the customer chooses anew.
 * `accepts` says whether an option would not meet the same failure.
 */
export function chooseOther(
  run: Run,
  args: readonly string[],
  accepts: (option: Json) => boolean,
): Cure | undefined {
  for (const name of args) {
    const field = run.form.fields.find((each) => each.name === name && each.visible);
    const now = JSON.stringify(run.form.answers[name] ?? null);
    const options = (field?.options ?? []).filter(
      (option) => !option.disabled && JSON.stringify(option.value) !== now && accepts(option.value),
    );
    for (const option of options.slice(0, MOST_TRIES)) {
      if (!run.form.fits({ [name]: option.value })) continue;
      return answerCure(name, option.value, field?.label ?? name, option.label);
    }
  }
  return undefined;
}

export const answerCure = (arg: string, value: Json, label: string, shown = show(value)): Cure => ({
  title: text(`Answer "${label}" with ${shown}.`, `将“${label}”改选为 ${shown}。`),
  changes: [{ on: 'answers', arg, value }],
  lifts: [],
});

/** A text instead of one that is written out in the package. */
export function writeOther(
  subject: Pick<Subject, 'expression'>,
  path: string,
  other: string,
): Cure | undefined {
  const written = subject.expression(path);
  if (!written || !/^"[^"$%\\]*"$/.test(written.text)) return undefined;
  const { file, start, end } = written;
  return {
    title: text(
      `Write "${other}" instead of ${written.text} in ${file}.`,
      `将 ${file} 中的 ${written.text} 改为 "${other}"。`,
    ),
    changes: [{ on: 'package', file, start, end, text: `"${other}"` }],
    lifts: [],
  };
}

/** True when an id or type stands anywhere in an option. */
export function mentions(option: Json, id: string): boolean {
  if (typeof option === 'string') return option === id;
  if (Array.isArray(option)) return option.some((each) => mentions(each, id));
  return isJsonObject(option) && Object.values(option).some((each) => mentions(each, id));
}
