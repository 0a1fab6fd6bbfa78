import type { JsonObject } from '../../json.ts';
import type { ImageView, LayerView } from '../browse-types.ts';
import type { Blobs, StoredManifest } from '../registry.ts';
import type { Platform } from '../types.ts';
import { readConfig } from './config.ts';
import {
  type DescriptorView,
  descriptorOf,
  descriptorsOf,
  objectOf,
  parseDocument,
  platformOf,
  stringOf,
  stringsOf,
  textsOf,
} from './document.ts';

/** How many repositories hold a blob, and whether it is stored at all. */
export type Sharing = (digest: string) => { readonly repositories: number; readonly stored: boolean };

/** One image with its config; undefined for artifacts, whose config is not an image's. */
export async function imageView(
  blobs: Blobs,
  sharing: Sharing,
  repository: string,
  manifest: StoredManifest,
  declared?: Platform,
): Promise<ImageView | undefined> {
  const document = parseDocument(manifest.body);
  const configDescriptor = descriptorOf(document.config);
  if (!configDescriptor) return undefined;
  const file = readConfig(blobs, repository, configDescriptor.digest) ?? {};
  const platform = declared ?? platformOf(file);
  if (!platform) return undefined;
  const config = objectOf(file.config);
  const layers = layerViews(descriptorsOf(document.layers), file, sharing);
  const created = stringOf(file.created);
  const workingDir = stringOf(config.WorkingDir);
  const user = stringOf(config.User);
  return {
    digest: manifest.digest,
    mediaType: manifest.mediaType,
    platform,
    size: configDescriptor.size + layers.reduce((sum, layer) => sum + layer.size, 0),
    entrypoint: stringsOf(config.Entrypoint),
    cmd: stringsOf(config.Cmd),
    env: stringsOf(config.Env),
    exposedPorts: Object.keys(objectOf(config.ExposedPorts)),
    labels: textsOf(config.Labels),
    layers,
    ...(created !== undefined && { created }),
    ...(workingDir !== undefined && { workingDir }),
    ...(user !== undefined && { user }),
  };
}

/** History has an entry per build step; those that are not empty made one layer each, in order. */
function layerViews(
  layers: readonly DescriptorView[],
  file: JsonObject,
  sharing: Sharing,
): readonly LayerView[] {
  const history = Array.isArray(file.history) ? file.history.map(objectOf) : [];
  const steps = history.filter((step) => step.empty_layer !== true);
  return layers.map(({ digest, mediaType, size }, index) => {
    const { repositories, stored } = sharing(digest);
    const createdBy = steps.length === layers.length ? stringOf(steps[index]?.created_by) : undefined;
    return {
      digest,
      mediaType,
      size,
      stored,
      sharedWith: Math.max(0, repositories - 1),
      ...(createdBy !== undefined && { createdBy }),
    };
  });
}
