import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Digest, digestOf, parseRemoteName } from '../../../../src/core/registry/index.ts';
import { HttpClient, isThisMachine } from '../../../../src/core/registry/transfer/http.ts';
import { defaultTransferLimits } from '../../../../src/core/registry/transfer/limits.ts';
import { apiAddress } from '../../../../src/core/registry/transfer/remote-name.ts';
import { createOciHandler } from '../../../../src/server/oci/index.ts';
import { runTool } from '../../../conformance/helpers.ts';
import { describeTool } from '../../../helpers/tools.ts';
import { serveRegistry } from '../../../server/oci/helpers.ts';
import {
  imageBody,
  OCI_IMAGE,
  openRegistry,
  pushSmall,
  sampleImage,
  storeImage,
  tempDir,
} from '../helpers.ts';
import { listening, MiB, meddlingProxy, pushBig, transferring } from './helpers.ts';

const choice = { repository: 'here', remote: 'there', references: ['1'] };
const hostOf = ({ port }: { port: number }): string => `127.0.0.1:${port}`;

describe('a broken download', () => {
  it('goes on at its next byte, several times over', async () => {
    const far = await serveRegistry();
    const { layer, digest } = await pushBig(far, 'there', '1', 6 * MiB);
    let cuts = 3;
    const { host, seen } = await meddlingProxy(hostOf(far), {
      cutAnswer: ({ url = '' }) => {
        if (!url.endsWith(layer) || cuts === 0) return undefined;
        cuts -= 1;
        return MiB;
      },
    });
    const { transfers, registry } = transferring({ tries: 2 });
    const steps: number[] = [];
    const done = await transfers.pull({
      ...choice,
      access: { host },
      onProgress: (progress) => steps.push(progress.done),
    });
    expect(done.transferred).toBe(done.bytes);
    expect(registry.manifests.get('here', '1')?.digest).toBe(digest);
    const starts = seen.filter(({ url }) => url.endsWith(layer)).map(({ headers }) => headers.range);
    expect(starts).toEqual([
      undefined,
      expect.stringMatching(/^bytes=\d+-$/),
      expect.any(String),
      expect.any(String),
    ]);
    expect(steps.every((step, at) => at === 0 || step >= (steps[at - 1] ?? 0))).toBe(true);
    expect(await registry.check()).toMatchObject({ damaged: [] });
  });

  it('goes on after a crash of the engine, and after a cancellation', async () => {
    const far = await serveRegistry();
    const { layer } = await pushBig(far, 'there', '1', 6 * MiB);
    const { host, seen } = await meddlingProxy(hostOf(far));
    const first = transferring();
    const stop = new AbortController();
    const cancelled = first.transfers.pull({
      ...choice,
      access: { host },
      signal: stop.signal,
      onProgress: ({ done }) => done > 2 * MiB && stop.abort(),
    });
    await expect(cancelled).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(first.registry.manifests.get('here', '1')).toBeUndefined();
    const second = transferring({}, first.crash());
    const done = await second.transfers.pull({ ...choice, access: { host } });
    expect(done.resumed).toBeGreaterThanOrEqual(2 * MiB);
    expect(done.resumed + done.transferred + done.skipped).toBe(done.bytes);
    expect(seen.filter(({ url }) => url.endsWith(layer)).at(-1)?.headers.range).toBe(
      `bytes=${done.resumed}-`,
    );
    expect(await second.registry.check()).toMatchObject({ damaged: [] });
  });

  it('begins again where the other side knows no ranges', async () => {
    const far = await serveRegistry();
    const { layer, digest } = await pushBig(far, 'there', '1', 3 * MiB);
    let cuts = 1;
    const { host } = await meddlingProxy(hostOf(far), {
      before: (incoming) => {
        delete incoming.headers.range;
        return false;
      },
      cutAnswer: ({ url = '' }) => {
        if (!url.endsWith(layer) || cuts === 0) return undefined;
        cuts -= 1;
        return MiB;
      },
    });
    const { transfers, registry } = transferring();
    await transfers.pull({ ...choice, access: { host } });
    expect(registry.manifests.get('here', '1')?.digest).toBe(digest);
    expect(await registry.check()).toMatchObject({ damaged: [] });
  });

  it('gives up after some tries without a byte', async () => {
    const far = await serveRegistry();
    await pushBig(far, 'there', '1', 100);
    const { host, seen } = await meddlingProxy(hostOf(far), {
      before: (incoming, response) => {
        if (!incoming.url?.includes('/blobs/')) return false;
        response.destroy();
        return true;
      },
    });
    const { transfers } = transferring({ tries: 3, parallel: 1 });
    await expect(transfers.pull({ ...choice, access: { host } })).rejects.toMatchObject({
      code: 'TRANSFER_UNREACHABLE',
    });
    expect(seen.filter(({ url }) => url.includes('/blobs/'))).toHaveLength(3);
  });

  it('waits out 429 and 503', async () => {
    const far = await serveRegistry();
    await pushBig(far, 'there', '1', 100);
    const refuse = [429, 503];
    const { host } = await meddlingProxy(hostOf(far), {
      before: (incoming, response) => {
        const status = incoming.url?.includes('/manifests/') ? refuse.pop() : undefined;
        if (status === undefined) return false;
        response.writeHead(status).end();
        return true;
      },
    });
    const { transfers } = transferring();
    expect(await transfers.pull({ ...choice, access: { host } })).toMatchObject({ blobs: 2 });
  });
});

