import { DrydockError } from '../../core/errors/index.ts';
import type { InstanceSummary } from '../../core/install/index.ts';
import type { ActionContext } from '../action.ts';
import type { InstanceDetailView, InstanceView } from '../views.ts';
import { projectName } from './projects.ts';

const summaryView = (each: InstanceSummary, license: string | undefined): InstanceView => ({
  id: each.id,
  project: projectName(each.project),
  dir: each.project,
  packageId: each.packageId,
  status: each.operation === 'uninstall' && each.status === 'succeeded' ? 'uninstalled' : each.status,
  createdAt: each.storedAt,
  resources: each.standing,
  revision: each.revision,
  operation: each.operation,
  drifted: each.drifted,
  ...(license === undefined ? {} : { license }),
  ...(each.main === undefined ? {} : { main: each.main }),
});

/** Two queries, however many instances there are. */
export async function list(
  _input: object,
  { engine }: ActionContext<never>,
): Promise<readonly InstanceView[]> {
  const licenses = new Map<string, string>();
  for (const { instanceId, licenseId } of engine.licenses.list())
    if (!licenses.has(instanceId)) licenses.set(instanceId, licenseId);
  return engine.instances.list().map((each) => summaryView(each, licenses.get(each.id)));
}

export async function show(
  input: { id: string; reveal: boolean },
  { engine }: ActionContext<never>,
): Promise<InstanceDetailView> {
  const detail = engine.instances.show(input.id, { reveal: input.reveal });
  const [failure] = detail.failures;
  const [license] = engine.licenses.list(input.id);
  const standing = detail.resources.filter((each) => each.state === 'created' || each.tainted).length;
  const drifted = new Set(detail.drift.map((each) => each.address)).size;
  return {
    ...summaryView({ ...detail, standing, drifted }, license?.licenseId),
    seed: detail.seed,
    answers: detail.answers,
    outputs: detail.outputs,
    assumptions: detail.assumptions,
    ...(failure ? { failure } : {}),
    resourceList: detail.resources.map(
      ({ address, type, id, state, region, fidelity, attributes, tainted }) => ({
        address,
        type,
        ...(id === undefined ? {} : { id }),
        state: tainted ? 'tainted' : state,
        region,
        fidelity,
        attributes,
      }),
    ),
    workloads: detail.workloads.map(({ object, state }) => ({ object, state })),
    revisions: detail.revisions,
    drift: detail.drift,
    loses: detail.loses ?? [],
    leftBehind: detail.leftBehind ?? [],
  };
}

export async function remove(input: { id: string }, { engine }: ActionContext<never>): Promise<null> {
  if (!engine.instances.remove(input.id)) {
    throw new DrydockError('NOT_FOUND', { kind: 'instance', name: input.id, list: 'drydock instance list' });
  }
  engine.changes.publish({ topic: 'instances', id: input.id });
  return null;
}
