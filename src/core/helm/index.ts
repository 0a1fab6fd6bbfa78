import { type LoadOptions, loadArchive, loadFolder } from './chart/load.ts';
import type { Chart } from './chart/model.ts';
import { chartError } from './engine/errors.ts';

export type { LoadOptions } from './chart/load.ts';
export type { Chart, ChartFile, Dependency, Metadata } from './chart/model.ts';
export type { ArchiveLimits } from './chart/untar.ts';
export { crdsOf, printedCrds } from './crds.ts';
export { type Branch, BranchWatch } from './engine/branches.ts';
export { type CapabilityOptions, DEFAULT_API_VERSIONS, DEFAULT_KUBE_VERSION } from './engine/capabilities.ts';
export type { RenderLimits } from './engine/limits.ts';
export { type ReleaseOptions, type RenderOptions, renderChart } from './engine/render.ts';
export { imagesOf } from './images.ts';
export { isReleaseName, templateName } from './name-template.ts';
export { refusalOf } from './refusal.ts';
export { showOnly } from './show-only.ts';
export { renderSnippet, type SnippetOptions } from './snippet.ts';
export type { RandomSource, SpecialFunctions } from './sprig/index.ts';
export { STAND_IN_TIME, standInRandom, standIns } from './stand-ins.ts';
export type { ImageUse, RenderedObject, RenderResult } from './types.ts';
export {
  type FileLine,
  setFilePaths,
  type UserValues,
  userValues,
  type ValueSources,
} from './values/user-values.ts';

/**
 * Loads a chart from the files of its folder: paths relative to the chart's root. Keep the chart and render it again:
 * its templates are parsed once.
 * @throws DrydockError HELM_CHART_INVALID with Helm's words, HELM_LIMIT_ARCHIVE for packed subcharts that are too much
 */
export function loadChart(files: ReadonlyMap<string, Uint8Array>, options: LoadOptions = {}): Chart {
  try {
    return loadFolder(files, options);
  } catch (error) {
    throw chartError(error);
  }
}

/** Loads a packed chart (`.tgz`); errors as of loadChart. */
export function loadChartArchive(data: Uint8Array, options: LoadOptions = {}): Chart {
  try {
    return loadArchive(data, options);
  } catch (error) {
    throw chartError(error);
  }
}
