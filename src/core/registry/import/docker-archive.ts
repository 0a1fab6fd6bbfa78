import { isJsonObject, type Json } from '../../json.ts';
import { type Digest, Digester, digestOf, parseDigest } from '../digest.ts';
import { OCI_CONFIG, OCI_IMAGE, OCI_LAYER, OCI_LAYER_GZIP } from '../manifests/media-types.ts';
import { notAnArchive } from './limits.ts';
import { parseJson, parseObject } from './oci-layout.ts';
import type { PlannedImage } from './plan.ts';
import type { ImageSource } from './source.ts';
import { nameFromFile, parseTarget, placeOf, type TargetName } from './target-name.ts';

interface Saved {
  readonly config: string;
  readonly tags: readonly string[];
  readonly layers: readonly string[];
}

interface Layer {
  readonly path: string;
  readonly digest: Digest;
  readonly size: number;
  readonly mediaType: string;
}

/**
 * The images of a `docker save` archive; undefined when the source is none. Layers stay as they lie, so their digests
 * are those that the config's diff_ids promise; the manifests are made here.
 */
export async function planDockerArchive(
  source: ImageSource,
  name: string | undefined,
): Promise<readonly PlannedImage[] | undefined> {
  const content = await source.document('manifest.json');
  if (!content) return undefined;
  const list = parseJson(content, source.file, 'manifest.json');
  if (!Array.isArray(list) || list.length === 0)
    throw notAnArchive(source.file, 'manifest.json names no image');
  const saved = list.map((item) => readSaved(item, source));
  const layers = await digestLayers(source, new Set(saved.flatMap((image) => image.layers)));
  const images: PlannedImage[] = [];
  for (const image of saved) images.push(...(await planSaved(source, image, layers, name)));
  return images;
}

function readSaved(item: Json, source: ImageSource): Saved {
  const { file } = source;
  if (!isJsonObject(item)) throw notAnArchive(file, 'manifest.json holds something else than images');
  const { Config: config, RepoTags: tags, Layers: layers } = item;
  if (
    typeof config !== 'string' ||
    !Array.isArray(layers) ||
    !layers.every((each) => typeof each === 'string')
  ) {
    throw notAnArchive(file, 'manifest.json lacks Config or Layers');
  }
  const resolved = layers.map((path) => source.resolve(path));
  return {
    config,
    layers: resolved,
    tags: Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [],
  };
}

async function digestLayers(
  source: ImageSource,
  paths: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Layer>> {
  const found = new Map<string, Layer>();
  const unread = new Set(paths);
  for (const path of paths) {
    const known = source.known?.(path);
    if (!known) continue;
    const { digest, size, isGzip } = known;
    found.set(path, { path, digest, size, mediaType: isGzip ? OCI_LAYER_GZIP : OCI_LAYER });
    unread.delete(path);
  }
  const digestOne = async (path: string, size: number, body: AsyncIterable<Uint8Array>) => {
    const digester = new Digester('sha256');
    let mediaType = OCI_LAYER;
    let isFirst = true;
    for await (const chunk of body) {
      if (isFirst && chunk[0] === 0x1f && chunk[1] === 0x8b) mediaType = OCI_LAYER_GZIP;
      isFirst = false;
      digester.update(chunk);
    }
    found.set(path, { path, digest: digester.finish(), size, mediaType });
  };
  await source.files(unread, digestOne);
  return found;
}

async function planSaved(
  source: ImageSource,
  image: Saved,
  known: ReadonlyMap<string, Layer>,
  name: string | undefined,
): Promise<readonly PlannedImage[]> {
  const config = await source.document(image.config);
  if (!config) throw notAnArchive(source.file, `config ${image.config} is missing`);
  const layers = image.layers.map((path) => {
    const layer = known.get(path);
    if (!layer) throw notAnArchive(source.file, `layer ${path} is missing`);
    return layer;
  });
  checkDiffIds(config, layers, source.file);
  const configDigest = digestOf(config);
  const body = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: OCI_IMAGE,
      config: { mediaType: OCI_CONFIG, digest: configDigest, size: config.byteLength },
      layers: layers.map(({ mediaType, digest, size }) => ({ mediaType, digest, size })),
    }),
  );
  const root = digestOf(body);
  const blobs = [
    { path: source.resolve(image.config), digest: configDigest },
    ...new Map(layers.map(({ path, digest }) => [digest, { path, digest }])).values(),
  ];
  const manifests = [{ digest: root, mediaType: OCI_IMAGE, body }];
  return targetsOf(image, name, source.file).map((target) => ({ target, blobs, manifests, root }));
}

/** An archive whose layers are not the ones its config speaks of was put together wrongly, or by someone else. */
function checkDiffIds(config: Buffer, layers: readonly Layer[], file: string): void {
  const rootfs = parseObject(config, file, 'the image config').rootfs;
  const ids = rootfs !== undefined && isJsonObject(rootfs) ? rootfs.diff_ids : undefined;
  if (!Array.isArray(ids)) return;
  if (ids.length !== layers.length) throw notAnArchive(file, 'the config speaks of another number of layers');
  layers.forEach((layer, index) => {
    const id = parseDigest(String(ids[index]));
    if (layer.mediaType === OCI_LAYER && id !== layer.digest) {
      throw notAnArchive(file, `layer ${layer.path} is not the one its config speaks of`);
    }
  });
}

function targetsOf(image: Saved, name: string | undefined, file: string): readonly TargetName[] {
  const written = image.tags.flatMap((tag) => placeOf(tag) ?? []);
  if (name !== undefined) {
    const asked = parseTarget(name);
    return [{ repository: asked.repository, tag: asked.tag ?? written[0]?.tag ?? 'latest' }];
  }
  return written.length > 0 ? written : [{ repository: nameFromFile(file), tag: 'latest' }];
}
