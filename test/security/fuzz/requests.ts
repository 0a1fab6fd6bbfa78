import { gzipSync } from 'node:zlib';
import { writeTar } from '../../../src/core/registry/image/tar-writer.ts';
import { digestOf } from '../../../src/core/registry/index.ts';
import { OCI_IMAGE, OCI_INDEX, pushSmall, type TestRegistry } from '../../core/registry/helpers.ts';
import { type Dice, mutate } from './mutate.ts';

export interface Template {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const NONE = Buffer.alloc(0);

const chart = gzipSync(
  writeTar([{ path: 'web/Chart.yaml', content: Buffer.from('apiVersion: v2\nname: web\nversion: 1.0.0\n') }]),
);
const form = Buffer.concat([
  Buffer.from('--XX\r\nContent-Disposition: form-data; name="chart"; filename="a.tgz"\r\n\r\n'),
  chart,
  Buffer.from('\r\n--XX\r\nContent-Disposition: form-data; name="prov"\r\n\r\nname: web\r\n--XX--\r\n'),
]);

/** A request to every route, valid as it stands, with things that exist. */
export async function templates(opened: TestRegistry, authorization?: string): Promise<readonly Template[]> {
  const { registry } = opened;
  const image = await pushSmall(registry, 'shop/web', ['v1', 'v2'], 'x');
  const { id } = await registry.uploads.begin('shop/web');
  const sent = Buffer.from('content');
  const index = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: OCI_INDEX,
      manifests: [
        {
          mediaType: OCI_IMAGE,
          digest: image.digest,
          size: image.body.byteLength,
          platform: { os: 'linux', architecture: 'amd64' },
        },
      ],
      subject: { mediaType: OCI_IMAGE, digest: image.digest, size: 10 },
      annotations: { a: 'b' },
    }),
  );
  const own: Record<string, string> = authorization === undefined ? {} : { authorization };
  const make = (
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body: Buffer = NONE,
  ): Template => ({
    method,
    path,
    headers: { ...own, ...headers },
    body,
  });
  const uploads = '/v2/shop/web/blobs/uploads/';
  const token = 'service=drydock-registry&scope=repository:shop/web:pull,push&account=ci&offline_token=true';
  return [
    make('GET', '/v2/'),
    make('GET', '/v2/_catalog?n=10&last=a'),
    make('GET', '/v2/shop/web/tags/list?n=1&last=v1'),
    make('GET', '/v2/shop/web/manifests/v1', { accept: OCI_IMAGE, 'if-none-match': '"x"' }),
    make('HEAD', `/v2/shop/web/manifests/${image.digest}`),
    make('PUT', '/v2/shop/web/manifests/v3', { 'content-type': OCI_IMAGE }, image.body),
    make(
      'PUT',
      `/v2/shop/web/manifests/${digestOf(index)}?tag=a&tag=b`,
      { 'content-type': OCI_INDEX },
      index,
    ),
    make('DELETE', '/v2/shop/web/manifests/v2'),
    make('GET', `/v2/shop/web/blobs/${image.layer}`, { range: 'bytes=0-3', 'if-range': '"x"' }),
    make('GET', `/v2/shop/web/blobs/${image.layer}`, { range: 'bytes=-5' }),
    make('DELETE', `/v2/shop/web/blobs/${image.config}`),
    make('POST', uploads),
    make('POST', `${uploads}?digest=${digestOf(sent)}`, { 'content-type': 'application/octet-stream' }, sent),
    make('POST', `${uploads}?mount=${image.layer}&from=shop/web`),
    make('POST', `${uploads}?digest-algorithm=sha512`),
    make('PATCH', uploads + id, { 'content-range': '0-6' }, sent),
    make('GET', uploads + id),
    make('PUT', `${uploads}${id}?digest=${digestOf(sent)}`, { 'content-range': 'bytes 7-13/14' }, sent),
    make('DELETE', uploads + id),
    make('GET', `/v2/shop/web/referrers/${image.digest}?artifactType=a&n=2&last=b`),
    make('GET', `/auth/token?${token}`),
    make(
      'POST',
      '/auth/token',
      { 'content-type': 'application/x-www-form-urlencoded' },
      Buffer.from(`grant_type=password&username=ci&password=wrong&${token}`),
    ),
    make('GET', '/chartrepo/shop/index.yaml'),
    make('GET', '/chartrepo/shop/charts/web-1.0.0.tgz'),
    make('GET', '/chartrepo/api/shop/charts/web/1.0.0'),
    make('POST', '/chartrepo/api/shop/charts?force=true', {}, chart),
    make('POST', '/api/chartrepo/shop/charts', { 'content-type': 'multipart/form-data; boundary=XX' }, form),
    make('POST', '/chartrepo/api/shop/prov', {}, Buffer.from('name: web\nversion: 1.0.0\n')),
    make('DELETE', '/chartrepo/api/shop/charts/web/1.0.0'),
  ];
}

const EXTRA = [
  'range',
  'content-range',
  'content-type',
  'content-encoding',
  'authorization',
  'if-none-match',
  'origin',
  'digest',
];

/** The request with some of its parts changed, as bytes. Now and then the whole of it is changed once more. */
export function spoil(dice: Dice, template: Template, authorization: string | undefined): Buffer {
  const often = (text: string): string =>
    dice.once(2)
      ? text
      : mutate(dice, Buffer.from(text))
          .toString('latin1')
          .replaceAll(/[\r\n]/g, '');
  const body = dice.once(2) ? template.body : mutate(dice, template.body, [chart, form]);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(template.headers)) headers[name] = often(value);
  if (dice.once(4)) headers[dice.pick(EXTRA)] = often(authorization ?? 'bytes=0-1');
  if (dice.once(3) && body.byteLength > 0) headers['transfer-encoding'] = 'chunked';
  else headers['content-length'] = dice.once(20) ? often('5') : String(body.byteLength);
  const chunked = headers['transfer-encoding'] === 'chunked';
  const path = often(template.path).replaceAll(' ', '%20');
  const bytes = Buffer.concat([
    Buffer.from(`${template.method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n`, 'latin1'),
    Buffer.from(
      `${Object.entries(headers)
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join('')}\r\n`,
      'latin1',
    ),
    ...(chunked
      ? [Buffer.from(`${body.byteLength.toString(16)}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')]
      : [body]),
  ]);
  return dice.once(10) ? mutate(dice, bytes) : bytes;
}
