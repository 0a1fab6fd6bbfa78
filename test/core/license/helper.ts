import { generateKeyPairSync } from 'node:crypto';
import type { SourceRange } from '../../../src/core/diagnostics/index.ts';
import {
  fingerprint,
  issueLicense,
  type LicenseOrder,
  licenseResponse,
  type SigningKey,
} from '../../../src/core/license/index.ts';
import type { PackageSpec } from '../../../src/core/package/model.ts';

const nowhere = { line: 1, column: 1, offset: 0 };
export const range: SourceRange = { start: nowhere, end: nowhere };

/** A smaller key than the product's: what is tested does not depend on its size. */
export function testKey(bits = 2048): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  return { privateKey, publicKey, fingerprint: fingerprint(publicKey), created: true };
}

export const specs: readonly PackageSpec[] = [
  {
    key: 'edition',
    name: '版本',
    range,
    enum: [
      { value: 'standard', name: '标准版 <5 "人">' },
      { value: 'pro', name: 'Pro & more / ünï' },
    ],
  },
  {
    key: 'nodes',
    name: 'Nodes',
    range,
    enum: [
      { value: '1', name: 'one' },
      { value: '3', name: 'three' },
    ],
  },
];

export const NOW = new Date('2026-11-20T10:00:00Z');
export const order: LicenseOrder = {
  packageId: 'pkg-la39nlb7',
  cloudappId: 'cloudapp-2gwvcfb1',
  uin: '100000888888',
  specs,
};

/** The response text of a licence issued at NOW. */
export function responseText(key: SigningKey, more: Partial<LicenseOrder> = {}): string {
  return JSON.stringify(
    licenseResponse(issueLicense({ ...order, ...more }, key, NOW), { requestId: 'req-1', now: NOW }),
  );
}
