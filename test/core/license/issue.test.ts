import { execFileSync } from 'node:child_process';
import { constants, verify } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  developmentLicense,
  issueLicense,
  licenseResponse,
  newLicense,
} from '../../../src/core/license/index.ts';
import { describeTool, tool } from '../../helpers/tools.ts';
import { NOW, order, range, specs, testKey } from './helper.ts';

const key = testKey();

describe('issuing a licence', () => {
  it('gives the fields of the guide in its order, development defaults filled in', () => {
    const license = newLicense(order, NOW);
    expect(Object.keys(license)).toEqual([...Object.keys(license)].sort());
    expect(license).toEqual({
      ActivationDate: '2026-11-20T18:00:00+08:00',
      AuthorizedCloudappId: 'cloudapp-2gwvcfb1',
      AuthorizedCloudappRoleId: '0',
      AuthorizedSpecification: [
        {
          ParamKey: 'edition',
          ParamKeyName: '版本',
          ParamValue: 'standard',
          ParamValueName: '标准版 <5 "人">',
        },
        { ParamKey: 'nodes', ParamKeyName: 'Nodes', ParamValue: '1', ParamValueName: 'one' },
      ],
      AuthorizedUserUin: '100000888888',
      BillingMode: 4,
      ExpirationDate: '2026-12-20T18:00:00+08:00',
      IssueDate: '2026-11-20T18:00:00+08:00',
      LicenseId: '100000888888:pkg-la39nlb7:cloudapp-2gwvcfb1:1',
      LicenseMode: 'Subscription',
      LicenseStatus: 'Active',
      LicenseType: 'Development',
      LifeSpan: 1,
      LifeSpanUnit: 'M',
      ProviderId: 0,
      SoftwarePackageId: 'pkg-la39nlb7',
    });
  });

  it('signs the compact JSON so that any RSA-PSS SHA-256 verifier agrees', () => {
    const signed = issueLicense({ ...order, chosen: { edition: 'pro' } }, key, NOW);
    const { Response } = licenseResponse(signed, { requestId: 'r', now: NOW });
    expect(Object.keys(Response)).toEqual(['RequestId', 'License', 'Signature', 'Timestamp']);
    expect(Response.Timestamp).toBe('2026-11-20T18:00:00+08:00');
    for (const saltLength of [constants.RSA_PSS_SALTLEN_AUTO, constants.RSA_PSS_SALTLEN_DIGEST]) {
      const padding = constants.RSA_PKCS1_PSS_PADDING;
      const fits = verify(
        'sha256',
        Buffer.from(JSON.stringify(Response.License)),
        { key: key.publicKey, padding, saltLength },
        Buffer.from(Response.Signature, 'base64'),
      );
      expect(fits).toBe(true);
    }
  });

  it('leaves out the end of a permanent licence and the activation of a waiting one', () => {
    expect(newLicense({ ...order, mode: 'Permanent' }, NOW).ExpirationDate).toBeNull();
    expect(newLicense({ ...order, active: false }, NOW)).toMatchObject({
      ActivationDate: null,
      ExpirationDate: null,
      LicenseStatus: 'Issued',
    });
  });

  it.each([
    ['an unknown specification', { chosen: { colour: 'red' } }, 'LICENSE_SPEC_UNKNOWN'],
    ['a name of Object.prototype', { chosen: { constructor: 'x' } }, 'LICENSE_SPEC_UNKNOWN'],
    ['a value that is not offered', { chosen: { edition: 'gold' } }, 'LICENSE_SPEC_VALUE'],
    [
      'a specification without values',
      { specs: [{ key: 'x', name: 'x', range, enum: [] }] },
      'LICENSE_SPEC_EMPTY',
    ],
    ['a span of no days', { lifeSpan: 0 }, 'LICENSE_FIELD_INVALID'],
    ['half a span', { lifeSpan: 1.5 }, 'LICENSE_FIELD_INVALID'],
    ['an end after the year 9999', { lifeSpan: 9000, lifeSpanUnit: 'Y' as const }, 'LICENSE_FIELD_INVALID'],
    ['an id with a colon', { packageId: 'pkg:1' }, 'LICENSE_FIELD_INVALID'],
    ['an account that is no number', { uin: 'me' }, 'LICENSE_FIELD_INVALID'],
  ])('refuses %s', (_, more, code) => {
    expect(() => newLicense({ ...order, ...more }, NOW)).toThrow(expect.objectContaining({ code }));
  });

  it('gives a rehearsed instance its development licence, placeholder ids included', () => {
    const instance = { cloudappId: 'cloudapp-abc', chosen: { nodes: '3' } };
    const { license } = developmentLicense({ specs }, instance, key, NOW);
    expect(license).toMatchObject({ SoftwarePackageId: 'pkg-00000000', LicenseType: 'Development' });
    expect(license.AuthorizedSpecification[1]).toMatchObject({ ParamValue: '3' });
    const id = { value: 'pkg-ab12cd34', range };
    expect(
      developmentLicense({ id, specs: [] }, { cloudappId: 'cloudapp-abc' }, key, NOW).license,
    ).toMatchObject({ SoftwarePackageId: 'pkg-ab12cd34', AuthorizedSpecification: [] });
  });
});

describeTool('openssl', 'OpenSSL', () => {
  it('verifies an issued licence with the public key alone', () => {
    const dir = mkdtempSync(join(tmpdir(), 'drydock-openssl-'));
    try {
      const signed = issueLicense({ ...order, chosen: { edition: 'pro' } }, key, NOW);
      writeFileSync(join(dir, 'public.pem'), key.publicKey.export({ format: 'pem', type: 'spki' }));
      writeFileSync(join(dir, 'license.json'), signed.licenseJson);
      writeFileSync(join(dir, 'signature'), Buffer.from(signed.signature, 'base64'));
      const args = [
        'dgst',
        '-sha256',
        '-sigopt',
        'rsa_padding_mode:pss',
        '-verify',
        'public.pem',
        '-signature',
        'signature',
        'license.json',
      ];
      expect(execFileSync(tool('openssl') ?? 'openssl', args, { cwd: dir, encoding: 'utf8' })).toBe(
        'Verified OK\n',
      );
    } finally {
      rmSync(dir, { recursive: true });
    }
  });
});
