import { basename, dirname } from 'node:path';
import type { Engine } from '../../core/engine/index.ts';
import { DrydockError } from '../../core/errors/index.ts';
import {
  findPackage,
  type PackageModel,
  parsePackage,
  readPackage,
  terraformFiles,
} from '../../core/package/index.ts';
import { chartsOf, packageKind, pushSampleImages, writeSample } from '../../core/projects/index.ts';
import type { ProjectRow } from '../../core/store/index.ts';
import { loadModule } from '../../core/terraform/index.ts';
import type { ActionContext } from '../action.ts';
import type { ProjectDetailView, ProjectView } from '../views.ts';

/** A project is called after its folder; `.cloudapp` is no name, the folder above it is. */
export function projectName(root: string): string {
  const own = basename(root);
  return own.startsWith('.') ? basename(dirname(root)) : own;
}

const view = async (row: ProjectRow): Promise<ProjectView> => ({
  ...row,
  // Finding the package tells enough; reading it whole for every line of a list would not scale.
  missing: await findPackage(row.dir).then(
    () => false,
    () => true,
  ),
});

export async function list(
  _input: object,
  { engine }: ActionContext<never>,
): Promise<readonly ProjectView[]> {
  return Promise.all(engine.projects.list().map(view));
}

export async function add(
  input: { dir: string },
  { engine, signal }: ActionContext<never>,
): Promise<ProjectView> {
  const source = await readPackage(input.dir, { signal });
  return put(engine, source.root, parsePackage(source).model, input.dir, false);
}

function put(engine: Engine, root: string, model: PackageModel, dir: string, sample: boolean): ProjectView {
  const row: ProjectRow = {
    dir,
    name: projectName(root),
    packageId: model.id?.value ?? null,
    sample,
    addedAt: engine.clock().toISOString(),
  };
  engine.projects.put(row);
  engine.changes.publish({ topic: 'projects', id: dir });
  return { ...row, missing: false };
}

/** Writes the sample, puts its images into the registry (through its HTTP API where it listens), and lists it. */
export async function sample(
  input: { dir: string },
  { engine, signal }: ActionContext<never>,
): Promise<ProjectView> {
  writeSample(engine.dataDir, input.dir);
  await pushSampleImages({ registry: engine.registry, address: openAddress(engine) }, signal);
  engine.changes.publish({ topic: 'registry' });
  const source = await readPackage(input.dir, { signal });
  return put(engine, source.root, parsePackage(source).model, input.dir, true);
}

/** Where anybody may push; undefined where the registry asks for a login or takes nothing. */
function openAddress({ registry, addresses }: Engine): string | undefined {
  const { auth, readOnly, push } = registry.access.policy();
  return auth || readOnly || !push ? undefined : addresses.registry;
}

export async function remove(input: { dir: string }, { engine }: ActionContext<never>): Promise<null> {
  if (!engine.projects.remove(input.dir)) {
    throw new DrydockError('NOT_FOUND', { kind: 'project', name: input.dir, list: 'drydock project list' });
  }
  engine.changes.publish({ topic: 'projects', id: input.dir });
  return null;
}

export async function show(
  input: { dir: string },
  { signal }: ActionContext<never>,
): Promise<ProjectDetailView> {
  const source = await readPackage(input.dir, { signal });
  const { model } = parsePackage(source);
  const { module } = loadModule(terraformFiles(source), { dialect: 'cloudapp' });
  const resources = [...module.resources.values()];
  const charts = chartsOf(source);
  return {
    dir: input.dir,
    name: projectName(source.root),
    packageId: model.id?.value ?? null,
    sample: false,
    addedAt: '',
    missing: false,
    kind: packageKind(resources.map((resource) => resource.type)),
    args: model.args.length,
    resources: resources.length,
    outputs: [...module.outputs.keys()].sort(),
    charts,
    specs: model.specs.map((spec) => ({ key: spec.key, name: spec.name, values: spec.enum })),
    files: [...source.files].map(([path, content]) => ({ path, bytes: content.byteLength })),
  };
}
