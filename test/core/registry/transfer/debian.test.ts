import { expect, it } from 'vitest';
import { runTool } from '../../../conformance/helpers.ts';
import { describeTool } from '../../../helpers/tools.ts';
import { serveRegistry } from '../../../server/oci/helpers.ts';
import { openRegistry, pushSmall, sampleImage, storeImage } from '../helpers.ts';
import { debianRegistry, MiB, meddlingProxy, pushBig, transferring } from './helpers.ts';

const skopeo = (...args: string[]): Promise<string> => runTool('skopeo', args);
const raw = (host: string, image: string): Promise<string> =>
  skopeo('inspect', '--raw', '--tls-verify=false', `docker://${host}/${image}`);

describeTool(['docker-registry', 'skopeo'], 'transfers with Debian’s registry', () => {
  it('copies all platforms there and back with the same bytes, as skopeo sees them', async () => {
    const { host } = await debianRegistry();
    const here = transferring();
    const sample = sampleImage();
    await storeImage(here.registry, 'shop/web', '1.0', sample);
    const pushed = await here.transfers.push({
      access: { host },
      repository: 'shop/web',
      remote: 'mirror/web',
      references: ['1.0'],
    });
    expect(pushed.images).toEqual([{ reference: '1.0', digest: sample.index.digest }]);
    expect(pushed.transferred).toBe(pushed.bytes);
    expect(await raw(host, 'mirror/web:1.0')).toBe(sample.index.content.toString());

    const there = transferring();
    const pulled = await there.transfers.pull({
      access: { host },
      repository: 'again',
      remote: 'mirror/web',
      references: ['1.0'],
    });
    expect(pulled).toMatchObject({ manifests: 3, findings: [], transferred: pushed.bytes, skipped: 0 });
    expect(there.registry.manifests.get('again', '1.0')?.body).toEqual(sample.index.content);
    expect((await there.registry.browse.show('again', '1.0')).images).toHaveLength(2);
    const report = await there.registry.check();
    expect(report).toMatchObject({ damaged: [] });

    const twice = await there.transfers.pull({
      access: { host },
      repository: 'again',
      remote: 'mirror/web',
      references: ['1.0'],
    });
    expect(twice).toMatchObject({ transferred: 0, skipped: pushed.bytes });
    const second = await here.transfers.push({
      access: { host },
      repository: 'shop/web',
      remote: 'mirror/web',
      references: ['1.0'],
    });
    expect(second).toMatchObject({ transferred: 0, skipped: pushed.bytes });
  }, 60_000);

  it('takes what skopeo pushed there, and all tags of a repository', async () => {
    const { host } = await debianRegistry();
    const source = await serveRegistry();
    await storeImage(source.registry, 'a/b', '1', sampleImage('one'));
    await storeImage(source.registry, 'a/b', '2', sampleImage('two'));
    for (const tag of ['1', '2']) {
      await skopeo(
        'copy',
        '--all',
        '--src-tls-verify=false',
        '--dest-tls-verify=false',
        `docker://127.0.0.1:${source.port}/a/b:${tag}`,
        `docker://${host}/x/y:${tag}`,
      );
    }
    const here = transferring();
    const done = await here.transfers.pull({
      access: { host },
      repository: 'local/y',
      remote: 'x/y',
      references: 'all',
    });
    expect(done.images.map(({ reference }) => reference).sort()).toEqual(['1', '2']);
    for (const tag of ['1', '2']) {
      expect(here.registry.manifests.get('local/y', tag)?.digest).toBe(
        source.registry.manifests.get('a/b', tag)?.digest,
      );
    }
  }, 60_000);

  it('goes on behind the last piece of a broken push, also in a new process', async () => {
    const { host } = await debianRegistry();
    const first = transferring({ pieceBytes: MiB, tries: 1 });
    const { digest } = await pushBig(first, 'big', '1', 5 * MiB + 17);
    let pieces = 0;
    const proxy = await meddlingProxy(host, {
      before: (incoming, response) => {
        if (incoming.method !== 'PATCH') return false;
        pieces += 1;
        if (pieces <= 3) return false;
        response.destroy();
        return true;
      },
    });
    const choice = { repository: 'big', remote: 'far/big', references: ['1'] };
    await expect(first.transfers.push({ ...choice, access: { host: proxy.host } })).rejects.toMatchObject({
      code: 'TRANSFER_UNREACHABLE',
    });
    // The upload's place is known by the host that it was begun at.
    const again = transferring({ pieceBytes: MiB }, first.crash());
    pieces = -100;
    const done = await again.transfers.push({ ...choice, access: { host: proxy.host } });
    expect(done.resumed).toBe(3 * MiB);
    expect(JSON.parse(await raw(host, 'far/big:1'))).toBeTruthy();
    expect(
      await skopeo('inspect', '--tls-verify=false', '--format', '{{.Digest}}', `docker://${host}/far/big:1`),
    ).toBe(`${digest}\n`);
  }, 60_000);

  it('keeps referrers there with the tag schema, and finds them again', async () => {
    const { host } = await debianRegistry();
    const here = transferring();
    const image = await pushSmall(here.registry, 'signed', ['1'], 'app');
    const artifact = await pushSmall(here.registry, 'signed', [], 'signature', {
      artifactType: 'application/vnd.example.signature',
      subject: {
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
        digest: image.digest,
        size: image.body.byteLength,
      },
    });
    const to = {
      access: { host },
      repository: 'signed',
      remote: 'signed',
      references: ['1'],
      referrers: true,
    };
    expect(await here.transfers.push(to)).toMatchObject({ referrers: 1, manifests: 2 });
    const tag = image.digest.replace(':', '-');
    const list = JSON.parse(await raw(host, `signed:${tag}`));
    expect(list.manifests).toMatchObject([
      { digest: artifact.digest, artifactType: 'application/vnd.example.signature' },
    ]);
    await here.transfers.push(to);
    expect(JSON.parse(await raw(host, `signed:${tag}`)).manifests).toHaveLength(1);
    const there = transferring({}, openRegistry());
    await there.transfers.pull({ ...to, repository: 'back' });
    expect(there.registry.manifests.referrers('back', image.digest).descriptors).toMatchObject([
      { digest: artifact.digest },
    ]);
  }, 60_000);
});
