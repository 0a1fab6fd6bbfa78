import { isJsonObject, type JsonObject } from '../../json.ts';
import { ChildScope, evaluate, type Scope } from '../eval/index.ts';
import type { ImportDecl } from '../module/index.ts';
import { type HclDiagnostic, hclDiagnostic } from '../syntax/index.ts';
import { markedJson, STRING, tryConvert } from '../values/index.ts';
import { expand } from './expand.ts';
import { keySuffix } from './keys.ts';
import { partsOf } from './triggers.ts';

/** One object that an `import` block takes over. */
export interface Import {
  readonly address: string;
  /** Undefined while it is unknown. */
  readonly id: string | undefined;
  /** What names the object in the place of an id. */
  readonly identity?: JsonObject;
}

/** What the `import` blocks of the root module ask for, `for_each` laid out. */
export function importsOf(
  blocks: readonly ImportDecl[],
  scope: Scope,
  diagnostics: HclDiagnostic[],
): (Import & { readonly decl: ImportDecl })[] {
  return blocks.flatMap((decl) => {
    const expanded = expand({ count: undefined, forEach: decl.forEach }, scope, decl.file, diagnostics);
    return (expanded?.keys ?? []).flatMap(({ names }) => {
      const inner = new ChildScope(scope, names);
      const address = addressIn(decl, inner);
      const by = decl.id ?? decl.identity;
      if (address === undefined || by === undefined || (decl.id && decl.identity)) {
        const detail =
          address === undefined
            ? 'The "to" argument must name one instance of a resource.'
            : by === undefined
              ? 'An import block needs an "id" or an "identity" argument.'
              : 'An import block takes either "id" or "identity", not both.';
        diagnostics.push(invalid(decl, 'Invalid import block', detail));
        return [];
      }
      const { value, diagnostics: found } = evaluate(by.expr, inner, decl.file);
      diagnostics.push(...found);
      if (decl.id === undefined) {
        const identity = value.isWhollyKnown ? markedJson(value).value : undefined;
        if (identity === undefined) return [{ decl, address, id: undefined }];
        if (isJsonObject(identity)) return [{ decl, address, id: undefined, identity }];
        const detail =
          'The import identity must be an object with the attributes that the provider asks for.';
        diagnostics.push(invalid(decl, 'Invalid import identity argument', detail));
        return [];
      }
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
