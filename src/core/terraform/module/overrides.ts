import { type Block, type Body, type HclDiagnostic, hclDiagnostic } from '../syntax/index.ts';
import { staticText } from './static.ts';

/** Whether a file changes what other files declare: `override.tf`, `*_override.tf` (or `.tofu`), with or without `.json`. */
export const isOverride = (path: string): boolean => /(?:^|[/_])override\.(?:tf|tofu)(?:\.json)?$/.test(path);

const WORDS: Readonly<Record<string, string>> = {
  resource: 'resource',
  data: 'data resource',
  variable: 'variable',
  output: 'output',
  module: 'module call',
  provider: 'provider configuration',
};

/** What must be the same for one block to override another. */
function identity(block: Block): string {
  const alias = block.type === 'provider' ? (staticText(block.body.attributes.get('alias')?.expr) ?? '') : '';
  return JSON.stringify([block.type, ...block.labels, alias]);
}

/**
 * The primary files of one folder with its override files merged in, by Terraform's rules: arguments replace arguments,
 * nested blocks replace all nested blocks of their type, `lifecycle` is merged argument by argument.
 */
export function applyOverrides(
  primary: readonly Body[],
  overriding: readonly Body[],
): { readonly bodies: readonly Body[]; readonly diagnostics: readonly HclDiagnostic[] } {
  if (overriding.length === 0) return { bodies: primary, diagnostics: [] };
  const diagnostics: HclDiagnostic[] = [];
  const bodies = primary.map((body) => ({ ...body, blocks: [...body.blocks] }));
  const extra: Block[] = [];
  const replace = (matches: (b: Block) => boolean, merged: (b: Block) => Block): boolean => {
    for (const body of bodies) {
      const at = body.blocks.findIndex(matches);
      const base = body.blocks[at];
      if (base === undefined) continue;
      body.blocks[at] = merged(base);
      return true;
    }
    return false;
  };
  for (const block of overriding.flatMap((body) => body.blocks)) {
    if (block.type === 'locals') {
      for (const attribute of block.body.attributes.values()) {
        const one = { ...block, body: { ...block.body, attributes: new Map([[attribute.name, attribute]]) } };
        const isThere = (b: Block): boolean => b.type === 'locals' && b.body.attributes.has(attribute.name);
        if (!replace(isThere, (base) => merge(base, one)))
          diagnostics.push(missing(block, `local value named "${attribute.name}"`, 'local value'));
      }
      continue;
    }
    const word = WORDS[block.type];
    if (word === undefined) {
      if (block.type === 'terraform') extra.push(block);
      else {
        const detail = `Override files cannot override "${block.type}" blocks.`;
        const summary = `Cannot override "${block.type}" blocks`;
        diagnostics.push(
          hclDiagnostic('TF_OVERRIDE', 'error', summary, detail, block.body.file, block.headerRange),
        );
      }
      continue;
    }
    const id = identity(block);
    if (
      !replace(
        (b) => identity(b) === id,
        (base) => merge(base, block),
      )
    )
      diagnostics.push(missing(block, `${word} ${block.labels.join('.')}`, word));
  }
  const [first, ...others] = bodies;
  if (first === undefined || extra.length === 0) return { bodies, diagnostics };
  return { bodies: [{ ...first, blocks: [...first.blocks, ...extra] }, ...others], diagnostics };
}

function missing(block: Block, what: string, word: string): HclDiagnostic {
  return hclDiagnostic(
    'TF_OVERRIDE',
    'error',
    `Missing base ${word} declaration to override`,
    `There is no ${what}. An override file can only override a ${word} defined in a primary configuration file.`,
    block.body.file,
    block.headerRange,
  );
}

function merge(base: Block, over: Block): Block {
  const types = new Set(over.body.blocks.map(typeOf));
  const lifecycle = over.body.blocks.find((b) => b.type === 'lifecycle');
  const kept = base.body.blocks.flatMap((block) => {
    if (block.type === 'lifecycle' && lifecycle) return [merge(block, lifecycle)];
    return types.has(typeOf(block)) ? [] : [block];
  });
  const isMerged = kept.some((b) => b.type === 'lifecycle');
  const added = over.body.blocks.filter((b) => !(isMerged && b.type === 'lifecycle'));
  const { file } = over.body;
  const own = [...over.body.attributes].map(([name, each]) => [name, { ...each, file }] as const);
  const attributes = new Map([...base.body.attributes, ...own]);
  // One of the two ways to repeat a block replaces the other.
  if (over.body.attributes.has('count')) attributes.delete('for_each');
  if (over.body.attributes.has('for_each')) attributes.delete('count');
  return { ...base, body: { ...base.body, attributes, blocks: [...kept, ...added] } };
}

/** A dynamic block counts as the type that it makes. */
const typeOf = (block: Block): string =>
  block.type === 'dynamic' ? (block.labels[0] ?? 'dynamic') : block.type;
