import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  issueLicense,
  knownKey,
  LicenseStore,
  licenseResponse,
  verifyLicense,
} from '../../../src/core/license/index.ts';
import { type Database, openStore } from '../../../src/core/store/index.ts';
import { NOW, order, testKey } from './helper.ts';

const key = testKey();
const sql = readFileSync(
  resolve(import.meta.dirname, '../../../src/core/store/migrations/0300-licences.sql'),
  'utf8',
);
const migrations = [{ number: 300, name: 'licences', sql }];
const later = (days: number) => new Date(NOW.getTime() + days * 86_400_000);
let home: string;
let db: Database;
let store: LicenseStore;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'drydock-licences-'));
  db = openStore(home, migrations, () => NOW);
  store = new LicenseStore(db);
});
afterEach(() => {
  db.close();
  rmSync(home, { recursive: true });
});

describe('the licence store', () => {
  it('numbers an instance’s licences and lists them', () => {
    const first = store.issue(order, key, NOW);
    const second = store.issue(order, key, later(1));
    store.issue({ ...order, cloudappId: 'cloudapp-other' }, key, NOW);
    expect([first.licenseId, second.licenseId].map((id) => id.split(':').at(-1))).toEqual(['1', '2']);
    expect(store.list(order.cloudappId).map((row) => row.licenseId)).toEqual([
      second.licenseId,
      first.licenseId,
    ]);
    expect(store.list()).toHaveLength(3);
  });

  it('keeps the history of changes, each signed', () => {
    const { licenseId } = store.issue(order, key, NOW);
    store.change(licenseId, { kind: 'renew', lifeSpan: 1, lifeSpanUnit: 'M' }, key, later(1));
    const row = store.change(licenseId, { kind: 'isolate' }, key, later(2));
    expect(row).toMatchObject({ events: 3, signed: { license: { LicenseStatus: 'Isolated' } } });
    const history = store.history(licenseId);
    expect(history.map((event) => event.kind)).toEqual(['issue', 'renew', 'isolate']);
    expect(history[0]?.signed.license.LicenseStatus).toBe('Active');
    const keys = [knownKey('own', key.publicKey)];
    for (const { signed } of history) {
      const text = JSON.stringify(licenseResponse(signed, { requestId: '', now: NOW }));
      expect(verifyLicense(text, { keys, at: later(0.5) }).signedBy?.owner).toBe('own');
    }
  });

  it('survives closing and opening', () => {
    const { licenseId, signed } = store.issue(order, key, NOW);
    db.close();
    db = openStore(home, migrations, () => NOW);
    expect(new LicenseStore(db).get(licenseId).signed).toEqual(signed);
  });

  it('refuses a second one of a number and changes of an unknown one, and changes nothing then', () => {
    const signed = issueLicense(order, key, NOW);
    store.add(signed, NOW);
    expect(() => store.add(signed, NOW)).toThrow(expect.objectContaining({ code: 'LICENSE_EXISTS' }));
    expect(() => store.change('nobody', { kind: 'expire' }, key, NOW)).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND' }),
    );
    store.change(signed.license.LicenseId, { kind: 'destroy' }, key, NOW);
    expect(() => store.change(signed.license.LicenseId, { kind: 'expire' }, key, NOW)).toThrow(
      expect.objectContaining({ code: 'LICENSE_CHANGE_REFUSED' }),
    );
    expect(store.history(signed.license.LicenseId)).toHaveLength(2);
  });

  it('lets an old text be known as superseded', () => {
    const { licenseId, signed } = store.issue(order, key, NOW);
    const text = JSON.stringify(licenseResponse(signed, { requestId: '', now: NOW }));
    const options = { keys: [knownKey('own', key.publicKey)], records: (id: string) => store.records(id) };
    store.change(licenseId, { kind: 'renew', lifeSpan: 1, lifeSpanUnit: 'M' }, key, later(1));
    const renewed = verifyLicense(text, { ...options, at: later(2) });
    expect([renewed.verdict, renewed.reasons.map((each) => each.code)]).toEqual([
      'valid',
      expect.arrayContaining(['renewed']),
    ]);
    store.change(licenseId, { kind: 'destroy' }, key, later(3));
    expect(verifyLicense(text, { ...options, at: later(4) })).toMatchObject({
      verdict: 'invalid',
      reasons: [{ code: 'superseded' }, {}, {}],
    });
    expect(verifyLicense(text, { ...options, at: later(0.5) }).verdict).toBe('valid');
  });
});