describe('a dishonest registry', () => {
  /** Answers every blob with `body`. */
  async function lying(bodyOf: (real: Buffer) => Buffer, announce = true) {
    const far = await serveRegistry();
    const { layer } = await pushSmall(far.registry, 'there', ['1'], 'honest content');
    const info = far.registry.blobs.stat('there', layer);
    const real = info ? far.registry.blobs.readNow(info) : Buffer.alloc(0);
    const { host } = await meddlingProxy(hostOf(far), {
      before: ({ url = '' }, response) => {
        if (!url.endsWith(layer)) return false;
        const body = bodyOf(real);
        response.writeHead(200, announce ? { 'content-length': body.byteLength } : {});
        response.end(body);
        return true;
      },
    });
    return host;
  }

  it.each([
    ['other bytes of the same length', (real: Buffer) => Buffer.alloc(real.byteLength, 1), true],
    ['more bytes', (real: Buffer) => Buffer.concat([real, real]), true],
    ['more bytes without saying so', (real: Buffer) => Buffer.concat([real, real]), false],
  ])('cannot slip in %s', async (_name, bodyOf, announce) => {
    const host = await lying(bodyOf, announce);
    const { transfers, registry } = transferring();
    await expect(transfers.pull({ ...choice, access: { host } })).rejects.toMatchObject({
      code: 'TRANSFER_CONTENT_WRONG',
    });
    expect(registry.manifests.get('here', '1')).toBeUndefined();
  });

  it('cannot answer a digest with another manifest', async () => {
    const far = await serveRegistry();
    const wanted = await pushSmall(far.registry, 'there', ['1'], 'a');
    const { host } = await meddlingProxy(hostOf(far), {
      before: ({ url = '' }, response) => {
        if (!url.includes('/manifests/')) return false;
        response.writeHead(200, { 'content-type': OCI_IMAGE }).end(`${wanted.body.toString()} `);
        return true;
      },
    });
    const { transfers } = transferring();
    const pull = transfers.pull({ ...choice, references: [wanted.digest], access: { host } });
    await expect(pull).rejects.toMatchObject({ code: 'TRANSFER_CONTENT_WRONG' });
  });

  it('cannot send us to http, elsewhere into this machine, or round in circles', async () => {
    const far = await serveRegistry();
    await pushSmall(far.registry, 'there', ['1'], 'a');
    for (const location of ['http://registry.example/x', 'file:///etc/passwd', '/v2/there/blobs/loop']) {
      const { host } = await meddlingProxy(hostOf(far), {
        before: ({ url = '' }, response) => {
          if (!url.includes('/blobs/')) return false;
          response.writeHead(307, { location }).end();
          return true;
        },
      });
      const { transfers } = transferring();
      await expect(transfers.pull({ ...choice, access: { host } })).rejects.toMatchObject({
        code: 'TRANSFER_REDIRECT_REFUSED',
      });
    }
  });

  it('is stopped by the limits', async () => {
    const far = await serveRegistry();
    await pushBig(far, 'there', '1', MiB);
    const access = { host: hostOf(far) };
    for (const limits of [{ totalBytes: MiB }, { allManifestBytes: 0, manifests: 0 }]) {
      const sample = sampleImage();
      await storeImage(far.registry, 'there', '2', sample);
      const { transfers } = transferring(limits);
      const references = 'totalBytes' in limits ? ['1'] : ['2'];
      await expect(transfers.pull({ ...choice, references, access })).rejects.toMatchObject({
        code: 'TRANSFER_TOO_LARGE',
      });
    }
    const slow = transferring({ totalMs: 1 });
    await expect(slow.transfers.pull({ ...choice, access })).rejects.toMatchObject({
      code: 'TRANSFER_TIME_OVER',
    });
  });
});

