import { constants, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  issueLicense,
  issueToken,
  knownKey,
  type LicenseOrder,
  licenseResponse,
  platformKey,
  type VerifyOptions,
  verifyLicense,
} from '../../../src/core/license/index.ts';
import { text } from '../../../src/core/text.ts';
import { NOW, order, responseText, testKey } from './helper.ts';

const key = testKey();
const stranger = testKey();
const own = knownKey('own', key.publicKey);
const valid = responseText(key);

const verify = (input: string | Uint8Array, more: Partial<VerifyOptions> = {}) =>
  verifyLicense(input, { keys: [own, platformKey()], at: NOW, ...more });

/** Codes that decide, without the notes. */
const against = (input: string | Uint8Array, more: Partial<VerifyOptions> = {}) => {
  const { verdict, reasons } = verify(input, more);
  return [verdict, ...reasons.filter((each) => each.level !== 'note').map((each) => each.code)];
};
const notes = (input: string) =>
  verify(input)
    .reasons.filter((each) => each.level === 'note')
    .map((each) => each.code);
const signedWith = (from: typeof key, padding: number, message: (json: string) => string) => {
  const { license, licenseJson } = issueLicense(order, from, NOW);
  const signature = sign('sha256', Buffer.from(message(licenseJson)), {
    key: from.privateKey,
    padding,
  }).toString('base64');
  return JSON.stringify({ Response: { License: license, Signature: signature } });
};

