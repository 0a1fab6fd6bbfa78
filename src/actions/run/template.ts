import { randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { DrydockError, unreadable } from '../../core/errors/index.ts';
import {
  type Chart,
  DEFAULT_API_VERSIONS,
  DEFAULT_KUBE_VERSION,
  type FileLine,
  isReleaseName,
  loadChart,
  loadChartArchive,
  printedCrds,
  type RenderedObject,
  type RenderOptions,
  refusalOf,
  renderChart,
  STAND_IN_TIME,
  setFilePaths,
  showOnly,
  standInRandom,
  standIns,
  templateName,
  userValues,
} from '../../core/helm/index.ts';
import {
  checkObjects,
  type KubernetesFinding,
  loadKubernetesFacts,
  minorOf,
} from '../../core/kubernetes/index.ts';
import { readFolder, readPackage } from '../../core/package/index.ts';
import type { ActionContext } from '../action.ts';
import type { TemplateView } from '../engine-views.ts';
import type { Content } from '../fields.ts';
import { writeManifests } from './manifest-files.ts';

/** A `--set-file` line with the files that it names. */
interface SetFile {
  readonly line: string;
  readonly files: readonly Content[];
}

interface Input {
  readonly chart: string;
  readonly release: string;
  readonly namespace: string;
  readonly values: readonly (string | Content)[];
  readonly set: readonly string[];
  readonly setString: readonly string[];
  readonly setFile: readonly (string | SetFile)[];
  readonly setJson: readonly string[];
  readonly setLiteral: readonly string[];
  readonly nameTemplate?: string | undefined;
  readonly generateName: boolean;
  readonly outputDir?: string | undefined;
  readonly releaseName: boolean;
  readonly kubeVersion?: string | undefined;
  readonly apiVersions: readonly string[];
  readonly isUpgrade: boolean;
  readonly showOnly: readonly string[];
  readonly includeCrds: boolean;
  readonly noHooks: boolean;
  readonly skipTests: boolean;
  readonly notes: boolean;
  readonly raw: boolean;
  readonly validate: boolean;
  readonly standIns: boolean;
}

const ARCHIVE_BYTES = 64 * 1024 * 1024;
const VALUES_BYTES = 32 * 1024 * 1024;

/** A real cluster's clock and chance. */
const REAL: Pick<RenderOptions, 'clock' | 'random'> = {
  clock: () => new Date(),
  random: { bytes: (count) => randomBytes(count) },
};
/** Always the same: for comparing renderings. */
const FIXED: Pick<RenderOptions, 'clock' | 'random' | 'special'> = {
  clock: () => STAND_IN_TIME,
  random: standInRandom,
  special: standIns,
};

/** Renders a chart as `helm template` does. Errors: HELM_…, PKG_… of reading the folder. */
export async function run(input: Input, { signal }: ActionContext<never>): Promise<TemplateView> {
  const minor = minorOf(input.kubeVersion ?? DEFAULT_KUBE_VERSION);
  if (input.validate && minor === undefined) {
    throw new DrydockError('KUBERNETES_VERSION_UNKNOWN', { version: input.kubeVersion ?? '' });
  }
  const chart = await chartAt(input.chart, signal);
  const values = userValues({
    files: await Promise.all(input.values.map((each) => valuesFile(each, input.chart))),
    set: input.set,
    setString: input.setString,
    setFile: await Promise.all(input.setFile.map((each) => fileLine(each, input.chart))),
    setJson: input.setJson,
    setLiteral: input.setLiteral,
  });
  const chances = input.standIns || input.raw ? FIXED : REAL;
  const name = input.nameTemplate
    ? templateName(input.nameTemplate, { ...chances, signal })
    : input.generateName
      ? generatedName(input.chart, new Date())
      : input.release;
  if (!isReleaseName(name)) throw new DrydockError('HELM_RELEASE_NAME', { name });
  const printsHook = ({ hook }: RenderedObject): boolean =>
    !input.noHooks && !(input.skipTests && hook?.events.includes('test') === true);
  const result = renderChart(chart, {
    values,
    release: {
      name,
      namespace: input.namespace,
      revision: 1,
      isInstall: !input.isUpgrade,
      isUpgrade: input.isUpgrade,
    },
    capabilities: {
      apiVersions: [...DEFAULT_API_VERSIONS, ...input.apiVersions.flatMap((each) => each.split(','))],
      ...(input.kubeVersion ? { kubeVersion: input.kubeVersion } : {}),
    },
    ...chances,
    printsHook,
    textOnly: input.raw,
    signal,
  });
  const { files, notes } = result;
  const checkedObjects = [...result.objects, ...result.printedHooks.filter(printsHook)];
  const checked =
    input.validate && minor !== undefined ? { findings: await findingsOf(checkedObjects, minor) } : {};
  if (input.raw) {
    const refused = refusalOf(files);
    return {
      printed: `${JSON.stringify(files, null, 1)}\n`,
      files,
      notes,
      ...checked,
      ...(refused ? { refused: String(refused.data.message ?? refused.message) } : {}),
    };
  }
  const whole = `${input.includeCrds ? printedCrds(chart) : ''}${result.printed}`;
  const printed = input.showOnly.length > 0 ? showOnly(whole, input.showOnly) : whole;
  if (input.outputDir !== undefined) {
    const folder = input.releaseName ? join(input.outputDir, name) : input.outputDir;
    const written = await writeManifests(printed, folder);
    return {
      printed: written.map((file) => `wrote ${file}\n`).join(''),
      files,
      notes,
      written: [...new Set(written)],
      ...checked,
    };
  }
  return {
    printed: input.notes && notes !== '' ? `${printed}\nNOTES:\n${notes}\n` : printed,
    files,
    notes,
    ...checked,
  };
}

/** `web-1763683200`: the chart's name in the path as far as its first dot, and the seconds of the clock. */
function generatedName(chart: string, now: Date): string {
  const base = basename(chart).split('.')[0] || 'chart';
  return `${base}-${Math.floor(now.getTime() / 1000)}`;
}

/** What Kubernetes 1.`minor` says of the objects that are printed. */
const findingsOf = async (
  objects: readonly RenderedObject[],
  minor: number,
): Promise<readonly KubernetesFinding[]> => checkObjects(objects, minor, await loadKubernetesFacts());

/** The chart of a folder, of a `.tgz`, or the only chart of a package project. */
async function chartAt(path: string, signal: AbortSignal): Promise<Chart> {
  const info = await stat(path).catch((cause: unknown) => {
    throw new DrydockError('PKG_FOLDER_MISSING', { dir: path }, { cause });
  });
  if (info.isFile()) {
    if (info.size > ARCHIVE_BYTES) {
      throw new DrydockError('FILE_TOO_LARGE', { file: path, size: info.size, limit: ARCHIVE_BYTES });
    }
    return loadChartArchive(await readFile(path, { signal }));
  }
  const own = await stat(join(path, 'Chart.yaml')).catch(() => undefined);
  return (
    (own ? undefined : await packageChart(path, signal)) ?? loadChart(await readFolder(path, { signal }))
  );
}

/** Folders with a Chart.yaml that are not subcharts of another. */
const chartFolders = (paths: Iterable<string>): readonly string[] => {
  const all = [...paths]
    .filter((each) => /(?:^|\/)Chart\.yaml$/.test(each))
    .map((each) => each.slice(0, -10));
  return all.filter((each) => !all.some((other) => other !== each && each.startsWith(`${other}charts/`)));
};

async function packageChart(path: string, signal: AbortSignal): Promise<Chart | undefined> {
  let source: Awaited<ReturnType<typeof readPackage>>;
  try {
    source = await readPackage(path, { signal });
  } catch (error) {
    if (error instanceof DrydockError && error.code === 'PKG_NOT_FOUND') return undefined;
    throw error;
  }
  const [first, ...others] = chartFolders(source.files.keys());
  if (first === undefined) return undefined;
  if (others.length > 0) {
    const candidates = [first, ...others].map((each) => join(source.root, each));
    throw new DrydockError('HELM_CHART_AMBIGUOUS', {
      candidates: candidates.slice(0, 10).join(', '),
      first: candidates[0] ?? '',
    });
  }
  const files = [...source.files].filter(([name]) => name.startsWith(first));
  return loadChart(new Map(files.map(([name, data]) => [name.slice(first.length), data] as const)));
}

/** A `--set-file` line with its files: read by the command line, else here, with paths relative to the chart. */
async function fileLine(given: string | SetFile, chart: string): Promise<FileLine> {
  const { line, files } =
    typeof given === 'string'
      ? {
          line: given,
          files: await Promise.all(setFilePaths(given).map((path) => valuesFile(path, chart))),
        }
      : given;
  return { line, texts: new Map(files.map(({ name, text }) => [name, text] as const)) };
}

/** A values file: its content where the command line has read it, else a path, relative to the chart. */
async function valuesFile(given: string | Content, chart: string): Promise<Content> {
  if (typeof given !== 'string') return given;
  const file = resolve(chart, given);
  try {
    const { size } = await stat(file);
    if (size > VALUES_BYTES) throw new DrydockError('FILE_TOO_LARGE', { file, size, limit: VALUES_BYTES });
    return { name: given, text: await readFile(file, 'utf8') };
  } catch (error) {
    if (error instanceof DrydockError) throw error;
    throw unreadable(file, error);
  }
}
