import type { JsonObject } from '../../json.ts';
import { type PlanInput, settled } from '../plan/index.ts';
import { type HclDiagnostic, hclDiagnostic } from '../syntax/index.ts';
import { ValueError } from '../values/index.ts';
import { changesOf, resourceChangeJson } from './changes.ts';
import { checksJson } from './checks.ts';
import { configurationJson } from './configuration.ts';
import { outputChanges, outputValues } from './outputs.ts';
import { relevantAttributes } from './relevant.ts';
import { moduleTree } from './state.ts';
import { knownJson, put } from './values.ts';

/** Versions of the format that is written (developer.hashicorp.com/terraform/internals/json-format, 2026-11). */
const PLAN_FORMAT = '1.2';
const STATE_FORMAT = '1.0';
/** The Terraform whose output this follows; compared with that program in test/core/terraform/plan-json.test.ts. */
const TERRAFORM = '1.11.4';

export interface PlanJson {
  /** The document as text, numbers with every digit; absent when errors make a plan impossible. */
  readonly text?: string;
  readonly diagnostics: readonly HclDiagnostic[];
}

/**
 * A plan in the format of `terraform show -json PLANFILE`: variables, planned values, resource and output changes,
 * prior state, configuration, relevant attributes. `now` is the plan's time stamp.
 */
export function planJson(input: PlanInput, now: Date): PlanJson {
  try {
    return written(input, now);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    const [file = ''] = input.module.files.keys();
    const summary = 'Failed to write plan file';
    return { diagnostics: [hclDiagnostic('TF_EVALUATION', 'error', summary, `${error.message}.`, file)] };
  }
}

function written(input: PlanInput, now: Date): PlanJson {
  const planner = settled(input);
  const { evaluation } = planner;
  const { diagnostics } = evaluation;
  if (evaluation.failed) return { diagnostics };
  const changes = changesOf(planner);
  const pending = changes.filter(({ planned }) => !evaluation.read.has(planned.address));
  const checks = checksJson(evaluation);
  const variables: JsonObject = {};
  for (const [name, value] of evaluation.root.variables) {
    const json = knownJson(value.unmarkDeep().value);
    put(variables, name, json === undefined ? {} : { value: json });
  }
  const document: JsonObject = {
    format_version: PLAN_FORMAT,
    terraform_version: TERRAFORM,
    ...(Object.keys(variables).length > 0 ? { variables } : {}),
    planned_values: {
      ...some('outputs', outputValues(evaluation, 'planned')),
      root_module: moduleTree(changes, 'after'),
    },
    ...(pending.length > 0 ? { resource_changes: pending.map(resourceChangeJson) } : {}),
    ...some('output_changes', outputChanges(evaluation)),
    ...priorState(outputValues(evaluation, 'state'), moduleTree(changes, 'before')),
    configuration: configurationJson(evaluation),
    ...relevant(relevantAttributes(evaluation)),
    ...(checks.length > 0 ? { checks } : {}),
    timestamp: now.toISOString().replace(/\.\d+Z$/, 'Z'),
    applyable: pending.some(({ planned }) => planned.action !== 'no-op' || planned.importing !== undefined),
    complete: true,
    errored: false,
  };
  return { text: `${JSON.stringify(document)}\n`, diagnostics };
}

const some = (key: string, value: JsonObject): JsonObject =>
  Object.keys(value).length > 0 ? { [key]: value } : {};

const relevant = (attributes: JsonObject['x'][]): JsonObject =>
  attributes.length > 0 ? { relevant_attributes: attributes } : {};

function priorState(outputs: JsonObject, root: JsonObject): JsonObject {
  if (Object.keys(outputs).length === 0 && Object.keys(root).length === 0) return {};
  const values = { ...some('outputs', outputs), root_module: root };
  return { prior_state: { format_version: STATE_FORMAT, terraform_version: TERRAFORM, values } };
}
