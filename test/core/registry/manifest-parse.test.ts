import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../src/core/registry/index.ts';
import { descriptor, imageBody, OCI_IMAGE, OCI_INDEX, openRegistry } from './helpers.ts';

const config = Buffer.from('{}');

describe('manifests, fuzzed', () => {
  it('any JSON ends in an answer: stored as it is, or refused with a code', async () => {
    const { registry } = openRegistry();
    const anyDescriptor = fc.oneof(
      fc.constant(descriptor('application/x', config)),
      fc.record({ digest: fc.string(), size: fc.double(), mediaType: fc.jsonValue() }, { requiredKeys: [] }),
      fc.jsonValue(),
    );
    const document = fc.record(
      {
        schemaVersion: fc.constantFrom<unknown>(2, 1, '2', null),
        mediaType: fc.constantFrom<unknown>(OCI_IMAGE, OCI_INDEX, 'text/plain', 1, null),
        config: anyDescriptor,
        layers: fc.oneof(fc.array(anyDescriptor, { maxLength: 3 }), fc.jsonValue()),
        manifests: fc.oneof(fc.array(anyDescriptor, { maxLength: 3 }), fc.jsonValue()),
        subject: anyDescriptor,
        annotations: fc.jsonValue(),
        artifactType: fc.jsonValue(),
        __proto__: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(
        document,
        fc.constantFrom(OCI_IMAGE, OCI_INDEX, undefined),
        async (value, mediaType) => {
          const body = Buffer.from(JSON.stringify(value));
          const put = { repository: 'a', body, ...(mediaType !== undefined && { mediaType }) };
          const result = await registry.manifests.put(put).catch((error: unknown) => error);
          if (result instanceof Error) expect(result).toMatchObject({ code: 'REGISTRY_MANIFEST_INVALID' });
          else expect(registry.manifests.get('a', digestOf(body))?.body.equals(body)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('any bytes end in an answer', async () => {
    const { registry } = openRegistry();
    const good = imageBody(config, [config]);
    await fc.assert(
      fc.asyncProperty(fc.nat(good.byteLength - 1), fc.nat(255), async (at, byte) => {
        const body = Buffer.from(good);
        body[at] = byte;
        const result = await registry.manifests
          .put({ repository: 'a', body })
          .catch((error: unknown) => error);
        if (result instanceof Error) expect(result).toMatchObject({ code: 'REGISTRY_MANIFEST_INVALID' });
      }),
      { numRuns: 200 },
    );
  });

  it('deep nesting is refused or stored, never a crash', async () => {
    const { registry } = openRegistry();
    const deep = `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`;
    const body = Buffer.from(`{"schemaVersion":2,"mediaType":"${OCI_INDEX}","manifests":[],"x":${deep}}`);
    const result = await registry.manifests.put({ repository: 'a', body }).catch((error: unknown) => error);
    if (result instanceof Error) expect(result).toMatchObject({ code: 'REGISTRY_MANIFEST_INVALID' });
  });

  it('more descriptors than the limit are refused', async () => {
    const { registry } = openRegistry({ limits: { descriptors: 10 } });
    const manifests = Array.from({ length: 11 }, () => descriptor(OCI_IMAGE, config));
    const body = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: OCI_INDEX, manifests }));
    await expect(registry.manifests.put({ repository: 'a', body })).rejects.toMatchObject({
      code: 'REGISTRY_MANIFEST_INVALID',
    });
  });
});
