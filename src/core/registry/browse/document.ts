import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import type { Platform } from '../types.ts';

/** A descriptor as far as browsing needs it. */
export interface DescriptorView {
  readonly digest: string;
  readonly mediaType: string;
  readonly size: number;
  readonly platform?: Platform;
  /** The annotation org.opencontainers.image.title: the name of a file. */
  readonly title?: string;
}

/** The stored document; it was checked when it was pushed. */
export function parseDocument(body: Buffer): JsonObject {
  const document = JSON.parse(body.toString('utf8')) as Json;
  return isJsonObject(document) ? document : {};
}

export const stringOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

export const stringsOf = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

export const objectOf = (value: Json | undefined): JsonObject =>
  isJsonObject(value ?? null) ? (value as JsonObject) : {};

export const textsOf = (value: Json | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(objectOf(value)).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );

/** Undefined where the document does not name both; `unknown/unknown` marks attestations, which are no platform. */
export function platformOf(value: Json | undefined): Platform | undefined {
  const { os, architecture, variant } = objectOf(value);
  if (typeof os !== 'string' || typeof architecture !== 'string' || os === '' || architecture === '')
    return undefined;
  if (os === 'unknown') return undefined;
  return { os, architecture, ...(typeof variant === 'string' && variant !== '' && { variant }) };
}

export function descriptorsOf(value: Json | undefined): readonly DescriptorView[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item) => {
    const view = descriptorOf(item);
    return view ? [view] : [];
  });
}

export function descriptorOf(value: Json | undefined): DescriptorView | undefined {
  const { digest, mediaType, size, platform, annotations } = objectOf(value);
  if (typeof digest !== 'string' || typeof size !== 'number') return undefined;
  const known = platformOf(platform);
  const title = stringOf(objectOf(annotations)['org.opencontainers.image.title']);
  return {
    digest,
    size,
    mediaType: stringOf(mediaType) ?? '',
    ...(known && { platform: known }),
    ...(title !== undefined && { title }),
  };
}
