import { type Call, decide, grantOf, VERIFY_LICENSE } from '../cam/index.ts';
import type { JsonObject } from '../json.ts';
import { sameText, text } from '../text.ts';
import { licenseCure, licenseStatus, permissionCure, roleCure } from './cures/index.ts';
import type { Cause, Failure } from './events.ts';
import { failure, placeName } from './failure.ts';
import type { SoftwareCall } from './input.ts';
import type { Process } from './kernel/index.ts';
import type { Stage } from './resource-process.ts';
import { bindingsOf } from './role.ts';
import type { Run } from './run.ts';
import { systemVariables } from './system-variables.ts';

const MANIFEST = 'package.yaml';

interface Software {
  readonly cloudappId: string;
  readonly answers: JsonObject;
}

/** The software starts: it gets its role's keys, makes the calls that it is said to make, and verifies its licence. */
export function* startSoftware(run: Run, stage: Stage, software: Software): Process {
  const faults = run.faults.of('permission-missing');
  const asked = faults.map(({ target }): SoftwareCall => {
    const [action = VERIFY_LICENSE, on] = (target ?? VERIFY_LICENSE).split('@');
    return { action, ...(on === undefined ? {} : { on }) };
  });
  for (const call of run.input.calls ?? []) {
    yield 200;
    const failed = checkCall(run, stage, software, call);
    if (failed) run.fail(failed);
  }
  for (const [i, call] of asked.entries()) {
    yield 200;
    const failed = checkCall(run, stage, software, call);
    const spec = faults[i];
    if (failed && spec) {
      run.faults.hit(spec);
      run.fail(failed);
    }
  }
  const struck = run.faults.of('license-inactive');
  if (struck.length === 0 && !run.input.license) return;
  yield 200;
  for (const spec of struck) run.faults.hit(spec);
  // The licence that the customer has got meanwhile counts, and not the one that a fault was about.
  const status = run.input.license
    ? licenseStatus(run.input.license, run.input.startedAt + run.scheduler.now)
    : (struck[0]?.target ?? 'Expired');
  const failed =
    checkCall(run, stage, software, { action: VERIFY_LICENSE }) ??
    (status === 'Active' ? undefined : inactive(run, software, status));
  if (failed) run.fail(failed);
}

/** One call with the keys of the instance's role; undefined when CAM lets it pass. */
function checkCall(
  run: Run,
  stage: Stage,
  { cloudappId, answers }: Software,
  { action, on, context }: SoftwareCall,
): Failure | undefined {
  const { model, source } = run.input;
  const granted = grantOf(model, {
    ...systemVariables(run.input, cloudappId, answers, run.seeds),
    ...answers,
  });
  const tag = [`CloudappId&${cloudappId}`];
  const call: Call = {
    action,
    resource: on ?? '*',
    context: { 'qcs:tag': tag, 'qcs:rewrittentag': tag, 'qcs:current_time': run.now, ...context },
  };
  const decision = decide(granted, call);
  const range =
    decision.ground?.action.range ??
    decision.others[0]?.action.range ??
    model.policy?.range ??
    model.scopes[0]?.range;
  const place = { file: MANIFEST, ...(range ? { range } : {}) };
  const value: Cause = {
    kind: 'value',
    text: text(
      `The software calls ${action}${on === undefined ? '' : ` on ${on}`}`,
      `软件调用 ${action}${on === undefined ? '' : `(资源 ${on})`}`,
    ),
  };
  const data = {
    action,
    on: on === undefined ? '' : text(` on ${on}`, `(资源 ${on})`),
    where: placeName(place),
  };
  if (decision.verdict !== 'allowed') {
    const declared = model.policy ? 'role.policy' : model.scopes.length > 0 ? 'scopes.cloudAPI' : undefined;
    const written: Cause = {
      kind: 'source',
      text:
        declared === undefined
          ? text('package.yaml declares no permissions', 'package.yaml 未声明任何权限')
          : sameText(
              `${declared}: ${decision.ground?.action.text ?? decision.others[0]?.action.text ?? '…'}`,
            ),
      place,
    };
    return failure(
      'SIM_PERMISSION_DENIED',
      { ...data, why: decision.reason },
      {
        causes: [written, value],
        cure: decision.verdict === 'denied' ? undefined : permissionCure(source, model, action),
      },
    );
  }
  const { machines, bound } = bindingsOf(stage.plan.resources, run.resources);
  if (machines.length === 0 || bound.length > 0) return undefined;
  const [first] = machines;
  return failure(
    'SIM_ROLE_UNBOUND',
    {
      ...data,
      why: text(
        `None of ${machines.map((each) => each.address).join(', ')} sets cam_role_name.`,
        `${machines.map((each) => each.address).join('、')} 均未设置 cam_role_name。`,
      ),
    },
    {
      ...(first ? { address: first.address } : {}),
      causes: [
        ...(first
          ? [
              {
                kind: 'source' as const,
                text: text(`${first.address} has no cam_role_name`, `${first.address} 未设置 cam_role_name`),
                place: stage.facts.provenance.place(first),
              },
            ]
          : []),
        value,
      ],
      cure: first && roleCure(source, first),
    },
  );
}

const inactive = (run: Run, { cloudappId }: Software, status: string): Failure => {
  const use = run.input.model.policy?.statement[0]?.range;
  return failure(
    'SIM_LICENSE_INACTIVE',
    { status, cloudapp: cloudappId },
    {
      causes: [
        {
          kind: 'source',
          text: text('The software verifies its licence', '软件校验许可证'),
          place: { file: MANIFEST, ...(use ? { range: use } : {}) },
        },
        { kind: 'value', text: text(`LicenseStatus is ${status}`, `LicenseStatus 为 ${status}`) },
      ],
      cure: licenseCure(status, run.input.startedAt),
    },
  );
};
