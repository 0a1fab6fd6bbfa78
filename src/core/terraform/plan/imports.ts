import { ChildScope, evaluate, type Scope } from '../eval/index.ts';
import type { ImportDecl } from '../module/index.ts';
import { type HclDiagnostic, hclDiagnostic } from '../syntax/index.ts';
import { STRING, tryConvert } from '../values/index.ts';
import { expand } from './expand.ts';
import { keySuffix } from './keys.ts';
import { partsOf } from './triggers.ts';

/** One object that an `import` block takes over. */
export interface Import {
  readonly address: string;
  /** Undefined while it is unknown. */
  readonly id: string | undefined;
}

/** What the `import` blocks of the root module ask for, `for_each` laid out. */
export function importsOf(
  blocks: readonly ImportDecl[],
  scope: Scope,
  diagnostics: HclDiagnostic[],
): (Import & { readonly decl: ImportDecl })[] {
  return blocks.flatMap((decl) => {
    const expanded = expand(undefined, decl.forEach, scope, decl.file, diagnostics);
    return (expanded?.keys ?? []).flatMap(({ names }) => {
      const inner = new ChildScope(scope, names);
      const address = addressIn(decl, inner);
      if (address === undefined || decl.id === undefined) {
        const detail =
          decl.id === undefined
            ? 'An import block needs an "id" argument.'
            : 'The "to" argument must name one instance of a resource.';
        diagnostics.push(invalid(decl, 'Invalid import block', detail));
        return [];
      }
      const { value, diagnostics: found } = evaluate(decl.id.expr, inner, decl.file);
      diagnostics.push(...found);
      const id = tryConvert(value.unmark(), STRING);
      if (value.isNull || id?.text === '') {
        diagnostics.push(
          invalid(decl, 'Invalid import id argument', 'The import ID value must not be null or empty.'),
        );
        return [];
      }
      return [{ decl, address, id: id?.isKnown ? id.text : undefined }];
    });
  });
}

/** A diagnostic about an import block. */
export const invalid = (decl: ImportDecl, summary: string, detail: string): HclDiagnostic =>
  hclDiagnostic('TF_IMPORT_INVALID', 'error', summary, detail, decl.file, decl.nameRange);

/** Nobody can look at the object from here: what it is like is taken from the configuration. */
export const importAssumed = (decl: ImportDecl, address: string, id: string | undefined): HclDiagnostic =>
  hclDiagnostic(
    'TF_IMPORT_ASSUMED',
    'info',
    'Imported object is assumed',
    `${id === undefined ? 'The object' : `"${id}"`} that ${address} imports is assumed to exist and to be as the configuration says; a real import compares it and may plan changes.`,
    decl.file,
    decl.nameRange,
  );

function addressIn(decl: ImportDecl, scope: Scope): string | undefined {
  const parts = decl.toExpr && partsOf(decl.toExpr, scope, decl.file);
  return parts
    ?.map((part, i) => (typeof part === 'string' ? (i > 0 ? `.${part}` : part) : keySuffix(part.key)))
    .join('');
}
