import { describe, expect, it } from 'vitest';
import { imageBody, OCI_IMAGE } from '../core/registry/helpers.ts';
import { serveRegistry } from '../server/oci/helpers.ts';

describe('R-22: tricks in Content-Type do not get past the checks (Fastify CVE-2025-32442, CVE-2026-25223)', () => {
  it.each([
    `${OCI_IMAGE}\ta`,
    `${OCI_IMAGE}\t; x=y`,
    `${OCI_IMAGE} garbage`,
    `${OCI_IMAGE}, application/json`,
    `application /json`,
    'application',
    '/',
    '*/*',
    ';',
  ])('%j is refused', async (type) => {
    const { send } = await serveRegistry();
    const body = imageBody(Buffer.from('{}'), []);
    const answer = await send('PUT', '/v2/a/manifests/v1', { body, headers: { 'content-type': type } });
    expect(answer.status).toBe(415);
  });

  it.each([
    [`${OCI_IMAGE}; charset=utf-8`, 201],
    [`${OCI_IMAGE} ; charset=utf-8`, 201],
    [OCI_IMAGE.toUpperCase(), 400],
    ['application/json', 400],
  ])('%j gives %i', async (type, status) => {
    const { send } = await serveRegistry();
    const body = imageBody(Buffer.from('{}'), []);
    const answer = await send('PUT', '/v2/a/manifests/v1', { body, headers: { 'content-type': type } });
    expect(answer.status).toBe(status);
  });
});
