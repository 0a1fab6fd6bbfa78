import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { isJsonObject, type Json, type JsonObject } from '../../../src/core/json.ts';
import {
  createSchemas,
  loadModule,
  markedJson,
  moduleValues,
  type Value,
} from '../../../src/core/terraform/index.ts';
import { describeShared, sharedPath } from '../../helpers/shared.ts';

/** A value against the reference, whose unknown parts are only described. */
function agrees(value: Value | undefined, wanted: Json | undefined): boolean {
  if (value === undefined || wanted === undefined) return false;
  if (isJsonObject(wanted) && '__unknown' in wanted) return !value.isWhollyKnown;
  const got = markedJson(value);
  return JSON.stringify(got.value) === JSON.stringify(wanted);
}

describeShared('Terraform reference modules', () => {
  for (const name of readdirSync(sharedPath('corpus/terraform'))) {
    it(name, () => {
      const dir = sharedPath('corpus/terraform', name);
      const files = readdirSync(dir)
        .filter((f) => f.endsWith('.tf'))
        .map((path) => ({ path, text: readFileSync(`${dir}/${path}`, 'utf8') }));
      const golden = JSON.parse(readFileSync(`${dir}/golden.json`, 'utf8')) as JsonObject;
      const { module } = loadModule(files, { dialect: 'terraform' });
      const result = moduleValues({
        module,
        variables: {},
        dialect: 'terraform',
        schemas: createSchemas(),
        files: new Map(),
        clock: () => new Date(0),
        random: () => 0.5,
        unset: 'unknown',
      });
      for (const kind of ['variables', 'locals', 'outputs'] as const) {
        const wanted = golden[kind];
        if (!isJsonObject(wanted)) throw new Error(`no ${kind}`);
        expect([...result[kind].keys()].sort(), kind).toEqual(Object.keys(wanted).sort());
        for (const [key, value] of Object.entries(wanted)) {
          expect(agrees(result[kind].get(key), value), `${kind}.${key}`).toBe(true);
        }
      }
      for (const line of golden.errors as string[]) {
        const [, where = '', words = ''] = /^\S*\/([^/]+\.tf:\S+): (.*)$/.exec(line) ?? [];
        const found = result.diagnostics.map((d) => {
          const r = d.range;
          return `${d.file}:${r?.start.line},${r?.start.column}-${r?.end.column} ${d.summary}; ${d.detail}`;
        });
        expect(found).toContain(`${where} ${words}`);
      }
    });
  }
});