describe('a licence that is right', () => {
  it('is valid as it was issued, and says by whom', () => {
    const result = verify(valid);
    expect(result).toMatchObject({
      verdict: 'valid',
      form: 'response',
      signedBy: { owner: 'own', fingerprint: key.fingerprint },
      state: { status: 'Active' },
    });
    expect(notes(valid)).toEqual(['unsigned', 'development']);
  });

  it('is valid as the inner object, as bytes, with a byte order mark, in UTF-16', () => {
    const inner = JSON.stringify(JSON.parse(valid).Response);
    expect(verify(inner)).toMatchObject({ verdict: 'valid', form: 'inner' });
    expect(verify(Buffer.from(`\ufeff${valid}\n`)).verdict).toBe('valid');
    expect(verify(Buffer.from(`\ufeff${valid}`, 'utf16le')).verdict).toBe('valid');
  });

  it('is valid when formatted anew, and that is said', () => {
    expect(notes(JSON.stringify(JSON.parse(valid), null, 2))).toContain('reformatted');
    expect(verify(JSON.stringify(JSON.parse(valid), null, '\t').replaceAll('\n', '\r\n')).verdict).toBe(
      'valid',
    );
  });

  it('is valid with other escapes and another order, and that is said', () => {
    const ascii = valid.replace(
      /[\u007f-\uffff]/g,
      (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    expect(ascii).not.toBe(valid);
    expect([verify(ascii).verdict, ...notes(ascii)]).toEqual(['valid', 'respelt', 'unsigned', 'development']);
    const { License, ...rest } = JSON.parse(valid).Response;
    const reversed = JSON.stringify({
      License: Object.fromEntries(Object.entries(License).reverse()),
      ...rest,
    });
    expect([verify(reversed).verdict, ...notes(reversed)]).toEqual([
      'valid',
      'reordered',
      'unsigned',
      'development',
    ]);
  });

  it('is valid with the escapes of a Go signer after JSON.stringify rewrote it', () => {
    const { license, licenseJson } = issueLicense({ ...order, chosen: { edition: 'pro' } }, key, NOW);
    const go = licenseJson.replaceAll('&', '\\u0026');
    expect(go).not.toBe(licenseJson);
    const signature = sign('sha256', Buffer.from(go), {
      key: key.privateKey,
      padding: constants.RSA_PKCS1_PSS_PADDING,
    }).toString('base64');
    expect(verify(JSON.stringify({ Response: { License: license, Signature: signature } })).verdict).toBe(
      'valid',
    );
  });
});

describe('a licence that was altered', () => {
  const changed = (path: string, value: unknown) => {
    const response = JSON.parse(valid);
    response.Response.License[path] = value;
    return JSON.stringify(response);
  };
  it.each([
    ['LicenseMode', 'Permanent'],
    ['LicenseType', 'Standard'],
    ['BillingMode', 1],
    ['LifeSpan', 12],
    ['ExpirationDate', '2036-12-20T18:00:00+08:00'],
    ['ExpirationDate', null],
    ['SoftwarePackageId', 'pkg-zzzzzzzz'],
    ['AuthorizedCloudappId', 'cloudapp-00000000'],
    ['AuthorizedUserUin', '100000777777'],
    ['LicenseId', '100000888888:pkg-la39nlb7:cloudapp-2gwvcfb1:7'],
  ])('names %s', (path, value) => {
    const result = verify(changed(path, value));
    expect(result.verdict).toBe('invalid');
    expect(result.reasons.filter((each) => each.code === 'field-altered').map((each) => each.path)).toEqual([
      path,
    ]);
    expect(result.signedBy).toBeUndefined();
  });

  it('names a span and an end that were lengthened together', () => {
    const text = valid.replace('2026-12-20', '2027-11-20').replace('"LifeSpan":1,', '"LifeSpan":12,');
    const named = verify(text)
      .reasons.filter((each) => each.code === 'field-altered')
      .map((each) => each.path);
    expect(named).toEqual(['LifeSpan', 'ExpirationDate']);
  });

  it('names what was added and what was removed', () => {
    expect(against(valid.replace('"LifeSpan":1,', '"LifeSpan":1,"Seats":9,'))).toEqual([
      'invalid',
      'content-altered',
      'field-added',
    ]);
    expect(against(valid.replace('"LifeSpan":1,', ''))).toEqual([
      'invalid',
      'content-altered',
      'field-removed',
    ]);
  });

  it('names a chosen value from what was expected', () => {
    const text = valid.replace('"ParamValue":"1"', '"ParamValue":"300"');
    const result = verify(text, { expect: { specification: { nodes: '1' } } });
    expect(result.reasons.map((each) => [each.code, each.path])).toContainEqual([
      'field-altered',
      'AuthorizedSpecification.1.ParamValue',
    ]);
  });

  it('compares with its own record field by field', () => {
    const signed = issueLicense(order, key, NOW);
    const records = () => [{ ...signed, issuedAt: NOW.getTime() }];
    const text = valid.replace('标准版', '旗舰版').replace('"nodes"', '"seats"');
    const result = verify(text, { records });
    expect(result.reasons.filter((each) => each.code === 'record-differs').map((each) => each.path)).toEqual([
      'AuthorizedSpecification.0.ParamValueName',
      'AuthorizedSpecification.1.ParamKey',
    ]);
    const other = JSON.stringify(
      licenseResponse(
        { ...signed, signature: issueLicense(order, stranger, NOW).signature },
        { requestId: '', now: NOW },
      ),
    );
    expect(against(other, { records })).toContain('signature-altered');
  });

  it('tells when a field stands twice, whichever is the signed one', () => {
    const text = valid.replace('"LifeSpan":1,', '"LifeSpan":1,"LifeSpan":1,');
    expect(against(text)).toContain('duplicate-field');
    expect(verify(valid.replace('"Signature"', '"Signature":"x","Signature"')).verdict).toBe('invalid');
  });
});

describe('a signature that is wrong', () => {
  it('names the key that made it, when it is known', () => {
    const foreign = responseText(stranger);
    expect(against(foreign)).toEqual(['invalid', 'unknown-key']);
    const keys = [own, knownKey('other', stranger.publicKey, text('the laptop', '笔记本'))];
    const result = verify(foreign, { keys });
    expect(result).toMatchObject({ verdict: 'invalid', reasons: [{ code: 'wrong-key' }] });
    expect(result.reasons[0]?.message.en).toContain(`the laptop (${stranger.fingerprint})`);
    expect(result.signedBy).toBeUndefined();
  });

  it('is unknown without a signature or a key, never valid', () => {
    const { License } = JSON.parse(valid).Response;
    expect(against(JSON.stringify(License))).toEqual(['unknown', 'missing-signature']);
    expect(against(JSON.stringify({ Response: { License } }))).toEqual(['unknown', 'missing-signature']);
    expect(against(JSON.stringify({ Response: { License, Signature: '' } }))).toEqual([
      'unknown',
      'missing-signature',
    ]);
    expect(against(valid, { keys: [] })).toEqual(['unknown', 'no-keys']);
    expect(against('{"Response":{"Error":{"Code":"AuthFailure","Message":"no"},"RequestId":"1"}}')).toEqual([
      'unknown',
      'api-error',
    ]);
    expect(against('{"hello":1}')).toEqual(['unknown', 'no-license']);
    expect(against(' \n')).toEqual(['unknown', 'empty']);
  });

  it('says where base64 is cut, dirty or loose, and when it is of another size', () => {
    const { License, Signature } = JSON.parse(valid).Response;
    const withSignature = (signature: unknown) =>
      JSON.stringify({ Response: { License, Signature: signature } });
    const cut = verify(withSignature(Signature.slice(0, 100)));
    expect(cut.reasons[0]).toMatchObject({ code: 'signature-truncated' });
    expect(cut.reasons[0]?.message.en).toContain('75 bytes (base64 ends at character 100)');
    expect(against(withSignature(`${Signature.slice(0, 9)}*${Signature.slice(10)}`))).toEqual([
      'invalid',
      'signature-encoding',
    ]);
    expect(against(withSignature(Signature.replace(/=+$/, '')))).toEqual(['invalid', 'signature-loose']);
    expect(against(withSignature(Buffer.alloc(384, 7).toString('base64')))).toEqual([
      'invalid',
      'signature-length',
    ]);
    expect(against(withSignature(12))).toContain('wrong-type');
  });

  it('knows our key under another scheme and over the formatted text', () => {
    expect(against(signedWith(key, constants.RSA_PKCS1_PADDING, (json) => json))).toEqual([
      'invalid',
      'other-scheme',
    ]);
    const pretty = JSON.stringify(issueLicense(order, key, NOW).license, null, 2);
    const signature = sign('sha256', Buffer.from(pretty), {
      key: key.privateKey,
      padding: constants.RSA_PKCS1_PSS_PADDING,
    }).toString('base64');
    expect(against(`{"License":${pretty},"Signature":"${signature}"}`)).toEqual([
      'invalid',
      'signed-uncompacted',
    ]);
  });

  it('takes any salt length, as the guide does', () => {
    expect(verify(signedWith(key, constants.RSA_PKCS1_PSS_PADDING, (json) => json)).verdict).toBe('valid');
  });
});

describe('a text that is not whole', () => {
  it('says at which byte it was cut', () => {
    const [first] = verify(valid.slice(0, 400)).reasons;
    expect(first).toMatchObject({ code: 'truncated' });
    expect(first?.message.en).toContain(`byte ${Buffer.byteLength(valid.slice(0, 400))}`);
    const bytes = Buffer.from(valid);
    const inCharacter = bytes.indexOf(Buffer.from('版')) + 1;
    expect(verify(bytes.subarray(0, inCharacter)).reasons[0]).toMatchObject({ code: 'truncated' });
  });

  it('says where it is no JSON, and names the comma that the guide has too many', () => {
    const result = verify('{\n  "License": {\n    "LifeSpan": 1,\n  }\n}');
    expect(result.reasons[0]?.message.en).toBe(
      'The text is not JSON: line 4, column 3 (byte 38) has a comma before the closing bracket.',
    );
    expect(against(`${valid} x`)).toEqual(['invalid', 'not-json']);
    expect(against(Buffer.from([0x7b, 0xff, 0x7d]))).toEqual(['invalid', 'not-utf8']);
  });

  it('stops at size and depth', () => {
    expect(against(' '.repeat(300_000))).toEqual(['invalid', 'too-large']);
    expect(against('['.repeat(100_000))).toEqual(['invalid', 'too-deep']);
  });
});

describe('time and purpose', () => {
  it.each([
    ['2026-11-20T17:59:59+08:00', ['invalid', 'not-yet-issued', 'not-yet-active']],
    ['2026-11-20T18:00:00+08:00', ['valid']],
    ['2026-12-20T17:59:59+08:00', ['valid']],
    ['2026-12-20T18:00:00+08:00', ['invalid', 'expired', 'isolated']],
    ['2026-12-27T18:00:00+08:00', ['invalid', 'expired', 'destroyed']],
  ])('at %s', (at, wanted) => expect(against(valid, { at: new Date(at) })).toEqual(wanted));

  const issued = (more: Partial<LicenseOrder>) => responseText(key, more);
  it('is not yet active while it waits, and has no end when permanent', () => {
    expect(against(issued({ active: false }))).toEqual(['invalid', 'not-yet-active']);
    expect(against(issued({ mode: 'Permanent' }), { at: new Date('2999-01-01T00:00:00Z') })).toEqual([
      'valid',
    ]);
  });

  it('is unknown when its status is none that is documented', () => {
    const { license } = issueLicense(order, key, NOW);
    const odd = JSON.stringify({ ...license, LicenseStatus: 'Deactive' });
    const signature = sign('sha256', Buffer.from(odd), {
      key: key.privateKey,
      padding: constants.RSA_PKCS1_PSS_PADDING,
    }).toString('base64');
    expect(against(`{"License":${odd},"Signature":"${signature}"}`)).toEqual(['unknown', 'unknown-status']);
  });

  it('names what it is for when that is not what was expected', () => {
    const expectation = {
      packageId: 'pkg-00000000',
      cloudappId: 'cloudapp-other',
      specification: { edition: 'pro', seats: '5' },
    };
    const result = verify(valid, { expect: expectation });
    expect(result.verdict).toBe('invalid');
    expect(result.reasons.filter((each) => each.code === 'other-value').map((each) => each.path)).toEqual([
      'SoftwarePackageId',
      'AuthorizedCloudappId',
      'AuthorizedSpecification',
      'AuthorizedSpecification',
    ]);
    const right = {
      packageId: order.packageId,
      cloudappId: order.cloudappId,
      uin: order.uin,
      specification: { edition: 'standard' },
    };
    expect(verify(valid, { expect: right }).verdict).toBe('valid');
  });
});

describe('a DescribeLicense token', () => {
  const { license } = issueLicense(order, key, NOW);
  const token = issueToken(license, key, () => NOW);
  it('is verified alone and in its answer', () => {
    expect(verify(token)).toMatchObject({ verdict: 'valid', form: 'token', license });
    expect(verify(JSON.stringify({ Response: { Token: token, RequestId: 'r' } }))).toMatchObject({
      verdict: 'valid',
      form: 'token-response',
    });
  });

  it('is judged by its own end too', () => {
    expect(against(token, { at: new Date(NOW.getTime() + 86_400_000) })).toEqual([
      'invalid',
      'token-expired',
    ]);
  });

  it('is invalid when changed, unsigned or signed by a shared secret', () => {
    const [header = '', claims = '', signature = ''] = token.split('.');
    const forged = Buffer.from(
      Buffer.from(claims, 'base64url').toString().replace('"LifeSpan":1', '"LifeSpan":9'),
    ).toString('base64url');
    expect(against(`${header}.${forged}.${signature}`)).toEqual(['invalid', 'content-altered']);
    for (const alg of ['none', 'HS256', 'PS256']) {
      const other = Buffer.from(JSON.stringify({ alg, typ: 'JWT' })).toString('base64url');
      expect(against(`${other}.${claims}.${signature}`)).toEqual(['invalid', 'token-algorithm']);
    }
    expect(against(`${header}.${claims}.`)).toEqual(['unknown', 'missing-signature']);
    expect(against(token.slice(0, -40))).toEqual(['invalid', 'signature-truncated']);
    expect(against(token, { keys: [platformKey()] })).toEqual(['invalid', 'signature-truncated']);
    expect(against('eyJ.x.y')).toEqual(['invalid', 'token-malformed']);
    expect(against(issueToken(license, stranger, () => NOW))).toEqual(['unknown', 'token-key']);
  });
});

it('says everything in both languages', () => {
  for (const input of [
    valid,
    valid.slice(0, 300),
    valid.replace('Active', 'Issued'),
    responseText(stranger),
  ]) {
    for (const { message } of verify(input).reasons) {
      expect(message['zh-CN']).toMatch(/[\u4e00-\u9fff]/);
      expect(`${message.en}${message['zh-CN']}`).not.toMatch(/\{\w+\}|undefined|\[object/);
    }
  }
});
