import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf, parseDigest } from '../../../src/core/registry/index.ts';

describe('digests', () => {
  it('reads back whatever it makes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.constantFrom('sha256', 'sha512'), (content, algorithm) => {
        const digest = digestOf(content, algorithm);
        expect(parseDigest(digest)).toBe(digest);
      }),
    );
  });

  it.each([
    '',
    'sha256',
    'sha256:',
    `sha256:${'a'.repeat(63)}`,
    `sha256:${'a'.repeat(65)}`,
    `sha256:${'A'.repeat(64)}`,
    `sha512:${'a'.repeat(64)}`,
    `sha1:${'a'.repeat(40)}`,
    `SHA256:${'a'.repeat(64)}`,
    `sha256:${'g'.repeat(64)}`,
    `sha256:../../../../../../etc/passwd${'a'.repeat(36)}`,
    ` sha256:${'a'.repeat(64)}`,
    `sha256:${'a'.repeat(64)}\n`,
  ])('refuses %j', (text) => {
    expect(parseDigest(text)).toBeUndefined();
  });

  it('takes nothing but the two shapes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 160 }), (text) => {
        const digest = parseDigest(text);
        expect(digest === undefined || /^(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/.test(digest)).toBe(
          true,
        );
      }),
    );
  });
});
