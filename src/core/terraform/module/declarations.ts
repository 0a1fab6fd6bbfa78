import { type Constant, readTypeConstraint } from '../eval/index.ts';
import { type Block, type Expression, type HclDiagnostic, hclDiagnostic } from '../syntax/index.ts';
import { DYNAMIC } from '../values/index.ts';
import { readDependsOn, readEnabled, readLifecycle, rulesOf } from './blocks.ts';
import { addressText, attributeOf, staticFalse, staticText, staticTrue } from './static.ts';
import type { OutputDecl, PassedProvider, ProviderDecl, ResourceDecl, VariableDecl } from './types.ts';

const place = (block: Block) => ({ file: block.body.file, range: block.range, nameRange: block.headerRange });

const META = new Set(['count', 'for_each', 'depends_on', 'provider']);
const META_BLOCKS = new Set(['lifecycle', 'provisioner', 'connection']);

export function readVariable(
  block: Block,
  name: string,
  constant: Constant,
  diagnostics: HclDiagnostic[],
): VariableDecl {
  const get = (key: string) => attributeOf(block.body, key)?.expr;
  const typeExpr = get('type');
  const constraint = typeExpr && readTypeConstraint(typeExpr, constant);
  for (const problem of constraint?.problems ?? []) {
    diagnostics.push(
      hclDiagnostic(
        'TF_TYPE_INVALID',
        'error',
        'Invalid type specification',
        problem.detail,
        block.body.file,
        problem.range,
      ),
    );
  }
  return {
    ...place(block),
    name,
    type: constraint?.type ?? DYNAMIC,
    typeDefaults: constraint?.defaults,
    typeExpr,
    default: attributeOf(block.body, 'default'),
    description: staticText(get('description')),
    sensitive: staticTrue(get('sensitive')),
    ephemeral: staticTrue(get('ephemeral')),
    nullable: !staticFalse(get('nullable')),
    validations: rulesOf(block.body.blocks, 'validation'),
    block,
  };
}

export function readOutput(block: Block, name: string): OutputDecl {
  const get = (key: string) => attributeOf(block.body, key)?.expr;
  return {
    ...place(block),
    name,
    value: attributeOf(block.body, 'value'),
    description: staticText(get('description')),
    sensitive: staticTrue(get('sensitive')),
    ephemeral: staticTrue(get('ephemeral')),
    dependsOn: readDependsOn(attributeOf(block.body, 'depends_on')),
    preconditions: rulesOf(block.body.blocks, 'precondition'),
    block,
  };
}

export function readResource(
  block: Block,
  mode: 'managed' | 'data',
  type: string,
  name: string,
): ResourceDecl {
  const { attributes, blocks } = block.body;
  return {
    ...place(block),
    mode,
    type,
    name,
    address: mode === 'data' ? `data.${type}.${name}` : `${type}.${name}`,
    count: attributes.get('count'),
    forEach: attributes.get('for_each'),
    enabled: readEnabled(blocks),
    dependsOn: readDependsOn(attributes.get('depends_on')),
    provider: addressText(attributes.get('provider')?.expr),
    lifecycle: readLifecycle(blocks.find((b) => b.type === 'lifecycle')),
    attributes: new Map([...attributes].filter(([key]) => !META.has(key))),
    blocks: blocks.filter((b) => !META_BLOCKS.has(b.type)),
    block,
  };
}

export function readProvider(block: Block, name: string): ProviderDecl {
  const { attributes } = block.body;
  return {
    ...place(block),
    name,
    alias: staticText(attributes.get('alias')?.expr),
    attributes: new Map([...attributes].filter(([key]) => key !== 'alias' && key !== 'version')),
    block,
  };
}

/** The `providers` argument of a module call, by the name within the module. */
export function passedProviders(expr: Expression | undefined): ReadonlyMap<string, PassedProvider> {
  const items = expr?.kind === 'object' ? expr.items : [];
  return new Map(
    items.flatMap(({ key, value }) => {
      const [name, from] = [addressText(key), addressText(value)];
      return name === undefined || from === undefined ? [] : [[name, { from, range: value.range }] as const];
    }),
  );
}
