import type { Engine } from '../../core/engine/index.ts';
import { DrydockError } from '../../core/errors/index.ts';
import type { InstanceOutput, InstanceSummary, RehearsalEvent } from '../../core/install/index.ts';
import type { ActionContext } from '../action.ts';
import type { InstanceDetailView, InstanceView } from '../views.ts';
import { projectName } from './projects.ts';

const summaryView = (each: InstanceSummary, engine: Engine): InstanceView => {
  const [license] = engine.licenses.list(each.id);
  const detail = engine.instances.show(each.id);
  const main = mainAddress(detail.outputs);
  return {
    id: each.id,
    project: projectName(each.project),
    dir: each.project,
    packageId: each.packageId,
    status: each.status,
    createdAt: each.storedAt,
    resources: detail.resources.length,
    ...(license ? { license: license.licenseId } : {}),
    ...(main === undefined ? {} : { main }),
  };
};

/** The output `main` is the application's address (facts section 4). */
function mainAddress(outputs: readonly InstanceOutput[]): string | undefined {
  const main = outputs.find((output) => output.name === 'main');
  return main && !main.sensitive && typeof main.value === 'string' ? main.value : undefined;
}

export async function list(
  _input: object,
  { engine }: ActionContext<never>,
): Promise<readonly InstanceView[]> {
  return engine.instances.list().map((each) => summaryView(each, engine));
}

export async function show(
  input: { id: string; reveal: boolean },
  { engine }: ActionContext<never>,
): Promise<InstanceDetailView> {
  const detail = engine.instances.show(input.id, { reveal: input.reveal });
  const [failure] = detail.failures;
  return {
    ...summaryView(detail, engine),
    seed: detail.seed,
    answers: detail.answers,
    outputs: detail.outputs,
    assumptions: detail.assumptions,
    ...(failure ? { failure } : {}),
    resourceList: detail.resources.map(({ address, type, id, state, region, fidelity, attributes }) => ({
      address,
      type,
      ...(id === undefined ? {} : { id }),
      state,
      region,
      fidelity,
      attributes,
    })),
    workloads: lastStates(engine.instances.events(input.id)),
  };
}

/** The last state of every workload, in the order they appeared. */
function lastStates(
  events: readonly RehearsalEvent[],
): readonly { readonly object: string; readonly state: string }[] {
  const states = new Map<string, string>();
  for (const event of events) if (event.type === 'workload') states.set(event.object, event.state);
  return [...states].map(([object, state]) => ({ object, state }));
}

export async function remove(input: { id: string }, { engine }: ActionContext<never>): Promise<null> {
  if (!engine.instances.remove(input.id)) {
    throw new DrydockError('NOT_FOUND', { kind: 'instance', name: input.id, list: 'drydock instance list' });
  }
  engine.changes.publish({ topic: 'instances', id: input.id });
  return null;
}
