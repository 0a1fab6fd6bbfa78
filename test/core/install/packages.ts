import { join } from 'node:path';
import { type RehearsalInput, rehearse } from '../../../src/core/install/index.ts';
import { parsePackage, readPackage } from '../../../src/core/package/index.ts';
import { schemasFrom } from '../../../src/core/terraform/index.ts';
import { collect, fakeDeps, fakeInput, type Outcome, type Setup } from './fakes.ts';

const schemas = schemasFrom(join(import.meta.dirname, '../../../data'));

export const fixture = (name: string): string => join(import.meta.dirname, '../../fixtures/install', name);

/** Rehearses a package folder through the real parts of the core. */
export async function rehearsePackage(
  dir: string,
  setup: Setup & Partial<Pick<RehearsalInput, 'answers' | 'dialect' | 'spec'>> = {},
): Promise<Outcome> {
  const source = await readPackage(dir);
  const { model } = parsePackage(source);
  const { answers = 'auto', dialect, spec } = setup;
  const input: RehearsalInput = {
    ...fakeInput(setup),
    project: dir,
    source,
    model,
    answers,
    ...(dialect ? { dialect } : {}),
    ...(spec ? { spec } : {}),
  };
  return collect(rehearse(input, { ...fakeDeps(setup), schemas }));
}
