import type { Json } from '../json.ts';
import {
  type Attribute,
  type Block,
  type Body,
  type Expression,
  referencesOf,
  type TerraformModule,
  walkExpression,
} from '../terraform/index.ts';

/** Types whose instances pull images, or decide on what they are pulled. */
const PULLERS =
  /^(cloudapp_helm_app|helm_release|docker_|kubectl_|k8s_|kubernetes_|tencentcloud_(kubernetes_|eks_|container_cluster|tat_|instance|as_scaling_|cvm_launch_|lighthouse_instance|scf_function|tsf_deploy_|thpc_|local_file))/;
const MOST_LITERALS = 12;

/** What an expression compares a variable with. */
export interface Compared {
  /** Steps below the variable: `['region']`. */
  readonly path: readonly string[];
  readonly to: { readonly value: Json } | { readonly variable: string; readonly path: readonly string[] };
}

/** What the Terraform of a package does with its variables, as far as images are concerned. */
export interface Slice {
  /** Variables that can change what is pulled; undefined: any of them. */
  readonly relevant: ReadonlySet<string> | undefined;
  /** Values that expressions name beside each variable. */
  readonly compared: ReadonlyMap<string, readonly Compared[]>;
}

function* expressionsOf(body: Body): Generator<Expression> {
  for (const { expr } of body.attributes.values()) yield expr;
  for (const block of body.blocks) yield* expressionsOf(block.body);
}

const blockExpressions = (block: Block): readonly Expression[] => [...expressionsOf(block.body)];
const attributeExpressions = (attribute: Attribute | undefined): readonly Expression[] =>
  attribute ? [attribute.expr] : [];

export function sliceOf(module: TerraformModule | undefined): Slice {
  if (!module) return { relevant: undefined, compared: new Map() };
  const nodes = new Map<string, readonly Expression[]>();
  for (const [name, { expr }] of module.locals) nodes.set(`local.${name}`, [expr]);
  for (const [address, { block }] of module.resources) nodes.set(address, blockExpressions(block));
  for (const [address, { block }] of module.data) nodes.set(address, blockExpressions(block));
  for (const [name, { block }] of module.modules) nodes.set(`module.${name}`, blockExpressions(block));
  const compared = new Map<string, Compared[]>();
  const rules = [...module.variables.values()].flatMap((each) => [
    ...attributeExpressions(each.default),
    ...each.validations.flatMap(({ condition }) => condition ?? []),
  ]);
  for (const expr of [...nodes.values()].flat().concat(rules)) gather(expr, compared);
  return {
    relevant: module.modules.size > 0 ? undefined : reached(module, nodes),
    compared,
  };
}

/** The variables that pulling resources read, near or far. */
function reached(
  module: TerraformModule,
  nodes: ReadonlyMap<string, readonly Expression[]>,
): ReadonlySet<string> {
  const variables = new Set<string>();
  const queue = [...module.resources.values()]
    .filter(
      ({ type, block }) =>
        PULLERS.test(type) || block.body.blocks.some((each) => each.type === 'provisioner'),
    )
    .map((each) => each.address);
  const seen = new Set(queue);
  for (let address = queue.shift(); address !== undefined; address = queue.shift()) {
    for (const { root, path } of (nodes.get(address) ?? []).flatMap(referencesOf)) {
      const [first = '', second = ''] = path.map(String);
      if (root === 'var') variables.add(first);
      const next =
        root === 'local' || root === 'module'
          ? `${root}.${first}`
          : root === 'data'
            ? `data.${first}.${second}`
            : `${root}.${first}`;
      if (!nodes.has(next) || seen.has(next)) continue;
      seen.add(next);
      queue.push(next);
    }
  }
  return variables;
}

/** Collects the literals of each comparison, call and look-up that reads a variable. */
function gather(expr: Expression, into: Map<string, Compared[]>): void {
  walkExpression(expr, (each) => {
    if (each.kind !== 'binary' && each.kind !== 'call' && each.kind !== 'index') return;
    const read = referencesOf(each).filter(({ root }) => root === 'var');
    if (read.length === 0 || read.length > 6) return;
    const named = read.map(({ path: [name = '', ...path] }) => ({
      name: String(name),
      path: path.map(String),
    }));
    const literals = literalsOf(each).map((value) => ({ value }));
    const variables = named.map(({ name, path }) => ({ variable: name, path }));
    for (const { name, path } of named) {
      const known = into.get(name) ?? [];
      into.set(name, known);
      const rest = isComparison(each) ? variables.filter(({ variable }) => variable !== name) : [];
      for (const to of [...literals, ...rest]) {
        const one = { path, to };
        const same = known.some((other) => JSON.stringify(other) === JSON.stringify(one));
        if (!same && known.length < MOST_LITERALS) known.push(one);
      }
    }
  });
}

/** Two answers may be compared with each other. */
const isComparison = (expr: Expression): boolean =>
  expr.kind === 'binary' && (expr.operator === '==' || expr.operator === '!=');

function literalsOf(expr: Expression): readonly Json[] {
  const found: Json[] = [];
  walkExpression(expr, (each) => {
    if (each.kind === 'object')
      for (const { key } of each.items) {
        if (key.kind === 'traversal' && key.steps.length === 0) found.push(key.root);
      }
    if (each.kind !== 'literal' || !each.value.isKnown || each.value.isNull) return;
    const { kind } = each.value.type;
    if (kind === 'string' && each.value.text.length < 200) found.push(each.value.text);
    if (kind === 'number') {
      const number = each.value.num.toNumber();
      if (Math.abs(number) < 1000) found.push(number - 1, number, number + 1);
    }
  });
  return found;
}
