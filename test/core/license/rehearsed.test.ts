import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { rehearseWithLicense } from '../../../src/core/engine/rehearse-with-license.ts';
import type { RehearsalInput } from '../../../src/core/install/index.ts';
import { LicenseStore } from '../../../src/core/license/index.ts';
import { type Database, openStore } from '../../../src/core/store/index.ts';
import { schemasFrom } from '../../../src/core/terraform/index.ts';
import { collect, fakeDeps, fakeInput } from '../install/fakes.ts';
import { NOW, testKey } from './helper.ts';

const key = testKey();
const schemas = schemasFrom(resolve(import.meta.dirname, '../../../data'));
const sql = readFileSync(
  resolve(import.meta.dirname, '../../../src/core/store/migrations/0300-licences.sql'),
  'utf8',
);
let home: string;
let db: Database;
let licenses: LicenseStore;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'drydock-rehearsed-'));
  db = openStore(home, [{ number: 300, name: 'licences', sql }], () => NOW);
  licenses = new LicenseStore(db);
});
afterEach(() => {
  db.close();
  rmSync(home, { recursive: true });
});

/** Installs a package of one file; the modes of the licences that its instance then has, newest first. */
async function install(part: Partial<RehearsalInput>): Promise<readonly string[]> {
  const files = {
    'package.yaml': 'id: pkg-abcd1234\n',
    'infrastructure/main.tf': 'resource "random_password" "a" { length = 12 }\n',
  };
  const bytes = Object.entries(files).map(([name, text]) => [name, new TextEncoder().encode(text)] as const);
  const input = {
    ...fakeInput(),
    source: { root: '/work/demo', files: new Map(bytes) },
    ...part,
  };
  const rehearse = rehearseWithLicense({
    licenses,
    signingKey: async () => key,
    clock: () => new Date(NOW.getTime() + 1000 * licenses.list().length),
    changes: { publish: () => undefined } as never,
  });
  const { record } = await collect(rehearse(input, { ...fakeDeps(), schemas }));
  expect(record.failures).toEqual([]);
  return licenses.list(record.id).map((row) => row.signed.license.LicenseMode);
}

it('leaves a licence in the mode that the developer chose, and keeps one that fits', async () => {
  expect(await install({})).toEqual(['Subscription']);
  expect(await install({ licenseMode: 'Subscription' })).toEqual(['Subscription']);
  expect(await install({ licenseMode: 'Permanent' })).toEqual(['Permanent', 'Subscription']);
  expect(await install({})).toHaveLength(2);
  const [permanent] = licenses.list();
  expect(permanent?.signed.license.ExpirationDate).toBeNull();
  expect(await install({ licenseMode: 'Subscription' })).toHaveLength(3);
});
