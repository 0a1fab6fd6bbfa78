import type { Json } from '../../json.ts';
import { evaluate, MapScope } from '../eval/index.ts';
import { decodeJson, type FunctionEnv } from '../functions/index.ts';
import type { TerraformModule, VariableDecl } from '../module/index.ts';
import {
  type Expression,
  type HclDiagnostic,
  hclDiagnostic,
  parseExpression,
  parseFile,
  referencesOf,
} from '../syntax/index.ts';
import { isPrimitive, NULL_VALUE, stringValue, type Value, ValueError } from '../values/index.ts';

/** What gives root variables their values, besides defaults. Later ones win, and those named last here most. */
export interface VariableSources {
  /** `TF_VAR_name` of the environment, without that prefix. Names that are not declared count for nothing. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Texts of `.tfvars` and `.tfvars.json` files, in order. */
  readonly files?: readonly { readonly name: string; readonly text: string }[];
  /** `name=value` of the command line, in order. */
  readonly given?: readonly (readonly [name: string, value: string])[];
}

export interface GatheredVariables {
  readonly values: Readonly<Record<string, Json | Value>>;
  readonly diagnostics: readonly HclDiagnostic[];
}

/** Names of the variable files that Terraform reads by itself, in its order: `terraform.tfvars`, then `*.auto.tfvars`. */
export function ownVariableFiles(paths: Iterable<string>, dir: string): readonly string[] {
  const prefix = dir === '' ? '' : `${dir}/`;
  const names = [...paths]
    .filter((path) => path.startsWith(prefix))
    .map((path) => path.slice(prefix.length))
    .filter((name) => !name.includes('/'));
  const auto = names.filter((name) => /\.auto\.tfvars(\.json)?$/.test(name)).sort();
  const first = ['terraform.tfvars', 'terraform.tfvars.json'].filter((name) => names.includes(name));
  return [...first, ...auto].map((name) => prefix + name);
}

/** The values that all sources come to. Every mistake is a diagnostic with its place. */
export function gatherVariables(
  module: Pick<TerraformModule, 'variables'>,
  sources: VariableSources,
): GatheredVariables {
  const values = new Map<string, Json | Value>();
  const diagnostics: HclDiagnostic[] = [];
  for (const [name, text] of Object.entries(sources.environment ?? {})) {
    const decl = module.variables.get(name);
    if (decl) values.set(name, fromText(decl, text, diagnostics));
  }
  for (const { name, text } of sources.files ?? []) {
    const json = name.endsWith('.json');
    const found = json ? fromJson(name, text, diagnostics) : fromHcl(name, text, diagnostics);
    for (const each of found) {
      if (module.variables.has(each.name)) values.set(each.name, each.value);
      else diagnostics.push(undeclared(each.name, 'warning', name, each.range));
    }
  }
  for (const [name, text] of sources.given ?? []) {
    const decl = module.variables.get(name);
    if (decl) values.set(name, fromText(decl, text, diagnostics));
    else diagnostics.push(undeclared(name, 'error', placeOf(name)));
  }
  return { values: Object.fromEntries(values), diagnostics };
}

interface Found {
  readonly name: string;
  readonly value: Value;
  readonly range?: HclDiagnostic['range'];
}

const placeOf = (name: string): string => `<value for var.${name}>`;

function undeclared(
  name: string,
  severity: 'error' | 'warning',
  file: string,
  range?: HclDiagnostic['range'],
): HclDiagnostic {
  const detail =
    severity === 'error'
      ? `A variable named "${name}" was assigned on the command line, but the root module does not declare a variable of that name. To use this value, add a "variable" block to the configuration.`
      : `The root module does not declare a variable named "${name}" but a value was found in file "${file}". If you meant to use this value, add a "variable" block to the configuration.`;
  const summary = 'Value for undeclared variable';
  return hclDiagnostic('TF_VARIABLE_UNDECLARED', severity, summary, detail, file, range);
}

const NO_FUNCTIONS: FunctionEnv = {
  files: new Map(),
  dir: '',
  clock: () => new Date(0),
  random: () => 0,
  planning: true,
  renderTemplate: () => NULL_VALUE,
};

const nothing = (): MapScope => new MapScope(new Map(), new Map(), NO_FUNCTIONS);

/** Texts stay texts for variables of simple types or of none; for others they are expressions. */
function fromText(decl: VariableDecl, text: string, into: HclDiagnostic[]): Value {
  if (decl.typeExpr === undefined || isPrimitive(decl.type)) return stringValue(text);
  const file = placeOf(decl.name);
  const { expr, diagnostics } = parseExpression(text, file);
  into.push(...diagnostics);
  if (diagnostics.some((each) => each.severity === 'error')) return NULL_VALUE;
  return constant(expr, file, into);
}

/** The value of an expression that may refer to nothing. */
function constant(expr: Expression, file: string, into: HclDiagnostic[]): Value {
  const [reference] = referencesOf(expr);
  if (reference) {
    const [summary, detail] = ['Variables not allowed', 'Variables may not be used here.'];
    into.push(hclDiagnostic('TF_EVALUATION', 'error', summary, detail, file, reference.range));
    return NULL_VALUE;
  }
  const { value, diagnostics } = evaluate(expr, nothing(), file);
  into.push(...diagnostics);
  return value;
}

function fromHcl(name: string, text: string, into: HclDiagnostic[]): Found[] {
  const { body, diagnostics } = parseFile(text, name);
  into.push(...diagnostics);
  for (const block of body.blocks) {
    const detail = `Blocks are not allowed here. A variable definitions file has arguments only: ${block.type} = …`;
    into.push(
      hclDiagnostic('TF_BLOCK_UNEXPECTED', 'error', 'Unexpected block', detail, name, block.headerRange),
    );
  }
  return [...body.attributes.values()].map((attribute) => {
    return { name: attribute.name, value: constant(attribute.expr, name, into), range: attribute.nameRange };
  });
}

function fromJson(name: string, text: string, into: HclDiagnostic[]): Found[] {
  const refuse = (detail: string): Found[] => {
    into.push(hclDiagnostic('TF_VARIABLE_TYPE', 'error', 'Invalid variable definitions', detail, name));
    return [];
  };
  try {
    const value = decodeJson(text);
    if (value.type.kind !== 'object') return refuse('A JSON variable definitions file holds one object.');
    return [...value.entries].map(([key, each]) => ({ name: key, value: each }));
  } catch (problem) {
    if (!(problem instanceof ValueError)) throw problem;
    return refuse(`The file is no JSON: ${problem.message}.`);
  }
}
