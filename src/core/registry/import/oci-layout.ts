import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { type Digest, digestAlgorithm, digestHex, digestOf, parseDigest } from '../digest.ts';
import { type ParsedManifest, parseManifest } from '../manifests/parse.ts';
import { type ImportLimits, notAnArchive, tooLarge } from './limits.ts';
import type { PlannedBlob, PlannedImage, PlannedManifest } from './plan.ts';
import type { ImageSource } from './source.ts';
import { nameFromFile, parseTarget, placeOf, type TargetName } from './target-name.ts';

const REF_NAME = 'org.opencontainers.image.ref.name';
const CONTAINERD_NAME = 'io.containerd.image.name';
const MAX_DESCRIPTORS = 10_000;

/** Path of a blob in an OCI image layout (image-spec image-layout.md). */
export const blobPath = (digest: Digest): string => `blobs/${digestAlgorithm(digest)}/${digestHex(digest)}`;

/** The images that `index.json` names; undefined when the source is no OCI layout. */
export async function planOciLayout(
  source: ImageSource,
  name: string | undefined,
  limits: ImportLimits,
): Promise<readonly PlannedImage[] | undefined> {
  const content = await source.document('index.json');
  if (!content || (await source.document('oci-layout')) === undefined) return undefined;
  const index = parseObject(content, source.file, 'index.json');
  const descriptors = Array.isArray(index.manifests) ? index.manifests.filter(isJsonObject) : [];
  if (descriptors.length === 0) throw notAnArchive(source.file, 'index.json names no image');
  const images: PlannedImage[] = [];
  for (const descriptor of descriptors) {
    const digest = digestIn(descriptor, source.file);
    const walk = new Walk(source, limits);
    await walk.visit(digest, stringIn(descriptor, 'mediaType'), 0);
    images.push({
      target: targetOf(descriptor, name, source.file),
      blobs: [...walk.blobs.values()],
      manifests: walk.manifests,
      root: digest,
    });
  }
  return images;
}

/** Follows a descriptor down to configs and layers. Children that the layout lacks make a sparse index. */
class Walk {
  readonly blobs = new Map<Digest, PlannedBlob>();
  readonly manifests: PlannedManifest[] = [];
  readonly #source: ImageSource;
  readonly #limits: ImportLimits;
  readonly #seen = new Set<Digest>();

  constructor(source: ImageSource, limits: ImportLimits) {
    this.#source = source;
    this.#limits = limits;
  }

  async visit(digest: Digest, mediaType: string | undefined, depth: number): Promise<void> {
    if (this.#seen.has(digest)) return;
    if (depth > this.#limits.depth)
      throw tooLarge(this.#source.file, 'indexes within indexes', this.#limits.depth);
    this.#seen.add(digest);
    const body = await this.#source.document(blobPath(digest));
    if (!body) {
      if (depth > 0) return;
      throw notAnArchive(this.#source.file, `manifest ${digest} is missing`);
    }
    if (digestOf(body, digestAlgorithm(digest)) !== digest) {
      throw notAnArchive(this.#source.file, `manifest ${digest} has another content`);
    }
    const parsed = parseManifest(body, mediaType, MAX_DESCRIPTORS);
    for (const child of parsed.children) await this.visit(child.digest, undefined, depth + 1);
    this.#collect(parsed);
    this.manifests.push({ digest, mediaType, body });
  }

  #collect(parsed: ParsedManifest): void {
    for (const { digest, required, kind } of parsed.blobs) {
      const path = blobPath(digest);
      if (this.#source.size(path) !== undefined) this.blobs.set(digest, { path, digest });
      else if (required) throw notAnArchive(this.#source.file, `${kind} ${digest} is missing`);
    }
  }
}

/** The name asked for, else the full name that containerd wrote, else the ref name (a tag or a name), else the file's. */
function targetOf(descriptor: JsonObject, name: string | undefined, file: string): TargetName {
  const annotations = descriptor.annotations;
  const notes = isJsonObject(annotations ?? null) ? (annotations as JsonObject) : {};
  const full = stringIn(notes, CONTAINERD_NAME);
  const ref = stringIn(notes, REF_NAME);
  const isBareTag = ref !== undefined && !/[/:]/.test(ref);
  const written =
    (full !== undefined ? placeOf(full) : undefined) ??
    (ref !== undefined && !isBareTag ? placeOf(ref) : undefined);
  const tag = written?.tag ?? (isBareTag && placeOf(`x:${ref}`) ? ref : 'latest');
  if (name !== undefined) {
    const asked = parseTarget(name);
    return { repository: asked.repository, tag: asked.tag ?? tag };
  }
  return written ?? { repository: nameFromFile(file), tag };
}

export function parseObject(content: Buffer, file: string, what: string): JsonObject {
  const value = parseJson(content, file, what);
  if (!isJsonObject(value)) throw notAnArchive(file, `${what} is not a JSON object`);
  return value;
}

export function parseJson(content: Buffer, file: string, what: string): Json {
  try {
    return JSON.parse(content.toString('utf8')) as Json;
  } catch {
    throw notAnArchive(file, `${what} is not JSON`);
  }
}

export function stringIn(object: JsonObject, key: string): string | undefined {
  const value = object[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function digestIn(descriptor: JsonObject, file: string): Digest {
  const digest = parseDigest(stringIn(descriptor, 'digest') ?? '');
  if (!digest) throw notAnArchive(file, 'index.json has a descriptor without a valid digest');
  return digest;
}
