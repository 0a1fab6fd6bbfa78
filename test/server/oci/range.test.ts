import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../src/core/registry/index.ts';
import { routePath } from '../../../src/server/oci/index.ts';
import { pushBlob, serveRegistry } from './helpers.ts';

const content = Buffer.from(Array.from({ length: 256 }, (_, index) => index));

describe('ranges, fuzzed', () => {
  it('an answer is always the whole, the part that was asked for, or 416', async () => {
    const server = await serveRegistry();
    await pushBlob(server, 'a', content, digestOf(content));
    const number = fc.oneof(
      fc.nat(300).map(String),
      fc.constantFrom('', '99999999999999999999', '-1', '0x1', '1.5', ' '),
    );
    const header = fc.tuple(fc.constantFrom('bytes=', 'bytes', 'BYTES=', 'lines='), number, number);
    await fc.assert(
      fc.asyncProperty(header, async ([unit, first, last]) => {
        const range = `${unit}${first}-${last}`;
        const answer = await server.send('GET', `/v2/a/blobs/${digestOf(content)}`, { headers: { range } });
        if (answer.status === 200) expect(answer.body).toEqual(content);
        else if (answer.status === 206) {
          const [, start, end, size] =
            /^bytes (\d+)-(\d+)\/(\d+)$/.exec(String(answer.headers['content-range'])) ?? [];
          expect(answer.body).toEqual(content.subarray(Number(start), Number(end) + 1));
          expect([Number(size), answer.headers['content-length']]).toEqual([
            256,
            String(answer.body.byteLength),
          ]);
          if (/^\d+$/.test(first)) expect(start).toBe(String(Number(first)));
        } else expect([answer.status, answer.headers['content-range']]).toEqual([416, 'bytes */256']);
      }),
      { numRuns: 150 },
    );
  });
});

describe('paths, fuzzed', () => {
  it('never throw, and are ours exactly when they begin with /v2', () => {
    const part = fc.constantFrom(
      '/',
      'v2',
      'a',
      'blobs',
      'uploads',
      'manifests',
      'tags',
      'list',
      '_catalog',
      '%',
      '%2f',
      '%ff',
      '..',
      'referrers',
    );
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 10 }).map((parts) => `/${parts.join('')}`),
        (path) => {
          const isOurs = path === '/v2' || path.startsWith('/v2/');
          expect(routePath(path) !== undefined).toBe(isOurs);
        },
      ),
    );
  });
});
