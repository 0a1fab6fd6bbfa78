import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { bcryptHash } from '../../../src/core/bcrypt.ts';
import { loadChart, renderChart } from '../../../src/core/helm/index.ts';
import { chartFiles, demo } from './support.ts';

const { special: _special, ...plain } = demo;
const clock = () => new Date(Date.UTC(2030, 5, 1));
const random = { bytes: (count: number) => randomBytes(count) };

const render = (tpl: string): string => {
  const files = { 'Chart.yaml': 'name: k\nversion: 1.0.0\n', 'templates/x.txt': tpl };
  return (
    renderChart(loadChart(chartFiles(files)), { ...plain, clock, random, textOnly: true }).files[
      'k/templates/x.txt'
    ] ?? ''
  );
};

describe('keys and certificates', () => {
  it('bcrypt agrees with published vectors', () => {
    // Vectors of crypt_blowfish, salt all 0x10 41 04 … ("CCCC…") for U*U.
    const salt = Buffer.from('10410410410410410410410410410410', 'hex');
    expect(bcryptHash(Buffer.from('U*U'), salt, 5)).toBe(
      '$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW',
    );
  });

  it('htpasswd writes user and hash', () => {
    expect(render('{{ htpasswd "admin" "secret" }}')).toMatch(/^admin:\$2a\$10\$[./A-Za-z0-9]{53}$/);
    expect(render('{{ htpasswd "a:b" "x" }}')).toBe('invalid username: a:b');
  });

  it('a certificate is signed by its authority and names its hosts', () => {
    const [ca = '', cert = '', key = ''] = render(
      '{{ $ca := genCA "our ca" 365 }}{{ $c := genSignedCert "web" (list "10.0.0.1" "fd00::1") (list "web.local") 30 $ca }}{{ $ca.Cert }}|{{ $c.Cert }}|{{ $c.Key }}',
    ).split('|');
    const authority = new X509Certificate(ca);
    const leaf = new X509Certificate(cert);
    expect(authority.ca).toBe(true);
    expect(authority.verify(authority.publicKey)).toBe(true);
    expect(leaf.verify(authority.publicKey)).toBe(true);
    expect(leaf.checkIssued(authority)).toBe(true);
    expect(leaf.checkPrivateKey(createPrivateKey(key))).toBe(true);
    expect(leaf.checkHost('web.local')).toBe('web.local');
    expect(leaf.checkIP('10.0.0.1')).toBe('10.0.0.1');
    expect(leaf.validTo).toContain('Jul  1 00:00:00 2030');
  });

  it('private keys of every kind', () => {
    for (const type of ['ecdsa', 'ed25519']) {
      expect(createPrivateKey(render(`{{ genPrivateKey "${type}" }}`)).type).toBe('private');
    }
    expect(render('{{ genPrivateKey "x" }}')).toBe('Unknown type x');
  });

  it('encrypts and decrypts', () => {
    expect(render('{{ encryptAES "key" "plaintext" | decryptAES "key" }}')).toBe('plaintext');
  });
});
