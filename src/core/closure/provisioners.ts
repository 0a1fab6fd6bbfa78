import { posix } from 'node:path';
import type { SourceRange } from '../diagnostics/index.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { PackageSource } from '../package/source.ts';
import type { KnownFile } from '../shell/index.ts';
import type { Attribute, PlannedResource, ResourceDecl, TerraformModule } from '../terraform/index.ts';

/** What a provisioner of the package's own modules does, and where it is written. */
export interface Provisioner {
  readonly owner: string;
  readonly file: string;
  readonly range: SourceRange;
  readonly argRanges: Readonly<Record<string, SourceRange>>;
}

const NAME = 'drydock-provisioner-';
const MOST = 200;
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  'remote-exec': ['inline', 'script', 'scripts'],
  'local-exec': ['command'],
  file: ['source', 'content', 'destination'],
};

/**
 * The package with one more resource for each provisioner of its root module, which holds the provisioner's arguments: so the
 * engine evaluates them as it does all others, under every answer. `self` is the resource itself.
 */
export function withProvisioners(
  source: PackageSource,
  module: TerraformModule | undefined,
): { readonly source: PackageSource; readonly provisioners: readonly Provisioner[] } {
  const provisioners: Provisioner[] = [];
  const blocks: string[] = [];
  for (const decl of module?.resources.values() ?? []) {
    const text = new TextDecoder().decode(source.files.get(decl.file));
    for (const { type, labels, body, range } of decl.block.body.blocks) {
      const kind = labels[0] ?? '';
      if (type !== 'provisioner' || !Object.hasOwn(ARGUMENTS, kind) || blocks.length >= MOST) continue;
      const when = body.attributes.get('when');
      if (when && written(text, when) === 'destroy') continue;
      const given = (ARGUMENTS[kind] ?? []).flatMap((name) => {
        const attribute = body.attributes.get(name);
        return attribute ? [[name, attribute] as const] : [];
      });
      const fields = given.map(
        ([name, attribute]) => `    ${name} = ${withoutSelf(written(text, attribute), decl)}\n`,
      );
      const repeated = [decl.count && `  count = ${written(text, decl.count)}\n`].concat(
        decl.forEach && `  for_each = ${written(text, decl.forEach)}\n`,
      );
      blocks.push(
        `resource "terraform_data" "${NAME}${blocks.length}" {\n${repeated.filter(Boolean).join('')}  input = {\n    kind = "${kind}"\n${fields.join('')}  }\n}\n`,
      );
      provisioners.push({
        owner: decl.address,
        file: decl.file,
        range,
        argRanges: Object.fromEntries(given.map(([name, { range: place }]) => [name, place])),
      });
    }
  }
  if (blocks.length === 0) return { source, provisioners };
  const files = new Map(source.files);
  const folder = module?.dir ? `${module.dir}/` : 'infrastructure/';
  files.set(`${folder}zz-${NAME}s.tf`, new TextEncoder().encode(blocks.join('')));
  return { source: { ...source, files }, provisioners };
}

const written = (text: string, { expr }: Attribute): string =>
  text.slice(expr.range.start.offset, expr.range.end.offset);

const withoutSelf = (expression: string, { address, count, forEach }: ResourceDecl): string =>
  expression.replace(
    /(?<![\w.])self(?=\.)/g,
    () => `${address}${count ? '[count.index]' : forEach ? '[each.key]' : ''}`,
  );

/** What a resource that stands for a provisioner runs, and the files that it brings; undefined for other resources. */
export function provisionedBy(
  resource: PlannedResource,
  provisioners: readonly Provisioner[],
  source: PackageSource,
):
  | {
      readonly resource: PlannedResource;
      readonly scripts: readonly { readonly argument: string; readonly text: string }[];
      readonly brings: readonly KnownFile[];
    }
  | undefined {
  const provisioner = resource.name.startsWith(NAME)
    ? provisioners[Number(resource.name.slice(NAME.length))]
    : undefined;
  if (!provisioner || resource.type !== 'terraform_data') return undefined;
  const args = isJsonObject(resource.args.value) ? resource.args.value : {};
  const input: JsonObject = isJsonObject(args.input) ? args.input : {};
  const { file, range, argRanges, owner } = provisioner;
  const placed = { ...resource, address: owner, file, range, argRanges };
  const inPackage = (path: Json | undefined): string | undefined => {
    const name = typeof path === 'string' ? posix.normalize(posix.join('infrastructure', path)) : '';
    const bytes = source.files.get(name);
    return bytes && new TextDecoder().decode(bytes);
  };
  const scripts: { argument: string; text: string }[] = [];
  const brings: KnownFile[] = [];
  if (Array.isArray(input.inline))
    scripts.push({ argument: 'inline', text: input.inline.map(String).join('\n') });
  if (typeof input.command === 'string') scripts.push({ argument: 'command', text: input.command });
  const paths = [input.script, ...(Array.isArray(input.scripts) ? input.scripts : [])];
  for (const path of paths) {
    if (typeof path !== 'string') continue;
    scripts.push({
      argument: input.script === path ? 'script' : 'scripts',
      // A file that the package lacks is said where it is run.
      text: inPackage(path) ?? `sh '${path}'`,
    });
  }
  const content = typeof input.content === 'string' ? input.content : inPackage(input.source);
  if (input.kind === 'file' && typeof input.destination === 'string' && content !== undefined) {
    const base = typeof input.source === 'string' ? posix.basename(input.source) : '';
    const path = input.destination.endsWith('/') ? `${input.destination}${base}` : input.destination;
    brings.push({ path, text: content });
  }
  return { resource: placed, scripts, brings };
}
