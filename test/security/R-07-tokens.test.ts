import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { openRegistry, pushSmall } from '../core/registry/helpers.ts';
import { bearer, serveGuarded } from '../server/oci/login.ts';

const SCOPE = 'repository:shop/web:pull';

async function withToken() {
  const opened = openRegistry();
  await pushSmall(opened.registry, 'shop/web', ['v1'], 'x');
  const server = await serveGuarded({ ci: ['shop/**=pull'] }, opened);
  const token = await server.token('ci', SCOPE);
  const status = async (each: string) =>
    (await server.send('GET', '/v2/shop/web/manifests/v1', { headers: bearer(each) })).status;
  return { ...server, token, status, header: decodeProtectedHeader(token), claims: decodeJwt(token) };
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('R-7: only our own key makes a token (distribution CVE-2025-24976)', () => {
  it('a key in the header is not trusted, though its kid is ours', async () => {
    const { status, token, header, claims } = await withToken();
    expect(await status(token)).toBe(200);
    const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
    const jwk = await exportJWK(publicKey);
    const forge = (extra: object) =>
      new SignJWT({ ...claims }).setProtectedHeader({ ...header, alg: 'EdDSA', ...extra }).sign(privateKey);
    expect(await status(await forge({}))).toBe(401);
    expect(await status(await forge({ jwk }))).toBe(401);
    expect(await status(await forge({ jwk: { ...jwk, kid: header.kid } }))).toBe(401);
    expect(await status(await forge({ x5c: ['MIIB'] }))).toBe(401);
    expect(await status(await forge({ jku: 'http://127.0.0.1:1/keys', x5u: 'http://127.0.0.1:1/x' }))).toBe(
      401,
    );
    expect(await status(await forge({ kid: 'other' }))).toBe(401);
  });

  it('our own signature does not help a token that brings a key along or names another', async () => {
    const { status, header, claims, dir } = await withToken();
    const { createPrivateKey } = await import('node:crypto');
    const own = createPrivateKey(readFileSync(`${dir}/keys/registry-tokens.pem`));
    const sign = (extra: object, payload: object = {}) =>
      new SignJWT({ ...claims, ...payload })
        .setProtectedHeader({ ...header, alg: 'EdDSA', ...extra })
        .sign(own);
    expect(await status(await sign({}))).toBe(200);
    expect(await status(await sign({ jwk: { kty: 'OKP' } }))).toBe(401);
    expect(await status(await sign({ kid: 'other' }))).toBe(401);
    expect(await status(await sign({ kid: undefined }))).toBe(401);
    expect(await status(await sign({ typ: 'drydock-refresh+jwt' }))).toBe(401);
    expect(await status(await sign({ typ: undefined }))).toBe(401);
    for (const wrong of [
      { aud: 'x' },
      { iss: 'x' },
      { exp: 1 },
      { nbf: 9e9 },
      { sub: 'nobody' },
      { stamp: 'x' },
    ])
      expect(await status(await sign({}, wrong)), JSON.stringify(wrong)).toBe(401);
    expect(await status(await sign({}, { exp: undefined }))).toBe(401);
  });

  it('alg none, and the public key as an HMAC secret, are refused', async () => {
    const { status, token, header, claims, dir } = await withToken();
    expect(await status(new UnsecuredJWT({ ...claims }).encode())).toBe(401);
    const [head = '', payload = '', signature = ''] = token.split('.');
    for (const alg of ['none', 'None', 'NONE', 'HS256', 'RS256', 'ES256', '']) {
      const swapped = encode({ ...header, alg });
      for (const end of ['', signature]) expect(await status(`${swapped}.${payload}.${end}`), alg).toBe(401);
    }
    const pem = createPublicKey(readFileSync(`${dir}/keys/registry-tokens.pem`)).export({
      format: 'pem',
      type: 'spki',
    });
    const hmac = await new SignJWT({ ...claims })
      .setProtectedHeader({ ...header, alg: 'HS256' })
      .sign(Buffer.from(pem));
    expect(await status(hmac)).toBe(401);
    const wider = encode({ ...claims, access: [{ type: 'repository', name: 'x', actions: ['push'] }] });
    expect(await status(`${head}.${wider}.${signature}`)).toBe(401);
    expect(await status(`${head}.${payload}`)).toBe(401);
    expect(await status(`${token}.${signature}`)).toBe(401);
  });

  it('tokens of another data directory are worth nothing here', async () => {
    const { status } = await withToken();
    const elsewhere = await withToken();
    expect(await status(elsewhere.token)).toBe(401);
  });

  it('tokens are not taken, and nothing is asked, where nobody has to log in', async () => {
    const { registry, status } = await withToken();
    registry.access.setPolicy({ auth: false });
    expect(await status('whatever')).toBe(200);
  });
});
