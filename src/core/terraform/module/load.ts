import type { Diagnostic } from '../../diagnostics/index.ts';
import type { Constant } from '../eval/index.ts';
import type { Dialect } from '../plan/types.ts';
import { type Block, type Body, hclDiagnostic, LIMITS } from '../syntax/index.ts';
import { ModuleBuilder } from './builder.ts';
import { applyOverrides, isOverride } from './overrides.ts';
import { isTerraformFile, ParsedModuleCache } from './parsed-files.ts';
import { filesToRead } from './tofu-files.ts';
import type { TerraformModule } from './types.ts';

export interface LoadOptions {
  readonly dialect: Dialect;
  /** Folder of the root module; the shallowest folder that holds a .tf file when absent. */
  readonly dir?: string;
  /** Files parsed before: those whose content is the same are not parsed again. */
  readonly parsed?: ParsedModuleCache;
}

export interface LoadedModule {
  readonly module: TerraformModule;
  readonly diagnostics: readonly Diagnostic[];
}

const MAX_MODULE_DEPTH = 16;

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** `a/b` and `../c` give `a/c`; undefined when the path leaves the package. */
export function joinPath(base: string, relative: string): string | undefined {
  const parts = base === '' ? [] : base.split('/');
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (parts.length === 0) return undefined;
      parts.pop();
    } else parts.push(part);
  }
  return parts.join('/');
}

/**
 * Reads all `.tf` files (OpenTofu's `.tofu` files too, where the dialect is Terraform) of a package into a module with its local child modules.
 * In the cloudapp dialect the files of every folder below the root belong to it, unless a module block names that folder;
 * in Terraform proper only the root folder's own files do.
 */
export function loadModuleWith(
  files: readonly { readonly path: string; readonly text: string }[],
  options: LoadOptions,
  constant: Constant,
): LoadedModule {
  const diagnostics: Diagnostic[] = [];
  const bodies: Body[] = [];
  const chosen = filesToRead(
    files.filter((f) => isTerraformFile(f.path)),
    options.dialect,
  );
  diagnostics.push(...chosen.diagnostics.slice(0, LIMITS.errors));
  const sources = [...chosen.files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const { parsed: cache = new ParsedModuleCache() } = options;
  for (const file of sources) {
    const parsed = cache.parse(file.text, file.path);
    bodies.push(parsed.body);
    for (const each of parsed.diagnostics) diagnostics.push(each);
  }
  const root = options.dir ?? shallowest(bodies);
  const children = childFolders(bodies);
  const own = (dir: string) => (body: Body) => {
    const folder = folderOf(body.file);
    if (folder === dir) return true;
    if (options.dialect === 'terraform' || dir !== root) return false;
    return (dir === '' || folder.startsWith(`${dir}/`)) && ![...children].some((c) => within(folder, c));
  };
  const load = (dir: string, ancestors: readonly string[]): TerraformModule => {
    const builder = new ModuleBuilder(constant, options.dialect, (source, block) => {
      const child = childModule(source, block, dir, ancestors, bodies, diagnostics);
      return child === undefined ? undefined : load(child, [...ancestors, child]);
    });
    const mine = bodies.filter(own(dir));
    const merged = applyOverrides(
      mine.filter((body) => !isOverride(body.file)),
      mine.filter((body) => isOverride(body.file)),
    );
    diagnostics.push(...merged.diagnostics.slice(0, LIMITS.errors));
    for (const body of merged.bodies) builder.add(body);
    diagnostics.push(...builder.diagnostics.slice(0, LIMITS.errors));
    return builder.build(dir);
  };
  return { module: load(root, [root]), diagnostics };
}

const within = (folder: string, dir: string): boolean => folder === dir || folder.startsWith(`${dir}/`);

function shallowest(bodies: readonly Body[]): string {
  let best: string | undefined;
  for (const body of bodies) {
    const folder = folderOf(body.file);
    if (best === undefined || folder.split('/').length < best.split('/').length || folder === '')
      best = folder;
  }
  return best ?? '';
}

/** Folders that module blocks name by a relative path. */
function childFolders(bodies: readonly Body[]): Set<string> {
  const found = new Set<string>();
  for (const body of bodies) {
    for (const block of body.blocks) {
      if (block.type !== 'module') continue;
      const expr = block.body.attributes.get('source')?.expr;
      const [only] = expr?.kind === 'template' ? expr.parts : [];
      const source = only?.kind === 'literal' ? only.value.text : '';
      const folder = source.startsWith('.') ? joinPath(folderOf(body.file), source) : undefined;
      if (folder !== undefined && folder !== '') found.add(folder);
    }
  }
  return found;
}

function childModule(
  source: string,
  block: Block,
  dir: string,
  ancestors: readonly string[],
  bodies: readonly Body[],
  diagnostics: Diagnostic[],
): string | undefined {
  const complain = (detail: string): undefined => {
    const range = block.body.attributes.get('source')?.expr.range ?? block.headerRange;
    diagnostics.push(
      hclDiagnostic('TF_MODULE_SOURCE', 'error', 'Module not available', detail, block.body.file, range),
    );
    return undefined;
  };
  if (!/^\.\.?(\/|$)/.test(source)) {
    return complain(
      `The module source "${source}" is not a folder of this package. Only local modules ("./…" or "../…") are read.`,
    );
  }
  const child = joinPath(dir, source);
  if (child === undefined) return complain(`The module source "${source}" leaves the package.`);
  if (!bodies.some((b) => folderOf(b.file) === child)) {
    return complain(`The folder "${child}" has no .tf file.`);
  }
  if (ancestors.includes(child)) return complain(`The module in "${child}" calls itself.`);
  if (ancestors.length >= MAX_MODULE_DEPTH) {
    return complain(`Modules may be nested ${MAX_MODULE_DEPTH} levels deep at most.`);
  }
  return child;
}
