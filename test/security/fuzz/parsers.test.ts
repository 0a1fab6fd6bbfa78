import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DrydockError } from '../../../src/core/errors/index.ts';
import { defaultImportLimits } from '../../../src/core/registry/import/limits.ts';
import { readTar } from '../../../src/core/registry/import/tar-reader.ts';
import {
  exportImage,
  grantText,
  importImage,
  isRepositoryName,
  isTag,
  parseDigest,
  parseGrant,
  parseImageReference,
  parseScopes,
} from '../../../src/core/registry/index.ts';
import { parseManifest } from '../../../src/core/registry/manifests/parse.ts';
import { parseMultipart } from '../../../src/server/charts/multipart.ts';
import { chartRoute } from '../../../src/server/charts/route.ts';
import { routePath } from '../../../src/server/oci/index.ts';
import { chooseRange, parseChunkRange } from '../../../src/server/oci/range.ts';
import {
  chunksOf,
  imageBody,
  OCI_IMAGE,
  openRegistry,
  sampleImage,
  storeImage,
  tempDir,
} from '../../core/registry/helpers.ts';
import { rawTar } from '../../core/registry/tar.ts';
import { Dice, firstSeed, mutate, rounds } from './mutate.ts';

/** A refusal of the catalogue is an answer; anything else that is thrown is a mistake. */
function answers<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof DrydockError && error.code !== 'INTERNAL') return undefined;
    throw error;
  }
}

const runs = { numRuns: rounds(500), seed: firstSeed };

/** Texts near the grammar: half of them random, half made of its own pieces. */
const near = (...pieces: string[]) =>
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc
      .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 3 })), { maxLength: 12 })
      .map((all) => all.join('')),
  );

