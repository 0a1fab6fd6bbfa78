import { staticText, type TerraformModule } from '../module/index.ts';
import type { Expression } from '../syntax/index.ts';

/** Sources of providers that packages leave unsaid, besides HashiCorp's own. */
const KNOWN: Readonly<Record<string, string>> = {
  terraform: 'terraform.io/builtin/terraform',
  tencentcloud: 'tencentcloudstack/tencentcloud',
};

const HOST = 'registry.terraform.io';

interface Requirement {
  readonly source: string | undefined;
  readonly version: string | undefined;
}

function requirementOf(expr: Expression): Requirement {
  if (expr.kind !== 'object') return { source: undefined, version: staticText(expr) };
  const get = (name: string): string | undefined =>
    staticText(
      expr.items.find(
        ({ key }) => (key.kind === 'traversal' && key.root === name) || staticText(key) === name,
      )?.value,
    );
  return { source: get('source'), version: get('version') };
}

/** `required_providers` of a module, by local name. */
function requirements({ settings }: TerraformModule): ReadonlyMap<string, Requirement> {
  const blocks = settings
    .flatMap((each) => each.body.blocks)
    .filter(({ type }) => type === 'required_providers');
  return new Map(
    blocks.flatMap(({ body }) =>
      [...body.attributes].map(([name, { expr }]) => [name, requirementOf(expr)] as const),
    ),
  );
}

/** The full source address of a provider by its local name in a module. */
export function providerSource(module: TerraformModule, name: string): string {
  const source = requirements(module).get(name)?.source ?? KNOWN[name] ?? `hashicorp/${name}`;
  return source.split('/').length === 3 ? source : `${HOST}/${source}`;
}

/** Local names that a module requires. */
export const requiredNames = (module: TerraformModule): readonly string[] => [...requirements(module).keys()];

/** The version constraint of a provider, where the module has one. */
export const providerVersion = (module: TerraformModule, name: string): string | undefined =>
  requirements(module).get(name)?.version;
