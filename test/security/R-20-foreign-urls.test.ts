import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { digestAlgorithm, digestHex, digestOf, importImage } from '../../src/core/registry/index.ts';
import { descriptor, imageBody, OCI_IMAGE, openRegistry, tempDir } from '../core/registry/helpers.ts';

describe('R-20: urls in descriptors are never fetched (containerd CVE-2020-15157)', () => {
  it('on import and on push', async () => {
    let asked = 0;
    const server = createServer((_request, response) => {
      asked += 1;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const urls = [`http://127.0.0.1:${(server.address() as AddressInfo).port}/layer`];
    const config = Buffer.from('{"os":"linux","architecture":"amd64"}');
    const foreign = {
      ...descriptor('application/vnd.oci.image.layer.nondistributable.v1.tar', Buffer.from('away')),
      urls,
    };
    const body = imageBody(config, [], { layers: [foreign] });
    const dir = tempDir();
    for (const content of [config, body]) {
      const digest = digestOf(content);
      const folder = join(dir, 'blobs', digestAlgorithm(digest));
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, digestHex(digest)), content);
    }
    writeFileSync(join(dir, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
    writeFileSync(join(dir, 'index.json'), JSON.stringify({ manifests: [descriptor(OCI_IMAGE, body)] }));
    const { registry } = openRegistry({ requireBlobs: true });
    await importImage(registry, dir, { name: 'a:v1' });
    const view = await registry.browse.show('a', 'v1');
    expect(view.images[0]?.layers).toMatchObject([{ stored: false }]);
    expect(asked).toBe(0);
  });
});
