import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue, DrydockError, type ErrorCode, toDrydockError } from '../../../src/core/errors/index.ts';
import { LANGS } from '../../../src/core/text.ts';

const docs = resolve(import.meta.dirname, '../../../docs/errors');

const documented = readdirSync(docs).flatMap((file) =>
  [...readFileSync(join(docs, file), 'utf8').matchAll(/^## (\S+)$/gm)].map((match) => match[1] ?? ''),
);
const codes = Object.keys(catalogue);

const placeholders = (template: string): readonly string[] =>
  [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();

describe('the error catalogue', () => {
  it('documents every code', () => {
    expect(codes.filter((code) => !documented.includes(code))).toEqual([]);
  });

  it('has every code that the documentation names, once', () => {
    expect(documented.filter((code) => !codes.includes(code))).toEqual([]);
    expect(documented.filter((code, at) => documented.indexOf(code) !== at)).toEqual([]);
  });

  it.each(codes)('%s says what happened and what to do in every language', (code) => {
    const row = catalogue[code as ErrorCode];
    for (const lang of LANGS) {
      expect(row.message[lang].length).toBeGreaterThan(1);
      expect(row.remedy[lang].length).toBeGreaterThan(1);
    }
    // A translation may say less, but it must not ask for data that the English text shows not to be there.
    const known = new Set([...placeholders(row.message.en), ...placeholders(row.remedy.en)]);
    const asked = [...placeholders(row.message['zh-CN']), ...placeholders(row.remedy['zh-CN'])];
    expect(asked.filter((name) => !known.has(name.replace(/Zh$/, '')))).toEqual([]);
    expect([1, 2, 3, 130]).toContain(row.exit);
    expect(row.http).toBeGreaterThanOrEqual(400);
  });
});

describe('DrydockError', () => {
  it('fills its templates and keeps the cause', () => {
    const cause = new Error('disk');
    const error = new DrydockError('STORE_FULL', { home: '/data' }, { cause });
    expect(error.report().message.en).toBe('There is no space left for the data directory /data.');
    expect(error.cause).toBe(cause);
    expect(error.exit).toBe(3);
  });

  it('turns an abort into CANCELLED and anything unknown into INTERNAL', () => {
    const abort = new DOMException('stop', 'AbortError');
    expect(toDrydockError(abort, { what: 'gc' }).code).toBe('CANCELLED');
    expect(toDrydockError('odd', { what: 'gc' }).code).toBe('INTERNAL');
  });
});