describe('logins', () => {
  /** A registry behind a token service; tokens are good for one scope. */
  async function guarded(user: string, password: string) {
    const far = await serveRegistry();
    await storeImage(far.registry, 'there', '1', sampleImage());
    const asked: { scope: string | null; authorization: string | undefined }[] = [];
    const service = await listening((incoming, response) => {
      const url = new URL(incoming.url ?? '/', 'http://x');
      const { authorization } = incoming.headers;
      asked.push({ scope: url.searchParams.get('scope'), authorization });
      if (authorization !== `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`)
        return void response.writeHead(401).end();
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ token: `T-${url.searchParams.get('scope')}`, expires_in: 300 }));
    });
    const proxy = await meddlingProxy(hostOf(far), {
      before: (incoming, response) => {
        const { authorization = '' } = incoming.headers;
        delete incoming.headers.authorization;
        const right = incoming.method === 'GET' || incoming.method === 'HEAD' ? 'pull' : 'push';
        if (authorization.startsWith('Bearer T-repository:') && authorization.includes(right)) return false;
        response.writeHead(401, {
          'www-authenticate': `Bearer realm="http://${service.host}/token",service="far",scope="repository:there:pull"`,
        });
        response.end();
        return true;
      },
    });
    return { ...proxy, asked, far };
  }

  it('by token: one per scope, the password goes to the token service only', async () => {
    const { host, seen, asked, far } = await guarded('ann', 's3cret');
    const { transfers } = transferring();
    const access = { host, credentials: { username: 'ann', password: 's3cret' } };
    await transfers.pull({ ...choice, access });
    expect(asked.map(({ scope }) => scope)).toEqual(['repository:there:pull']);
    await transfers.push({ access, repository: 'here', remote: 'back', references: ['1'] });
    expect(asked.at(-1)?.scope).toBe('repository:back:pull,push');
    expect(far.registry.manifests.get('back', '1')).toBeDefined();
    expect(seen.some(({ headers }) => headers.authorization?.startsWith('Basic'))).toBe(false);
  });

  it('says so when they are wrong or missing', async () => {
    const { host } = await guarded('ann', 's3cret');
    const { transfers } = transferring();
    const wrong = { host, credentials: { username: 'ann', password: 'guess' } };
    for (const access of [wrong, { host }]) {
      await expect(transfers.pull({ ...choice, access })).rejects.toMatchObject({ code: 'TRANSFER_DENIED' });
    }
  });

  it('by name and password, which do not follow a download to another host', async () => {
    const far = await serveRegistry();
    await pushSmall(far.registry, 'there', ['1'], 'a');
    const elsewhere = await meddlingProxy(hostOf(far));
    const right = `Basic ${Buffer.from('bob:pw').toString('base64')}`;
    const front = await meddlingProxy(hostOf(far), {
      before: (incoming, response) => {
        if (incoming.headers.authorization !== right) {
          response.writeHead(401, { 'www-authenticate': 'Basic realm="far"' }).end();
          return true;
        }
        delete incoming.headers.authorization;
        if (!incoming.url?.includes('/blobs/')) return false;
        response.writeHead(307, { location: `http://${elsewhere.host}${incoming.url}` }).end();
        return true;
      },
    });
    const { transfers } = transferring();
    const access = { host: front.host, credentials: { username: 'bob', password: 'pw' } };
    expect(await transfers.pull({ ...choice, access })).toMatchObject({ blobs: 2 });
    expect(elsewhere.seen.length).toBe(2);
    expect(elsewhere.seen.every(({ headers }) => headers.authorization === undefined)).toBe(true);
  });
});

