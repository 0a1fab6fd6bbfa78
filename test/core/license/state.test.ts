import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import {
  changeLicense,
  formatTime,
  type LicenseChange,
  newLicense,
  stateAt,
} from '../../../src/core/license/index.ts';
import { NOW, order, specs } from './helper.ts';

const DAY = 86_400_000;
const later = (days: number) => new Date(NOW.getTime() + days * DAY);
const plain = (license: object): JsonObject => JSON.parse(JSON.stringify(license));
const statusAt = (license: object, days: number) => stateAt(plain(license), later(days).getTime()).status;
const month = newLicense(order, NOW);

describe('the state at a time', () => {
  it('follows the dates: issued, active, isolated for 7 days, destroyed', () => {
    expect([-1, 0, 29.9, 30, 36.9, 37].map((days) => statusAt(month, days))).toEqual([
      'Issued',
      'Active',
      'Active',
      'Isolated',
      'Isolated',
      'Destroyed',
    ]);
    expect(stateAt(plain(month), later(20).getTime()).remainingDays).toBe(10);
    expect(stateAt(plain(month), later(32).getTime()).isolation).toEqual({
      from: later(30).getTime(),
      until: later(37).getTime(),
    });
  });

  it('ends as Expired before acceptance, never when permanent', () => {
    expect(statusAt(newLicense({ ...order, mode: 'Accept' }, NOW), 60)).toBe('Expired');
    expect(statusAt(newLicense({ ...order, mode: 'Permanent' }, NOW), 1e6)).toBe('Active');
  });

  it('keeps a status that is worse than the dates', () => {
    for (const LicenseStatus of ['Expired', 'Isolated', 'Destroyed'])
      expect(statusAt({ ...month, LicenseStatus }, 1)).toBe(LicenseStatus);
  });

  it.each([
    { LicenseStatus: 'Deactive' },
    { LicenseStatus: 7 },
    { ExpirationDate: null },
    { ExpirationDate: '2026-02-30T00:00:00+08:00' },
    { ActivationDate: null },
    { ActivationDate: 'soon' },
    { LicenseMode: 'Whatever', ExpirationDate: null },
  ])('is Unknown with %j', (change) => expect(statusAt({ ...month, ...change }, 1)).toBe('Unknown'));
});

describe('changes', () => {
  const renew: LicenseChange = { kind: 'renew', lifeSpan: 2, lifeSpanUnit: 'M' };

  it('renews from the old end in time, from now when late', () => {
    expect(changeLicense(month, renew, later(10)).ExpirationDate).toBe('2027-02-20T18:00:00+08:00');
    const late = changeLicense(month, renew, later(33));
    expect(late).toMatchObject({ ExpirationDate: '2027-02-23T18:00:00+08:00', LicenseStatus: 'Active' });
    expect(month.LifeSpan).toBe(1);
  });

  it('expires and isolates now, but keeps an end that has passed', () => {
    expect(changeLicense(month, { kind: 'expire' }, later(3))).toMatchObject({
      LicenseStatus: 'Expired',
      ExpirationDate: formatTime(later(3).getTime()),
    });
    expect(changeLicense(month, { kind: 'isolate' }, later(31))).toMatchObject({
      LicenseStatus: 'Isolated',
      ExpirationDate: month.ExpirationDate,
    });
  });

  it('activates what waits, and changes specifications', () => {
    const waiting = newLicense({ ...order, active: false }, NOW);
    expect(changeLicense(waiting, { kind: 'activate' }, later(5))).toMatchObject({
      ActivationDate: '2026-11-25T18:00:00+08:00',
      ExpirationDate: '2026-12-25T18:00:00+08:00',
    });
    const changed = changeLicense(month, { kind: 'respecify', specs, chosen: { nodes: '3' } }, later(5));
    expect(changed.AuthorizedSpecification[1]?.ParamValueName).toBe('three');
  });

  it.each([
    ['renewing a destroyed one', month, renew, 40],
    ['renewing a permanent one', newLicense({ ...order, mode: 'Permanent' }, NOW), renew, 1],
    ['activating an active one', month, { kind: 'activate' } as const, 1],
    ['expiring a waiting one', newLicense({ ...order, active: false }, NOW), { kind: 'expire' } as const, 1],
  ])('refuses %s', (_, license, change, days) => {
    expect(() => changeLicense(license, change, later(days))).toThrow(
      expect.objectContaining({ code: 'LICENSE_CHANGE_REFUSED' }),
    );
  });

  it('refuses a span of nothing', () => {
    expect(() => changeLicense(month, { ...renew, lifeSpan: 0 } as LicenseChange, NOW)).toThrow(
      expect.objectContaining({ code: 'LICENSE_FIELD_INVALID' }),
    );
  });
});
