import {
  type Call,
  type Decision,
  decide,
  grantOf,
  type Statement,
  shownPattern,
  VERIFY_LICENSE,
} from '../../core/cam/index.ts';
import { DrydockError, type ErrorPlace } from '../../core/errors/index.ts';
import {
  bindsRole,
  isMachine,
  previewPlan,
  previewVariables,
  type RehearsalInput,
} from '../../core/install/index.ts';
import { isJsonObject } from '../../core/json.ts';
import { lint, type PackageModel, parsePackage, readPackage } from '../../core/package/index.ts';
import type { ActionContext } from '../action.ts';
import type { Content } from '../fields.ts';
import type { PermissionAnswerView, PermissionStatementView, PermissionsView } from '../scenario-views.ts';
import { type AnswersInput, answersFrom, worldFrom } from './inputs.ts';
import { schemasOf } from './schemas.ts';

interface Input {
  readonly dir: string;
  readonly call?: string | undefined;
  readonly on?: string | undefined;
  readonly condition: readonly string[];
  readonly answers: AnswersInput;
  readonly world?: Content | undefined;
}

const MANIFEST = 'package.yaml';
/** Rules about permissions and roles. */
const RULES = /^PKG1(3\d|4[4-9])$/;

const placeOf = (range: Statement['range']): ErrorPlace | null => (range ? { file: MANIFEST, range } : null);

/** What the software of a package may call, with the answers that an install would have. */
export async function run(input: Input, { signal, dataDir }: ActionContext<never>): Promise<PermissionsView> {
  const source = await readPackage(input.dir, { signal });
  const { model } = parsePackage(source);
  const schemas = schemasOf(dataDir);
  const given = answersFrom(input.answers);
  const asked: RehearsalInput = {
    project: input.dir,
    source,
    model,
    world: worldFrom(input.world, false),
    answers: given === 'auto' ? 'auto' : given.answers,
    seed: 1,
    startedAt: 0,
    speed: 'instant',
  };
  const { form, plan } = previewPlan(asked, schemas);
  const granted = grantOf(model, previewVariables(asked, form));
  const answer = input.call === undefined ? null : answerOf(decide(granted, callOf(input.call, input)));
  return {
    dir: input.dir,
    declared: declaredOf(model),
    statements: granted.statements.map(statementView),
    answer,
    verifyLicense: answerOf(decide(granted, { action: VERIFY_LICENSE, resource: '*', context: {} })),
    machines: (plan?.resources ?? [])
      .filter((each) => each.mode === 'managed' && isMachine(each.type))
      .map((each) => ({
        address: each.address,
        bound: isJsonObject(each.args.value) && bindsRole(each.type, each.args.value),
        place: { file: each.file, range: each.range },
      })),
    unresolved: [...new Set(granted.unresolved.map((each) => `var.${each.path}`))],
    findings: lint(source, { dialect: 'cloudapp', schemas }).diagnostics.filter((each) =>
      RULES.test(each.code),
    ),
  };
}

const declaredOf = ({ policy, scopes }: PackageModel): PermissionsView['declared'] =>
  policy ? (scopes.length > 0 ? 'both' : 'policy') : scopes.length > 0 ? 'scopes' : 'none';

/** Error: INPUT_INVALID for a condition that is no KEY=VALUE. */
function callOf(action: string, { on, condition }: Input): Call {
  const context: Record<string, string[]> = Object.create(null);
  for (const each of condition) {
    const equals = each.indexOf('=');
    if (equals <= 0)
      throw new DrydockError('INPUT_INVALID', { field: 'condition', detail: `KEY=VALUE: ${each}` });
    const key = each.slice(0, equals);
    context[key] = [...(context[key] ?? []), each.slice(equals + 1)];
  }
  return {
    action,
    ...(on === undefined ? {} : { resource: on }),
    ...(condition.length === 0 ? {} : { context }),
  };
}

const patternView = (each: Statement['resources'][number]): Statement['resources'][number] => ({
  ...each,
  text: shownPattern(each.text),
});

const testView = (each: Statement['conditions'][number]): Statement['conditions'][number] => ({
  ...each,
  values: each.values.map(shownPattern),
});

const statementView = (each: Statement): PermissionStatementView => ({
  effect: each.effect,
  origin: each.origin,
  actions: each.actions.map(patternView),
  resources: each.resources.map(patternView),
  conditions: each.conditions.map(testView),
  place: placeOf(each.range),
});

const answerOf = ({ call, verdict, reason, ground }: Decision): PermissionAnswerView => ({
  action: call.action,
  on: call.resource ?? null,
  verdict,
  reason,
  decidedBy: ground
    ? {
        effect: ground.effect,
        action: shownPattern(ground.action.text),
        resource: ground.resource ? shownPattern(ground.resource.text) : null,
        place: placeOf(ground.action.range),
        conditions: ground.conditions.map(testView),
      }
    : null,
});
