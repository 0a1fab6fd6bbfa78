import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { licenseErrors } from '../../../src/core/errors/rows/license.ts';
import {
  inspectLicense,
  issueToken,
  knownKey,
  newLicense,
  platformKey,
  reasonCodes,
  verifyLicense,
} from '../../../src/core/license/index.ts';
import { describeShared, sharedPath } from '../../helpers/shared.ts';
import { NOW, order, responseText, testKey } from './helper.ts';

const key = testKey();
const project = (...parts: string[]) =>
  readFileSync(resolve(import.meta.dirname, '../../..', ...parts), 'utf8');
const fixture = (name: string) => project('test/fixtures/license', name);

describe('inspecting', () => {
  it('explains every field in both languages and decodes known values', () => {
    const { fields, specifications, state, notes } = inspectLicense(responseText(key), NOW);
    expect(fields.map((each) => each.path)).toEqual([
      ...Object.keys(newLicense(order, NOW)),
      'RequestId',
      'Timestamp',
      'Signature',
    ]);
    for (const each of fields) {
      expect(each.known).toBe(true);
      expect(each.meaning['zh-CN']).toMatch(/[\u4e00-\u9fff]/);
      expect(each.meaning.en).not.toBe('');
    }
    expect(fields.find((each) => each.path === 'BillingMode')?.decoded?.en).toBe('free');
    expect(specifications[1]).toEqual({ key: 'nodes', keyName: 'Nodes', value: '1', valueName: 'one' });
    expect(state).toMatchObject({ status: 'Active', remainingDays: 30 });
    expect(notes).toEqual([]);
  });

  it('keeps and says what is undocumented, and what does not go together', () => {
    const license = {
      ...newLicense(order, NOW),
      Seats: 5,
      BillingMode: 3,
      SoftwarePackageId: 'pkg-other000',
      IssueDate: '2027-01-01T00:00:00Z',
      LifeSpan: '1',
    };
    const { fields, notes } = inspectLicense(JSON.stringify(license), NOW);
    expect(fields.find((each) => each.path === 'Seats')).toMatchObject({ known: false, value: 5 });
    expect(notes.map((each) => [each.code, each.path])).toEqual([
      ['inconsistent', 'BillingMode'],
      ['inconsistent', 'LifeSpan'],
      ['inconsistent', 'ActivationDate'],
      ['inconsistent', 'SoftwarePackageId'],
      ['unknown-field', 'Seats'],
    ]);
  });

  it('reads tokens', () => {
    const token = issueToken(newLicense(order, NOW), key, () => NOW);
    expect(inspectLicense(`${token}\n`, NOW)).toMatchObject({
      form: 'token',
      license: { LicenseId: '100000888888:pkg-la39nlb7:cloudapp-2gwvcfb1:1' },
    });
  });

  it.each([
    ['', 'empty'],
    ['{"Response":{"Error":{"Code":"X","Message":"y"}}}', 'api-error'],
    ['{"License":{"LicenseId":"a', 'truncated'],
    ['not json', 'not-json'],
    ['[]', 'no-license'],
  ])('says why %j holds no licence', (input, reason) => {
    expect(() => inspectLicense(input, NOW)).toThrow(
      expect.objectContaining({ code: 'LICENSE_UNREADABLE', data: expect.objectContaining({ reason }) }),
    );
  });
});

describe('the fixtures, signed by a key of 4096 bits that is gone', () => {
  const keys = [platformKey(), knownKey('own', fixture('public.pem'))];
  const verify = (name: string, at = '2026-06-01T00:00:00Z') => {
    const { verdict, reasons } = verifyLicense(fixture(name), { keys, at: new Date(at) });
    return [verdict, reasons[0]?.code, reasons.find((each) => each.code.startsWith('field-'))?.path];
  };
  it.each([
    ['valid.json', ['valid', 'unsigned', undefined]],
    ['reformatted.json', ['valid', 'reformatted', undefined]],
    ['altered.json', ['invalid', 'content-altered', 'ExpirationDate']],
    ['truncated.json', ['invalid', 'truncated', undefined]],
    ['token.txt', ['valid', 'development', undefined]],
  ])('%s', (name, wanted) => expect(verify(name)).toEqual(wanted));
  it('valid.json a year later', () =>
    expect(verify('valid.json', '2027-03-02T00:00:00Z')[1]).toBe('expired'));
});

describe('the keys', () => {
  it('of the platform is RSA 4096', () =>
    expect(platformKey()).toMatchObject({ owner: 'platform', bits: 4096 }));
  it.each([
    'hello',
    '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----',
    String(key.privateKey.export({ format: 'pem', type: 'pkcs8' })),
  ])('refuses what is no public key', (pem) => {
    expect(() => knownKey('other', pem)).toThrow(expect.objectContaining({ code: 'LICENSE_KEY_INVALID' }));
  });
});

describe('the documents', () => {
  it('have a heading for each error and none besides', () => {
    const headings = [...project('docs/errors/license.md').matchAll(/^## (\w+)$/gm)].map((match) => match[1]);
    expect(headings.sort()).toEqual(Object.keys(licenseErrors).sort());
  });
  it('explain every reason of a verdict and none besides', () => {
    const named = [...project('docs/guide/licences.md').matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(
      (match) => match[1],
    );
    expect(named.sort()).toEqual([...reasonCodes()].sort());
  });
});

describeShared('the guide', () => {
  it('prints the platform’s key, as far as its text is undamaged', () => {
    const guide = readFileSync(sharedPath('seeds/001_40d7b0548e23f196.txt'), 'utf8');
    const pem = String(platformKey().publicKey.export({ format: 'pem', type: 'spki' }));
    const lines = pem.split('\n').filter((line) => line.length >= 32 && !line.startsWith('-'));
    expect(lines.filter((line) => guide.includes(line)).length).toBeGreaterThanOrEqual(6);
  });
});