describe('what is copied', () => {
  it('R-20: addresses of foreign layers are never asked, but shown', async () => {
    const far = await serveRegistry();
    let asked = 0;
    const trap = await listening((_incoming, response) => {
      asked += 1;
      response.end('layer');
    });
    const config = Buffer.from('{}');
    await far.registry.blobs.put('there', config);
    const digest = digestOf('layer');
    const body = Buffer.from(
      JSON.stringify({
        ...JSON.parse(imageBody(config, []).toString()),
        layers: [
          {
            mediaType: 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip',
            digest,
            size: 5,
            urls: [`http://${trap.host}/layer`],
          },
        ],
      }),
    );
    await far.registry.manifests.put({ repository: 'there', body, mediaType: OCI_IMAGE, tags: ['1'] });
    const { transfers } = transferring();
    const done = await transfers.pull({ ...choice, access: { host: hostOf(far) } });
    expect(done.findings).toEqual([{ kind: 'foreign-layer', digest, urls: [`http://${trap.host}/layer`] }]);
    const back = await transfers.push({ ...choice, remote: 'back', access: { host: hostOf(far) } });
    expect(back.findings).toEqual(done.findings);
    expect(asked).toBe(0);
  });

  it('keeps sha512 digests both ways', async () => {
    const far = await serveRegistry();
    const layer = Buffer.from('layer');
    const config = Buffer.from('{}');
    const digests = [layer, config].map((each) => digestOf(each, 'sha512'));
    await far.registry.blobs.put('there', layer, digests[0] as Digest);
    await far.registry.blobs.put('there', config, digests[1] as Digest);
    const body = Buffer.from(
      JSON.stringify({
        schemaVersion: 2,
        mediaType: OCI_IMAGE,
        config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: digests[1], size: 2 },
        layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar', digest: digests[0], size: 5 }],
      }),
    );
    const digest = digestOf(body, 'sha512');
    await far.registry.manifests.put({
      repository: 'there',
      body,
      digest,
      mediaType: OCI_IMAGE,
      tags: ['1'],
    });
    const here = transferring();
    await here.transfers.pull({ ...choice, access: { host: hostOf(far) } });
    expect(here.registry.manifests.get('here', '1')?.digest).toBe(digest);
    const third = await serveRegistry();
    await here.transfers.push({ ...choice, access: { host: hostOf(third) } });
    expect(third.registry.manifests.get('there', '1')?.digest).toBe(digest);
    expect(third.registry.blobs.stat('there', digests[0] as Digest)).toBeDefined();
  });

  it('can be one platform: a sparse index here, the image alone there', async () => {
    const far = await serveRegistry();
    const sample = sampleImage();
    await storeImage(far.registry, 'there', '1', sample);
    const here = transferring();
    const access = { host: hostOf(far) };
    const pulled = await here.transfers.pull({ ...choice, access, platforms: ['linux/arm64'] });
    expect(pulled).toMatchObject({ manifests: 2, images: [{ digest: sample.index.digest }] });
    const pushed = await here.transfers.push({
      ...choice,
      access,
      remote: 'arm',
      platforms: ['linux/arm64'],
    });
    const arm = sample.manifests[1]?.digest;
    expect([pushed.images[0]?.digest, far.registry.manifests.get('arm', '1')?.digest]).toEqual([arm, arm]);
    await expect(
      here.transfers.pull({ ...choice, access, platforms: ['linux/s390x'] }),
    ).rejects.toMatchObject({ code: 'REGISTRY_PLATFORM_UNKNOWN' });
  });

  it('links what the other registry has in another repository', async () => {
    const far = await serveRegistry();
    const here = transferring();
    await pushSmall(here.registry, 'here', ['1'], 'base');
    const { host, seen } = await meddlingProxy(hostOf(far));
    await here.transfers.push({ ...choice, access: { host }, remote: 'one' });
    const before = seen.length;
    const done = await here.transfers.push({ ...choice, access: { host }, remote: 'two' });
    expect(done).toMatchObject({ transferred: 0, skipped: done.bytes });
    const posts = seen.slice(before).filter(({ method }) => method === 'POST');
    expect(posts.every(({ url }) => url.includes('mount=') && url.includes('from=one'))).toBe(true);
  });

  it('can run twice at once without getting in its own way', async () => {
    const far = await serveRegistry();
    await pushBig(far, 'there', '1', 3 * MiB);
    const { transfers } = transferring();
    const access = { host: hostOf(far) };
    const both = await Promise.all([
      transfers.pull({ ...choice, access }),
      transfers.pull({ ...choice, access }),
    ]);
    expect(both.reduce((sum, { transferred }) => sum + transferred, 0)).toBe(both[0]?.bytes);
  });

  it('names what is not there', async () => {
    const far = await serveRegistry();
    await pushSmall(far.registry, 'there', ['1'], 'a');
    const { transfers } = transferring();
    const access = { host: hostOf(far) };
    await expect(transfers.pull({ ...choice, access, references: ['9'] })).rejects.toMatchObject({
      code: 'TRANSFER_NOT_FOUND',
    });
    await expect(transfers.push({ ...choice, access })).rejects.toMatchObject({
      code: 'REGISTRY_MANIFEST_UNKNOWN',
    });
    const dead = transferring({ tries: 1 });
    await expect(dead.transfers.pull({ ...choice, access: { host: '127.0.0.1:1' } })).rejects.toMatchObject({
      code: 'TRANSFER_UNREACHABLE',
    });
  });
});

