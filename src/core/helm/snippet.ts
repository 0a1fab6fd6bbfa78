import type { JsonObject } from '../json.ts';
import { loadFolder } from './chart/load.ts';
import type { ChartFile } from './chart/model.ts';
import { helmError } from './engine/errors.ts';
import { plain } from './engine/json.ts';
import type { RenderLimits } from './engine/limits.ts';
import { renderChart } from './engine/render.ts';
import { STAND_IN_TIME, standInRandom, standIns } from './stand-ins.ts';
import { readYamlMap } from './yaml/index.ts';

export interface SnippetOptions {
  /** Values as YAML text. */
  readonly valuesYaml?: string;
  /** Files beside the template, by path in the chart. */
  readonly files?: readonly ChartFile[];
  readonly limits?: Partial<RenderLimits>;
  readonly signal?: AbortSignal;
}

const encode = (text: string): Uint8Array => Buffer.from(text, 'utf8');

/** The chart around a snippet when nothing else is given. */
const DEFAULT_FILES: readonly ChartFile[] = [
  { name: 'files/a.txt', data: encode('A\nline2\n') },
  { name: 'files/b.conf', data: encode('k=v') },
  { name: 'README.md', data: encode('# hi\n') },
];

const TEMPLATE = 't/templates/case.txt';

/**
 * Renders one template text as `t/templates/case.txt` of a chart `t` 0.1.0 (appVersion 1.2.3), release `demo` in
 * namespace `demo`, with fixed time and randomness.
 * @throws DrydockError `HELM_…` with Helm's own message
 */
export function renderSnippet(tpl: string, options: SnippetOptions = {}): string {
  let values: JsonObject;
  try {
    values = plain(readYamlMap(options.valuesYaml ?? '')) as JsonObject;
  } catch (error) {
    throw helmError(error);
  }
  const files = new Map<string, Uint8Array>([
    ['Chart.yaml', encode('apiVersion: v2\nname: t\nversion: 0.1.0\nappVersion: 1.2.3\n')],
    ['templates/case.txt', encode(tpl)],
  ]);
  for (const file of options.files ?? DEFAULT_FILES) files.set(file.name, file.data);
  const result = renderChart(loadFolder(files), {
    values,
    release: { name: 'demo', namespace: 'demo', revision: 1, isInstall: true, isUpgrade: false },
    clock: () => STAND_IN_TIME,
    random: standInRandom,
    special: standIns,
    textOnly: true,
    ...(options.limits === undefined ? {} : { limits: options.limits }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  return result.files[TEMPLATE] ?? '';
}
