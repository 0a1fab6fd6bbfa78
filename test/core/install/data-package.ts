import { join } from 'node:path';
import { type RehearsalInput, rehearse as rehearsed } from '../../../src/core/install/index.ts';
import { parsePackage } from '../../../src/core/package/index.ts';
import { schemasFrom } from '../../../src/core/terraform/index.ts';
import { collect, fakeDeps, fakeInput, type Outcome, type Setup } from './fakes.ts';

const schemas = schemasFrom(join(import.meta.dirname, '../../../data'));

/** Rehearses a package that asks nothing and has just these `.tf` lines. */
export function rehearse(
  tf: string,
  setup: Setup & Pick<RehearsalInput, 'providers' | 'dialect'> = {},
): Promise<Outcome> {
  const texts = { 'package.yaml': 'id: pkg-d4d4d4d4\nargs: []\n', 'infrastructure/main.tf': tf };
  const files = new Map(
    Object.entries(texts).map(([path, each]) => [path, new TextEncoder().encode(each)] as const),
  );
  const source = { root: '/package', files };
  const { providers, dialect } = setup;
  const more = { ...(providers ? { providers } : {}), ...(dialect ? { dialect } : {}) };
  const input = { ...fakeInput(setup), ...more, source, model: parsePackage(source).model };
  return collect(rehearsed(input, { ...fakeDeps(setup), schemas }));
}