describe('names of other registries', () => {
  it.each([
    ['registry.example.com/team/web:1.0', 'registry.example.com', 'team/web', '1.0'],
    ['docker://localhost:5000/web', 'localhost:5000', 'web', undefined],
    ['redis:7', 'docker.io', 'library/redis', '7'],
  ])('%s', (text, host, repository, reference) => {
    expect(parseRemoteName(text)).toEqual({ host, repository, ...(reference && { reference }) });
  });

  it('refuses what is none', () => {
    for (const bad of ['', 'UPPER', 'host.example/', 'a b', 'x@sha256:12'])
      expect(() => parseRemoteName(bad)).toThrow(/does not name/);
  });
});

describeTool('openssl', 'TLS', () => {
  it('is checked against the system and the given authority', async () => {
    const dir = tempDir();
    const [key, cert] = [join(dir, 'key.pem'), join(dir, 'cert.pem')];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    await runTool('openssl', [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', cert],
      ...subject,
    ]);
    const { registry } = openRegistry();
    await pushSmall(registry, 'there', ['1'], 'a');
    const handle = createOciHandler(registry, {});
    const server = createServer(
      { key: readFileSync(key), cert: readFileSync(cert) },
      (incoming, response) => {
        incoming.headers.host = '127.0.0.1';
        void handle(incoming, response);
      },
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const limits = { ...defaultTransferLimits, tries: 1 };
    const ask = async (ca: string | undefined, base: string) => {
      const http = new HttpClient({
        plainHttp: false,
        idleMs: limits.idleMs,
        signal: AbortSignal.timeout(10_000),
        ...(ca !== undefined && { ca }),
      });
      try {
        return (await http.send({ method: 'GET', url: new URL('/v2/', base) })).status;
      } finally {
        http.close();
      }
    };
    const base = `https://localhost:${port}`;
    await expect(ask(undefined, base)).rejects.toMatchObject({ code: 'TRANSFER_TLS_UNTRUSTED' });
    expect(await ask(readFileSync(cert, 'utf8'), base)).toBe(200);
    await expect(ask(readFileSync(cert, 'utf8'), `https://127.0.0.1:${port}`)).rejects.toMatchObject({
      code: 'TRANSFER_TLS_UNTRUSTED',
    });
    const plain = await listening((_incoming, response) => void response.end());
    await expect(ask(undefined, `https://${plain.host}`)).rejects.toMatchObject({ code: 'TRANSFER_NOT_TLS' });
    const { transfers } = transferring();
    const access = { host: '127.0.0.1:1', ca: 'nonsense' };
    await expect(transfers.pull({ ...choice, access })).rejects.toMatchObject({
      code: 'TRANSFER_CA_INVALID',
    });
  });
});

describe('addresses', () => {
  it('are https but for this machine, unless told', () => {
    const of = (host: string, plain = false): string => apiAddress(host, plain).href;
    expect(of('registry.example.com')).toBe('https://registry.example.com/');
    expect(of('registry.example.com:5000', true)).toBe('http://registry.example.com:5000/');
    expect(of('127.0.0.1:5000')).toBe('http://127.0.0.1:5000/');
    expect(of('[::1]:5000')).toBe('http://[::1]:5000/');
    expect(of('127.0.0.1.example.com')).toBe('https://127.0.0.1.example.com/');
    expect(isThisMachine('10.0.0.1')).toBe(false);
  });
});
