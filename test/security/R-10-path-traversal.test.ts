import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRepositoryName } from '../../src/core/registry/index.ts';
import { imageBody, OCI_IMAGE, openRegistry, tempDir } from '../core/registry/helpers.ts';
import { serveRegistry } from '../server/oci/helpers.ts';

const names = [
  '..',
  '../x',
  'a/../b',
  'a/..',
  '.',
  './a',
  'a//b',
  '/a',
  'a/',
  '%2e%2e',
  'a%2f..%2fb',
  '%2e%2e%2fx',
  '..%5cx',
  'a\\b',
  'C:',
  'C:%5cx',
  '%5c%5chost%5cshare',
  'a%00b',
  'a%0ab',
  '\uff0e\uff0e',
  'a\u202eb',
  'a.',
  'a..b',
  'a ',
  'A',
  'a'.repeat(256),
  '-a',
  '_a',
  'a_',
];

describe('R-10: names, references, digests and upload ids never become paths', () => {
  it.each(names)('repository %j is refused', async (name) => {
    const dir = `${tempDir()}/home`;
    const { send } = await serveRegistry({}, {}, openRegistry({}, dir));
    const body = imageBody(Buffer.from('{}'), []);
    const encoded = name.replace(/[^\x21-\x7e]/g, encodeURIComponent);
    for (const path of [`/v2/${encoded}/manifests/v1`, `/v2/${encoded}/blobs/uploads/`]) {
      const method = path.endsWith('v1') ? 'PUT' : 'POST';
      const { status } = await send(method, path, { body, headers: { 'content-type': OCI_IMAGE } });
      expect([400, 404]).toContain(status);
    }
    expect(readdirSync(dirname(dir))).toEqual(['home']);
    expect(readdirSync(`${dir}/uploads`)).toEqual([]);
  });

  it.each([
    '..',
    '%2e%2e',
    '..%2f..%2fdrydock.db',
    'drydock.db',
    '%00',
    'x'.repeat(200),
    'sha256:..%2f..%2fdrydock.db',
  ])('reference, digest and upload id %j reach nothing', async (item) => {
    const { send } = await serveRegistry();
    for (const place of ['manifests', 'blobs', 'blobs/uploads', 'referrers']) {
      for (const method of ['GET', 'DELETE']) {
        const { status } = await send(method, `/v2/a/${place}/${item}`);
        expect([400, 404, 405], `${method} ${place}`).toContain(status);
      }
    }
  });

  it('Windows device names are names like others, because no name is a path', async () => {
    const { send } = await serveRegistry();
    const body = imageBody(Buffer.from('{}'), []);
    for (const name of ['con', 'nul/aux', 'com1']) {
      expect((await send('PUT', `/v2/${name}/manifests/nul`, { body })).status).toBe(201);
    }
  });

  it('no repository name has an empty, dotted or climbing part', () => {
    const part = fc.constantFrom(
      'a',
      'b0',
      '.',
      '..',
      '/',
      '-',
      '_',
      '__',
      '\\',
      ':',
      '%',
      '\0',
      'A',
      '\u00e9',
    );
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 12 }).map((parts) => parts.join('')),
        (name) => {
          if (isRepositoryName(name)) {
            expect(
              name.split('/').every((each) => /^[a-z0-9][a-z0-9._-]*$/.test(each) && !each.includes('..')),
            ).toBe(true);
          }
        },
      ),
    );
  });
});
