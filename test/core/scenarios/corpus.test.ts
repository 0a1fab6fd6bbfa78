import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { FaultKind } from '../../../src/core/install/index.ts';
import type { PackageSource } from '../../../src/core/package/index.ts';
import { jobOf, readScenario, runScenario, whyLines } from '../../../src/core/scenarios/index.ts';
import { schemasFrom } from '../../../src/core/terraform/index.ts';
import { describeShared, sharedDir } from '../../helpers/shared.ts';

const KINDS: readonly FaultKind[] = [
  'sold-out',
  'quota',
  'network-missing',
  'subnet-full',
  'machine-image-missing',
  'no-egress',
  'permission-missing',
];
const schemas = schemasFrom(join(import.meta.dirname, '../../../data'));
const { signal } = new AbortController();

describeShared('faults and cures in real packages', () => {
  const base = join(sharedDir ?? '', 'corpus/packages');
  test.each(readdirSync(base))(
    '%s: every fault strikes and is cured, or is said to be idle',
    async (name) => {
      const dir = join(base, name);
      const sources = new Map<string, Promise<PackageSource>>();
      for (const kind of KINDS) {
        const file = `${kind}.yaml`;
        const { scenario } = readScenario(
          `faults: [${kind}]\nexpect: {outcome: failed, cure: passes}\n`,
          file,
        );
        if (!scenario) throw new Error(kind);
        const job = await jobOf(scenario, join(dir, file), { project: dir, now: 0, signal, sources });
        const result = await runScenario(job, {
          schemas,
          signal,
          lookupImage: (reference) => ({ found: false, reference, reason: 'repository' }),
        });
        if (result.outcome === 'succeeded')
          expect([kind, ...result.findings.map((each) => each.code)]).toContain('SIM_FAULT_IDLE');
        else expect([kind, ...whyLines(result, 'en')]).toEqual([kind]);
      }
    },
  );
});
