import { createHash, randomBytes } from 'node:crypto';
import { type Connection, expectStatus } from './client.ts';

export const MIB = 1024 * 1024;
export const OCI_IMAGE = 'application/vnd.oci.image.manifest.v1+json';

export interface Content {
  readonly bytes: Buffer;
  readonly digest: string;
}

export const contentOf = (bytes: Buffer): Content => ({
  bytes,
  digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
});

export const randomContent = (size: number): Content => contentOf(randomBytes(size));

/** A manifest whose config is the first content and whose layers are the rest. */
export function manifestOf(contents: readonly Content[], note: string): Content {
  const [config, ...layers] = contents.map(({ bytes, digest }) => ({ digest, size: bytes.byteLength }));
  return contentOf(
    Buffer.from(
      JSON.stringify({
        schemaVersion: 2,
        mediaType: OCI_IMAGE,
        config: { mediaType: 'application/vnd.oci.image.config.v1+json', ...config },
        layers: layers.map((layer) => ({ mediaType: 'application/vnd.oci.image.layer.v1.tar', ...layer })),
        annotations: { note },
      }),
    ),
  );
}

/** POST and PUT, as most clients push. */
export async function pushBlob(connection: Connection, repository: string, content: Content): Promise<void> {
  const begun = await connection.ask('POST', `/v2/${repository}/blobs/uploads/`);
  expectStatus(begun, 202, 'begin upload');
  const location = /\r\nlocation: *(\S+)/i.exec(begun.head)?.[1] ?? '';
  const path = location.replace(/^http:\/\/[^/]+/, '');
  const query = `${path.includes('?') ? '&' : '?'}digest=${content.digest}`;
  const type = 'content-type: application/octet-stream\r\n';
  expectStatus(await connection.ask('PUT', path + query, type, content.bytes), 201, 'push blob');
}

export async function putManifest(
  connection: Connection,
  repository: string,
  reference: string,
  manifest: Content,
): Promise<void> {
  const path = `/v2/${repository}/manifests/${reference}`;
  const reply = await connection.ask('PUT', path, `content-type: ${OCI_IMAGE}\r\n`, manifest.bytes);
  expectStatus(reply, 201, 'put manifest');
}
