import type { JsonObject } from '../../json.ts';
import type { HistoryStep, ImageView, LayerView } from '../browse-types.ts';
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

/** How many repositories hold a blob, whether it is stored at all, and which other images are made of it. */
export type Sharing = (digest: string) => {
  readonly repositories: number;
  readonly stored: boolean;
  readonly sharedBy: LayerView['sharedBy'];
};

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
  const steps = historyOf(file);
  const layers = layerViews(descriptorsOf(document.layers), steps, sharing);
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
    history: steps,
    ...(created !== undefined && { created }),
    ...(workingDir !== undefined && { workingDir }),
    ...(user !== undefined && { user }),
  };
}

/** History has an entry per build step; those that are not empty made one layer each, in order. */
function historyOf(file: JsonObject): readonly HistoryStep[] {
  let layer = -1;
  return (Array.isArray(file.history) ? file.history.map(objectOf) : []).map((step) => {
    const made = step.empty_layer !== true;
    if (made) layer += 1;
    const created = stringOf(step.created);
    return {
      command: stringOf(step.created_by) ?? stringOf(step.comment) ?? '',
      ...(created !== undefined && { created }),
      ...(made && { layer }),
    };
  });
}

function layerViews(
  layers: readonly DescriptorView[],
  history: readonly HistoryStep[],
  sharing: Sharing,
): readonly LayerView[] {
  const steps = history.filter((step) => step.layer !== undefined);
  return layers.map((layer, index) => {
    const createdBy = steps.length === layers.length ? steps[index]?.command : undefined;
    return { ...layerView(layer, sharing), ...(createdBy ? { createdBy } : {}) };
  });
}

/** A blob that a manifest lists, with who else needs it. */
export function layerView({ digest, mediaType, size, title }: DescriptorView, sharing: Sharing): LayerView {
  const { repositories, stored, sharedBy } = sharing(digest);
  return {
    digest,
    mediaType,
    size,
    stored,
    sharedBy,
    sharedWith: Math.max(0, repositories - 1),
    ...(title !== undefined && { title }),
  };
}
