import { DrydockError } from '../../errors/index.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { type Digest, parseDigest } from '../digest.ts';
import { isForeignLayer, type ManifestShape, OCI_IMAGE, OCI_INDEX, shapeOf } from './media-types.ts';
import { lookalike, repeatedName } from './plain-keys.ts';

/** A blob that a manifest refers to. */
export interface BlobReference {
  readonly kind: 'config' | 'layer' | 'blob';
  readonly digest: Digest;
  readonly mediaType: string;
  readonly size: number;
  /** False for foreign layers: they may live elsewhere. */
  readonly required: boolean;
}

export interface ChildReference {
  readonly digest: Digest;
}

/** What the registry keeps of a manifest besides its bytes. */
export interface ParsedManifest {
  readonly shape: ManifestShape;
  readonly mediaType: string;
  /** As the referrers API lists it: `artifactType`, else the media type of the config. */
  readonly artifactType?: string;
  readonly subject?: Digest;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly blobs: readonly BlobReference[];
  readonly children: readonly ChildReference[];
}

const invalid = (detail: string): DrydockError => new DrydockError('REGISTRY_MANIFEST_INVALID', { detail });

/**
 * Reads a manifest, index or artifact as pushed with `contentType`.
 * A document that could be read both as image and as index is refused (CVE-2021-41190), and so is one whose own
 * mediaType says something else than the header. Errors: REGISTRY_MANIFEST_INVALID.
 */
export function parseManifest(
  body: Buffer,
  contentType: string | undefined,
  maxDescriptors: number,
): ParsedManifest {
  const document = parseJson(body);
  const mediaType = decideType(document, contentType);
  const shape = shapeOf(mediaType);
  if (shape === undefined)
    throw invalid(`media type ${mediaType} is not a manifest that this registry keeps`);
  checkShape(document, shape);
  const refs = shape === 'index' ? [] : blobReferences(document, shape);
  const children =
    shape === 'index' ? descriptors(document, 'manifests').map(({ digest }) => ({ digest })) : [];
  if (refs.length + children.length > maxDescriptors)
    throw invalid(`more than ${maxDescriptors} descriptors`);
  const artifactType = artifactTypeOf(document);
  const subject = document.subject === undefined ? undefined : descriptor(document.subject, 'subject').digest;
  const annotations = annotationsOf(document.annotations);
  return {
    shape,
    mediaType,
    blobs: refs,
    children,
    ...(artifactType !== undefined && { artifactType }),
    ...(subject !== undefined && { subject }),
    ...(annotations !== undefined && { annotations }),
  };
}

function parseJson(body: Buffer): JsonObject {
  let document: Json;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    document = JSON.parse(text) as Json;
  } catch (error) {
    throw invalid(`not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isJsonObject(document)) throw invalid('not a JSON object');
  // Clients in Go read "Layers" as layers, and the last of two: what is checked here must be what they read.
  const repeated = repeatedName(text);
  if (repeated !== undefined) throw invalid(`${repeated} is given twice`);
  plainNames(document);
  return document;
}

function plainNames(object: JsonObject): void {
  const name = lookalike(object);
  if (name !== undefined) throw invalid(`${name} is another field's name in other letters`);
}

function decideType(document: JsonObject, contentType: string | undefined): string {
  const own = document.mediaType;
  if (own !== undefined && typeof own !== 'string') throw invalid('mediaType is not a string');
  if (contentType !== undefined && own !== undefined && own !== '' && own !== contentType) {
    throw invalid(`mediaType is ${own} but Content-Type is ${contentType}`);
  }
  const guess = 'manifests' in document ? OCI_INDEX : 'config' in document ? OCI_IMAGE : undefined;
  const type = contentType ?? (own || undefined) ?? guess;
  if (type === undefined) throw invalid('neither Content-Type nor mediaType is given');
  return type;
}

function checkShape(document: JsonObject, shape: ManifestShape): void {
  if (shape !== 'artifact' && document.schemaVersion !== 2) throw invalid('schemaVersion is not 2');
  const foreign = shape === 'index' ? ['config', 'layers', 'blobs', 'fsLayers'] : ['manifests', 'fsLayers'];
  const mixed = foreign.find((field) => field in document);
  if (mixed !== undefined) throw invalid(`${mixed} does not belong in this kind of manifest`);
  if (shape === 'image' && !('config' in document)) throw invalid('config is missing');
  if (shape === 'index' && !('manifests' in document)) throw invalid('manifests is missing');
}

function blobReferences(document: JsonObject, shape: ManifestShape): readonly BlobReference[] {
  if (shape === 'artifact') return descriptors(document, 'blobs').map((blob) => ({ ...blob, kind: 'blob' }));
  const config = { ...descriptor(document.config ?? null, 'config'), kind: 'config' as const };
  return [config, ...descriptors(document, 'layers').map((layer) => ({ ...layer, kind: 'layer' as const }))];
}

function descriptors(document: JsonObject, field: string): Omit<BlobReference, 'kind'>[] {
  const list = document[field] ?? [];
  if (!Array.isArray(list)) throw invalid(`${field} is not a list`);
  return list.map((item, index) => descriptor(item, `${field}[${index}]`));
}

function descriptor(value: Json, where: string): Omit<BlobReference, 'kind'> {
  if (!isJsonObject(value)) throw invalid(`${where} is not a descriptor`);
  plainNames(value);
  const { digest: written, size, mediaType } = value;
  const digest = typeof written === 'string' ? parseDigest(written) : undefined;
  if (digest === undefined) throw invalid(`${where}.digest is not a sha256 or sha512 digest`);
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0)
    throw invalid(`${where}.size is not a size`);
  if (mediaType !== undefined && typeof mediaType !== 'string')
    throw invalid(`${where}.mediaType is not a string`);
  const required = !isForeignLayer(mediaType ?? '') && !Array.isArray(value.urls);
  return { digest, size, mediaType: mediaType ?? '', required };
}

function artifactTypeOf(document: JsonObject): string | undefined {
  const own = document.artifactType;
  if (own !== undefined && typeof own !== 'string') throw invalid('artifactType is not a string');
  if (own) return own;
  const config = document.config;
  const type = isJsonObject(config ?? null) ? (config as JsonObject).mediaType : undefined;
  return typeof type === 'string' && type !== '' ? type : undefined;
}

function annotationsOf(value: Json | undefined): Readonly<Record<string, string>> | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isJsonObject(value)) throw invalid('annotations is not an object');
  for (const [key, text] of Object.entries(value)) {
    if (typeof text !== 'string') throw invalid(`annotation ${key} is not a string`);
  }
  return value as Record<string, string>;
}
