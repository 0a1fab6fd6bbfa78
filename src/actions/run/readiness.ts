import { imageClosureWith, type RegistryChart, type RemoteChart } from '../../core/closure/index.ts';
import {
  dataRow,
  fidelityTable,
  kindRow,
  packageCharts,
  previewPlan,
  type RehearsalInput,
  typeRow,
} from '../../core/install/index.ts';
import { parsePackage, readPackage } from '../../core/package/index.ts';
import { ChartStore, isRepositoryName, type Registry } from '../../core/registry/index.ts';
import type { ActionContext } from '../action.ts';
import type { Content } from '../fields.ts';
import type { FidelityView, ImagesView } from '../views.ts';
import { kindsOfCharts } from './chart-kinds.ts';
import { worldFrom } from './inputs.ts';
import { schemasOf } from './schemas.ts';

interface ImagesInput {
  readonly dir: string;
  readonly world?: Content | undefined;
  readonly worldClosed: boolean;
  readonly providers?: Content | undefined;
}

/** Bytes of a chart that is taken from the registry. */
const LARGEST_CHART = 20 * 1024 * 1024;
/** Tags know no `+`: as in helm, `_` stands for it. */
const tagOfVersion = (version: string): string => version.replaceAll('+', '_');

const RESTING = { answers: 'auto', seed: 1, startedAt: 0, speed: 'instant' } as const;

export async function images(input: ImagesInput, context: ActionContext<never>): Promise<ImagesView> {
  const { engine, signal, dataDir } = context;
  const world = worldFrom(input.world, input.worldClosed);
  const source = await readPackage(input.dir, { signal });
  const asked: RehearsalInput = {
    ...RESTING,
    project: input.dir,
    source,
    model: parsePackage(source).model,
    world,
  };
  const closure = await imageClosureWith(
    asked,
    {
      schemas: schemasOf(dataDir, input.providers),
      lookupImage: (reference) => engine.registry.resolveImage(reference),
      signal,
    },
    (remote) => chartOf(engine.registry, remote),
  );
  return { root: source.root, ...closure };
}

/** The chart that the registry has for one that lies on a server, by its repositories and the aliases of their hosts. */
async function chartOf(
  registry: Registry,
  { repositories, version }: RemoteChart,
): Promise<RegistryChart | undefined> {
  const store = new ChartStore(registry);
  for (const written of repositories) {
    const found =
      version === undefined ? undefined : registry.resolveImage(`${written}:${tagOfVersion(version)}`);
    const repository = found?.found ? found.repository : written;
    const at = repository.lastIndexOf('/');
    const [namespace, name] = [repository.slice(0, Math.max(0, at)), repository.slice(at + 1)];
    if (namespace === '' || !isRepositoryName(repository)) continue;
    const wanted = version ?? (await store.list(namespace)).find((each) => each.name === name)?.version;
    if (wanted === undefined || !store.has(namespace, name, wanted)) continue;
    const archive = await registry.blobs.read(store.file(namespace, name, wanted, 'chart'), LARGEST_CHART);
    return { reference: `${repository}-${wanted}`, archive };
  }
  return undefined;
}

export async function fidelity(
  input: {
    readonly dir?: string | undefined;
    readonly world?: Content | undefined;
    readonly providers?: Content | undefined;
  },
  { signal, dataDir }: ActionContext<never>,
): Promise<FidelityView> {
  const schemas = schemasOf(dataDir, input.providers);
  const world = worldFrom(input.world, false);
  if (input.dir === undefined) return { root: null, rows: fidelityTable(schemas.dataTypes(), world) };
  const source = await readPackage(input.dir, { signal });
  const { model } = parsePackage(source);
  const asked: RehearsalInput = { ...RESTING, project: input.dir, source, model, world };
  const { plan } = previewPlan(asked, schemas);
  const typesOf = (mode: 'managed' | 'data'): string[] => [
    ...new Set((plan?.resources ?? []).filter((each) => each.mode === mode).map((each) => each.type)),
  ];
  const kinds = plan ? kindsOfCharts(plan, source, packageCharts) : [];
  return {
    root: source.root,
    rows: [
      ...typesOf('managed').sort().map(typeRow),
      ...typesOf('data')
        .sort()
        .map((type) => dataRow(type, world)),
      ...kinds.map(kindRow),
    ],
  };
}
