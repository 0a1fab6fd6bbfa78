import { imageClosure } from '../../core/closure/index.ts';
import {
  fidelityTable,
  kindRow,
  packageCharts,
  previewPlan,
  type RehearsalInput,
  typeRow,
} from '../../core/install/index.ts';
import { parsePackage, readPackage } from '../../core/package/index.ts';
import { defaultWorld } from '../../core/world/index.ts';
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
  const closure = imageClosure(asked, {
    schemas: schemasOf(dataDir, input.providers),
    lookupImage: (reference) => engine.registry.resolveImage(reference),
    signal,
  });
  return { root: source.root, ...closure };
}

export async function fidelity(
  input: { readonly dir?: string | undefined; readonly providers?: Content | undefined },
  { signal, dataDir }: ActionContext<never>,
): Promise<FidelityView> {
  if (input.dir === undefined) return { root: null, rows: fidelityTable() };
  const source = await readPackage(input.dir, { signal });
  const { model } = parsePackage(source);
  const asked: RehearsalInput = { ...RESTING, project: input.dir, source, model, world: defaultWorld() };
  const { plan } = previewPlan(asked, schemasOf(dataDir, input.providers));
  const types = new Set(
    (plan?.resources ?? []).filter((each) => each.mode === 'managed').map((each) => each.type),
  );
  const kinds = plan ? kindsOfCharts(plan, source, packageCharts) : [];
  return { root: source.root, rows: [...[...types].sort().map(typeRow), ...kinds.map(kindRow)] };
}
