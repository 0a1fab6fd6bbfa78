import { describe, expect, it } from 'vitest';
import { digestOf } from '../../src/core/registry/index.ts';
import { DAY, openRegistry } from '../core/registry/helpers.ts';
import { codeOf, serveRegistry } from '../server/oci/helpers.ts';

describe('R-18: upload sessions cannot be guessed, hijacked, leaked or replayed', () => {
  it('ids are unguessable and belong to one repository', async () => {
    const { send } = await serveRegistry();
    const places = await Promise.all(
      Array.from({ length: 50 }, async () =>
        String((await send('POST', '/v2/a/blobs/uploads/')).headers.location),
      ),
    );
    const ids = places.map((place) => place.slice('/v2/a/blobs/uploads/'.length));
    expect(new Set(ids).size).toBe(50);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{40}$/);
    const elsewhere = `/v2/b/blobs/uploads/${ids[0]}`;
    for (const method of ['GET', 'PATCH', 'PUT', 'DELETE']) {
      const answer = await send(
        method,
        `${elsewhere}?digest=${digestOf('x')}`,
        method.startsWith('P') ? { body: 'x' } : {},
      );
      expect([answer.status, codeOf(answer)], method).toEqual([404, 'BLOB_UPLOAD_UNKNOWN']);
    }
    expect((await send('GET', places[0] ?? '')).status).toBe(204);
  });

  it('wrong ranges are refused and a finished session is gone', async () => {
    const { send } = await serveRegistry();
    const place = String((await send('POST', '/v2/a/blobs/uploads/')).headers.location);
    const patch = (range: string, body: string) =>
      send('PATCH', place, { body, headers: { 'content-range': range } });
    expect((await patch('5-6', 'ab')).status).toBe(416);
    expect((await patch('0-1', 'ab')).status).toBe(202);
    expect((await patch('0-1', 'ab')).status).toBe(416);
    for (const bad of ['1-', '-1', 'x-y', '3-2', '99999999999999999999-5', '2-5', '1-1', '3-3']) {
      expect([400, 416], bad).toContain((await patch(bad, 'a')).status);
    }
    expect((await send('GET', place)).headers.range).toBe('0-1');
    await send('DELETE', place);
    const fresh = String((await send('POST', '/v2/a/blobs/uploads/')).headers.location);
    expect((await send('PUT', `${fresh}?digest=${digestOf('ab')}`, { body: 'ab' })).status).toBe(201);
    expect((await send('PUT', `${fresh}?digest=${digestOf('ab')}`, { body: 'ab' })).status).toBe(404);
  });

  it('sessions are capped per repository and expire', async () => {
    const opened = openRegistry({ limits: { uploadsPerRepository: 5 } });
    const { send } = await serveRegistry({}, {}, opened);
    for (let index = 0; index < 5; index += 1) await send('POST', '/v2/a/blobs/uploads/');
    const over = await send('POST', '/v2/a/blobs/uploads/');
    expect([over.status, codeOf(over)]).toEqual([429, 'TOOMANYREQUESTS']);
    opened.advance(DAY + 1);
    const plan = opened.registry.gc.plan();
    expect(plan.items.map((item) => item.reason)).toEqual(Array(5).fill('upload-expired'));
    await opened.registry.gc.run(plan);
    expect((await send('POST', '/v2/a/blobs/uploads/')).status).toBe(202);
  });
});
