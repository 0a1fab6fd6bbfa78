import { DrydockError } from '../../errors/index.ts';
import { parsePackage } from '../../package/index.ts';
import type { PackageSource } from '../../package/source.ts';
import { overlayWorld } from '../../world/index.ts';
import type { Cure, CureChange } from '../events.ts';
import { faultText, parseFault } from '../faults.ts';
import type { FaultSpec, PushedImage, RehearsalInput } from '../input.ts';
import { priorOf } from '../instance-prior.ts';
import type { RehearsalRecord } from '../record.ts';

type PackageChange = Extract<CureChange, { on: 'package' }>;

const of = <K extends CureChange['on']>(cure: Cure, on: K) =>
  cure.changes.filter((change): change is Extract<CureChange, { on: K }> => change.on === on);

/** The faults that are left after a cure, in their order. */
const faultsAfter = (faults: readonly FaultSpec[], { lifts, narrows = [] }: Cure): readonly FaultSpec[] =>
  faults
    .filter((spec) => !lifts.includes(faultText(spec)))
    .map((spec) => {
      const narrow = narrows.find((each) => each.from === faultText(spec));
      return narrow ? parseFault(narrow.to) : spec;
    });

/**
 * The conditions of a rehearsal with a cure applied: other answers, facts of the account, edited files, pushed images, a
 * licence; the faults that are true no more are left out. With `failed`, a cure that only tries again goes on from where that
 * rehearsal stopped; every other begins the install anew.
 * Error: INPUT_INVALID when an edit lies outside its file.
 */
export function applyCure(input: RehearsalInput, cure: Cure, failed?: RehearsalRecord): RehearsalInput {
  const source = editSource(input.source, of(cure, 'package'));
  const chosen = of(cure, 'answers');
  const given = input.answers === 'auto' ? {} : input.answers;
  const facts = of(cure, 'world').reduce((world, { facts }) => overlayWorld(world, facts), input.world);
  const pushed: readonly PushedImage[] = [
    ...of(cure, 'registry').map(({ on: _on, ...image }) => image),
    ...(input.pushed ?? []),
  ];
  const license = of(cure, 'license').at(-1)?.license ?? input.license;
  const { prior, ...fresh } = input;
  const isRetry = cure.changes.every((change) => change.on === 'again') && cure.changes.length > 0;
  return {
    ...fresh,
    source,
    model: source === input.source ? input.model : parsePackage(source).model,
    world: facts,
    ...(chosen.length === 0
      ? {}
      : {
          answers: { ...given, ...Object.fromEntries(chosen.map(({ arg, value }) => [arg, value])) },
          fill: input.answers === 'auto' || input.fill === true,
        }),
    faults: faultsAfter(input.faults ?? [], cure),
    pushed,
    ...(license ? { license } : {}),
    ...(isRetry && failed ? { prior: priorOf(failed, 'retry'), answers: failed.answers, fill: true } : {}),
    // An operation on an instance that stands stays one.
    ...(prior && !isRetry && prior.operation !== 'retry' ? { prior } : {}),
  };
}

/** A package with edits made; edits of one file do not overlap. Error: INPUT_INVALID. */
export function editSource(source: PackageSource, edits: readonly PackageChange[]): PackageSource {
  if (edits.length === 0) return source;
  const files = new Map(source.files);
  for (const { file, start, end, text } of edits.toSorted((a, b) => b.start - a.start)) {
    const bytes = files.get(file);
    const before = bytes === undefined ? '' : new TextDecoder().decode(bytes);
    if (start < 0 || end < start || end > before.length)
      throw new DrydockError('INPUT_INVALID', { field: file, detail: `${start}-${end}` });
    files.set(file, new TextEncoder().encode(before.slice(0, start) + text + before.slice(end)));
  }
  return { ...source, files };
}
