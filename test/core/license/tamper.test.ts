import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownKey, platformKey, verifyLicense } from '../../../src/core/license/index.ts';
import { NOW, responseText, testKey } from './helper.ts';

const key = testKey();
const keys = [knownKey('own', key.publicKey), platformKey()];
const bytes = Buffer.from(responseText(key));
const licenseFrom = bytes.indexOf('"License":') + '"License":'.length;
const licenseTo = bytes.indexOf(',"Signature":');
const signatureFrom = licenseTo + ',"Signature":"'.length;
const signatureTo = bytes.indexOf('"', signatureFrom);
const verdict = (input: Uint8Array) => verifyLicense(input, { keys, at: NOW }).verdict;
const content = (input: Uint8Array) => {
  const { License, Signature } = JSON.parse(Buffer.from(input).toString()).Response;
  return { License, Signature };
};

describe('tampering', () => {
  it('is valid untouched (or the rest of this file proves nothing)', () =>
    expect(verdict(bytes)).toBe('valid'));

  it('any other byte within the licence or the signature makes it not valid', () => {
    const inside = fc.oneof(
      fc.integer({ min: licenseFrom, max: licenseTo - 1 }),
      fc.integer({ min: signatureFrom, max: signatureTo - 1 }),
    );
    fc.assert(
      fc.property(inside, fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ flip;
        expect(verdict(changed)).not.toBe('valid');
      }),
      { numRuns: 400 },
    );
  });

  it('every place of the signature, every bit', () => {
    for (let at = signatureFrom; at < signatureTo; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 7));
      expect(verdict(changed)).not.toBe('valid');
    }
  });

  it('whatever is done to the text, a valid one says what was signed', () => {
    const edit = fc.record({
      at: fc.nat(bytes.length),
      drop: fc.nat(3),
      put: fc.oneof(
        fc.uint8Array({ maxLength: 3 }),
        fc.constantFrom(' ', '\n', '0', '"', ',', '{}').map((text) => Buffer.from(text)),
      ),
    });
    fc.assert(
      fc.property(edit, ({ at, drop, put }) => {
        const changed = Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + drop)]);
        if (verdict(changed) === 'valid') expect(content(changed)).toEqual(content(bytes));
      }),
      { numRuns: 400 },
    );
  });

  it('any cut makes it not valid', () => {
    for (let length = 0; length < bytes.length; length += 3)
      expect(verdict(bytes.subarray(0, length))).not.toBe('valid');
  });

  it('stays quick on large altered texts', () => {
    const text = bytes.toString();
    const flat = Array.from({ length: 1200 }, (_, i) => `"f${i}":"a"`).join(',');
    const long = `"Note":"${'x'.repeat(200_000)}"`;
    for (const more of [flat, flat.repeat(1).concat(',', long)]) {
      const begin = performance.now();
      expect(verdict(Buffer.from(text.replace('"LifeSpan":1,', `"LifeSpan":1,${more},`)))).toBe('invalid');
      expect(performance.now() - begin).toBeLessThan(8000);
    }
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          fc.json().map((text) => Buffer.from(text)),
          fc.json().map((text) => Buffer.from(`{"License":{"LicenseId":${text}},"Signature":${text}}`)),
        ),
        (input) => {
          expect(verdict(input)).not.toBe('valid');
        },
      ),
    );
  });
});
