import { join } from 'node:path';
import { type RehearsalInput, rehearse } from '../../../src/core/install/index.ts';
import { priorOf } from '../../../src/core/install/instance-prior.ts';
import type { RehearsalRecord } from '../../../src/core/install/record.ts';
import type { Drift, Operation } from '../../../src/core/lifecycle/types.ts';
import { parsePackage, readPackage } from '../../../src/core/package/index.ts';
import { schemasFrom } from '../../../src/core/terraform/index.ts';
import { collect, fakeDeps, fakeInput, type Outcome, ofType, type Setup } from './fakes.ts';

const schemas = schemasFrom(join(import.meta.dirname, '../../../data'));

export interface OperationSetup extends Setup {
  readonly answers?: RehearsalInput['answers'];
  readonly drift?: readonly Drift[];
  /** Changes files of the package after it was read. */
  readonly edit?: (files: Map<string, string>) => void;
}

/** The package of a folder, with some files written otherwise. */
export async function editedPackage(dir: string, edit?: OperationSetup['edit']) {
  const source = await readPackage(dir);
  const files = new Map<string, string>();
  for (const [path, data] of source.files) files.set(path, new TextDecoder().decode(data));
  edit?.(files);
  const changed = new Map([...files].map(([path, text]) => [path, new TextEncoder().encode(text)] as const));
  const edited = { ...source, files: edit ? changed : source.files };
  return { source: edited, model: parsePackage(edited).model };
}

const inputFor = async (dir: string, setup: OperationSetup): Promise<RehearsalInput> => ({
  ...fakeInput(setup),
  project: dir,
  ...(await editedPackage(dir, setup.edit)),
  answers: setup.answers ?? 'auto',
});

export async function install(dir: string, setup: OperationSetup = {}): Promise<Outcome> {
  return collect(rehearse(await inputFor(dir, setup), { ...fakeDeps(setup), schemas }));
}

/** An operation on what a rehearsal left, through the real parts of the core. */
export async function operate(
  operation: Exclude<Operation, 'install'>,
  record: RehearsalRecord,
  dir: string,
  setup: OperationSetup = {},
): Promise<Outcome> {
  const input = await inputFor(dir, { ...setup, answers: setup.answers ?? record.answers });
  const prior = priorOf(record, operation, setup.drift);
  return collect(rehearse({ ...input, prior }, { ...fakeDeps(setup), schemas }));
}

export const diffIn = ({ events }: Outcome) => {
  const [event] = ofType(events, 'diff');
  if (!event) throw new Error('no diff');
  return event.diff;
};