describe('properties of the registry’s grammars', () => {
  it('references and names', () => {
    fc.assert(
      fc.property(
        near('a', 'shop', '/', ':', '@', '.', '-', '__', 'sha256:', 'a'.repeat(64), '..', '%', 'V1'),
        (text) => {
          answers(() => parseImageReference(text));
          if (isRepositoryName(text)) expect(text).toMatch(/^[a-z0-9][a-z0-9._/-]*$/);
          if (isRepositoryName(text)) expect(text).not.toMatch(/\.\.|\/\/|\/$|^\//);
          if (isTag(text)) expect(text).toMatch(/^[\w][\w.-]{0,127}$/);
          const target = answers(() => routePath(`/v2/${text}`));
          expect(target).toBeDefined();
          answers(() => chartRoute(`/chartrepo/${text}`));
        },
      ),
      runs,
    );
  });

  it('digests', () => {
    fc.assert(
      fc.property(
        near('sha256:', 'sha512:', 'a'.repeat(64), 'A'.repeat(64), 'f'.repeat(128), ':', '+'),
        (text) => {
          const digest = parseDigest(text);
          if (digest !== undefined) expect(text).toMatch(/^(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/);
        },
      ),
      runs,
    );
  });

  it('ranges stay inside the content, whatever is asked', () => {
    fc.assert(
      fc.property(near('bytes=', '-', '0', '5', '99999999999999999', ',', ' '), fc.nat(10), (text, size) => {
        const range = chooseRange(text, size);
        if (typeof range === 'string') return;
        expect(range.start).toBeGreaterThanOrEqual(0);
        expect(range.end).toBeLessThan(size);
        expect(range.start).toBeLessThanOrEqual(range.end);
      }),
      runs,
    );
    fc.assert(
      fc.property(near('bytes ', '0', '-', '5', '/', '*', '18446744073709551616'), (text) => {
        const range = parseChunkRange(text);
        if (!range) return;
        expect(Number.isSafeInteger(range.start) && Number.isSafeInteger(range.end)).toBe(true);
        expect(range.end).toBeGreaterThanOrEqual(range.start);
      }),
      runs,
    );
  });

  it('scopes name only repositories and known actions; grants are read as they are written', () => {
    fc.assert(
      fc.property(
        fc.array(near('repository:', 'registry:catalog:*', 'a/b', ':', 'pull', ',', '*', '(plugin)'), {
          maxLength: 4,
        }),
        (texts) => {
          for (const { type, name, actions } of parseScopes(texts)) {
            expect(type === 'registry' ? name === 'catalog' : isRepositoryName(name)).toBe(true);
            for (const action of actions) expect(['pull', 'push', 'delete', '*']).toContain(action);
          }
        },
      ),
      runs,
    );
    fc.assert(
      fc.property(near('shop/**', '*', '=', 'pull', ',', 'push', 'delete'), (text) => {
        const grant = answers(() => parseGrant(text));
        if (grant) expect(parseGrant(grantText(grant))).toEqual(grant);
      }),
      runs,
    );
  });

  it('manifests of any JSON are taken or refused', () => {
    const key = fc.constantFrom(
      'config',
      'layers',
      'manifests',
      'blobs',
      'subject',
      'mediaType',
      'annotations',
      'schemaVersion',
      'digest',
      'size',
      '__proto__',
    );
    const { json } = fc.letrec((tie) => ({
      json: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom(null, true, 2, -1, 1e300, '', OCI_IMAGE, `sha256:${'a'.repeat(64)}`),
        fc.array(tie('json'), { maxLength: 4 }),
        fc.dictionary(key, tie('json'), { maxKeys: 8 }),
      ),
    }));
    fc.assert(
      fc.property(json, fc.option(fc.constant(OCI_IMAGE), { nil: undefined }), (document, type) => {
        answers(() => parseManifest(Buffer.from(JSON.stringify(document)), type, 100));
      }),
      runs,
    );
  });
});

describe('bytes that are nearly right', () => {
  const each = async (count: number, work: (dice: Dice, round: number) => unknown): Promise<void> => {
    for (let round = 0; round < count; round += 1) {
      try {
        await work(new Dice(firstSeed * 7919 + round), round);
      } catch (error) {
        if (error instanceof DrydockError && error.code !== 'INTERNAL') continue;
        throw new Error(`round ${round}`, { cause: error });
      }
    }
  };

  it('manifests', async () => {
    const body = imageBody(Buffer.from('{}'), [Buffer.from('a'), Buffer.from('b')], {
      annotations: { a: 'b' },
    });
    await each(rounds(3000), (dice) =>
      parseManifest(mutate(dice, body), dice.once(2) ? OCI_IMAGE : undefined, 100),
    );
  });

  it('forms', async () => {
    const part = (name: string, content: string) =>
      `--XX\r\nContent-Disposition: form-data; name="${name}"; filename="f"\r\n\r\n${content}\r\n`;
    const body = Buffer.from(`${part('chart', 'content')}${part('prov', 'more')}--XX--\r\n`);
    const type = 'multipart/form-data; boundary=XX';
    await each(rounds(3000), (dice) => {
      const given = dice.once(4) ? mutate(dice, Buffer.from(type)).toString('latin1') : type;
      for (const content of parseMultipart(mutate(dice, body), given).values())
        expect(content.byteLength).toBeLessThanOrEqual(10_000);
    });
  });

  it('tar streams, cut into any chunks', async () => {
    const tar = rawTar([
      { path: 'a/file', content: 'content' },
      { path: '././@LongLink', type: 'L', content: `${'long/'.repeat(60)}name` },
      { path: 'cut', content: Buffer.alloc(700, 'x') },
      { path: 'pax', type: 'x', content: '20 path=other/names\n11 size=100\n' },
      { path: 'p', content: Buffer.alloc(100, 'y') },
      { path: 'link', type: '2', link: '../../etc/passwd' },
      { path: 'empty' },
    ]);
    await each(rounds(2000), async (dice) => {
      const bytes = mutate(dice, tar);
      const cut = dice.roll(bytes.byteLength + 1);
      let read = 0;
      for await (const entry of readTar(
        chunksOf(bytes.subarray(0, cut), bytes.subarray(cut)),
        'f',
        defaultImportLimits,
      )) {
        if (dice.once(2)) continue;
        for await (const chunk of entry.body) read += chunk.byteLength;
      }
      expect(read).toBeLessThanOrEqual(bytes.byteLength);
    });
  });

  it('image archives: what is imported is whole, what is refused leaves no image behind', async () => {
    const dir = tempDir();
    const source = openRegistry();
    await storeImage(source.registry, 'web', 'v1', sampleImage());
    await exportImage(source.registry, { repository: 'web', reference: 'v1' }, join(dir, 'oci.tar'), {
      format: 'oci',
    });
    const { readFileSync } = await import('node:fs');
    const archive = readFileSync(join(dir, 'oci.tar'));
    const { registry } = openRegistry();
    await each(rounds(150), async (dice, round) => {
      const bytes = mutate(dice, archive);
      const file = join(dir, 'spoilt.tar');
      writeFileSync(file, dice.once(4) ? mutate(dice, gzipSync(bytes)) : bytes);
      const { images } = await importImage(registry, file, { name: `fuzz/r${round}:v1` });
      for (const { repository, digest } of images)
        expect(registry.manifests.get(repository, digest)?.digest).toBe(digest);
    });
    expect((await registry.check()).damaged).toEqual([]);
  });
});

describe('Authorization headers', () => {
  it('nothing but a login that is right gives an identity', async () => {
    const { registry } = openRegistry();
    const { access } = registry;
    const { secret = '' } = await access.addAccount('ci', ['**=pull']);
    const basic = `Basic ${Buffer.from(`ci:${secret}`).toString('base64')}`;
    const identity = await access.authenticate(basic);
    if (!identity) throw new Error('no identity');
    const bearer = `Bearer ${(await access.issue(identity, [], true)).token}`;
    for (let round = 0; round < rounds(400); round += 1) {
      const dice = new Dice(firstSeed * 104_729 + round);
      // A wrong secret costs a hash each: most rounds go to tokens.
      const seed = dice.once(20) ? basic : bearer;
      const header = mutate(dice, Buffer.from(seed), [Buffer.from(bearer)]).toString('latin1');
      const found = await access.authenticate(header).catch((error: unknown) => {
        if (error instanceof DrydockError && error.code === 'REGISTRY_UNAUTHORIZED') return undefined;
        throw error;
      });
      if (found === undefined) continue;
      const same = header.replace(/^(\w+) +/, (_, scheme: string) => `${scheme.toLowerCase()} `);
      const right = seed.replace(/^\w+ /, (scheme) => scheme.toLowerCase());
      // Base64 has several spellings of one text (unused bits, missing padding); the text is what counts.
      const plain = (text: string): string =>
        text.startsWith('basic') ? Buffer.from(text.slice(6), 'base64').toString() : text;
      expect(plain(same)).toBe(plain(right));
    }
  }, 120_000);
});
