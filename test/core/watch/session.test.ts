import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type RehearsalRecord, rehearse } from '../../../src/core/install/index.ts';
import { lint, type PackageSource, parsePackage, readPackage } from '../../../src/core/package/index.ts';
import { schemasFrom } from '../../../src/core/terraform/index.ts';
import { WatchSession } from '../../../src/core/watch/session.ts';
import { defaultWorld } from '../../../src/core/world/index.ts';

const data = join(import.meta.dirname, '../../../data');
const schemas = schemasFrom(data);
const world = defaultWorld();
const { signal } = new AbortController();
const lookupImage = (reference: string) => ({ found: false as const, reference, reason: 'tag' as const });

const conditions = (source: PackageSource, model: ReturnType<typeof parsePackage>['model']) => ({
  project: 'sample',
  source,
  model,
  world,
  answers: 'auto' as const,
  seed: 1,
  startedAt: 0,
  speed: 'instant' as const,
});

async function cold(source: PackageSource): Promise<RehearsalRecord> {
  const { model } = parsePackage(source);
  const run = rehearse(conditions(source, model), {
    schemas,
    signal,
    lookupImage,
    sleep: async () => undefined,
  });
  for (;;) {
    const next = await run.next();
    if (next.done) return next.value;
  }
}

/** What an editor does to a text, told by three numbers. */
function edited(text: string, kind: number, where: number, what: number): string {
  const at = Math.floor((where / 1000) * text.length);
  const line = text.lastIndexOf('\n', at) + 1;
  const end = text.indexOf('\n', line);
  switch (kind) {
    case 0:
      return `${text.slice(0, line)}# ${what}\n${text.slice(line)}`;
    case 1:
      return text.slice(0, line) + text.slice(end === -1 ? text.length : end + 1);
    case 2:
      return text.slice(0, at) + '{}"$=:'.charAt(what % 6) + text.slice(at);
    default:
      return text.replace(/\d+/g, (number, offset: number) => (offset > at ? String(what % 9) : number));
  }
}

describe('verdicts on a package that is edited', () => {
  test('are those of evaluating everything afresh, whatever is edited', async () => {
    const { root, files } = await readPackage(join(data, 'sample'));
    const names = [...files.keys()].filter((each) => /\.(tf|ya?ml|tpl)$/.test(each));
    const edit = fc.tuple(fc.nat(names.length - 1), fc.nat(3), fc.nat(999), fc.nat(99), fc.boolean());
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 5 }), async (edits) => {
        const session = new WatchSession({ schemas, signal, lookupImage }, async (source, model) =>
          conditions(source, model),
        );
        let now: ReadonlyMap<string, Uint8Array> = files;
        await session.judge({ root, files: now }, 0, () => 0);
        for (const [n, kind, where, what, isUndone] of edits) {
          const name = names[n] ?? '';
          const text = edited(new TextDecoder().decode(now.get(name)), kind, where, what);
          const before = now;
          now = new Map(now).set(name, new TextEncoder().encode(text));
          for (const state of isUndone ? [now, before] : [now]) {
            now = state;
            const verdict = await session.judge({ root, files: now }, 0, () => 0);
            const record = await cold({ root, files: now });
            expect(verdict.status).toBe(record.status);
            expect(verdict.failures).toEqual(record.failures);
            expect(verdict.findings).toEqual(record.findings);
            expect(verdict.counts).toEqual(record.counts);
            const { diagnostics } = lint({ root, files: now }, { dialect: 'cloudapp', schemas });
            const count = (severity: string): number =>
              diagnostics.filter((each) => each.severity === severity).length;
            expect(verdict.lint).toEqual({
              error: count('error'),
              warning: count('warning'),
              info: count('info'),
            });
          }
        }
      }),
      { numRuns: 12 },
    );
  });
});
