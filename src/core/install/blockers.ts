import type { Diagnostic } from '../diagnostics/index.ts';
import { lint, type PackageSource, parsePackage } from '../package/index.ts';
import type { Schemas } from '../terraform/index.ts';

/**
 * Rules whose breach makes every install impossible, whatever is chosen in the form: package.yaml cannot be read
 * (PKG100–102), an expression of it cannot be read (PKG109), args wait for one another (PKG115), a variable is not
 * declared or can get no value (TF101, TF102, TF105: packaging fails, facts section 4), references lead nowhere or in
 * a circle (TF109, TF134). Other errors of the linter stop a push, or one branch only, and show where they bite.
 */
const BLOCKING = new Set([
  'PKG100',
  'PKG101',
  'PKG102',
  'PKG109',
  'PKG115',
  'TF101',
  'TF102',
  'TF105',
  'TF109',
  'TF134',
]);

const errorsOf = (all: readonly Diagnostic[]) => all.filter((each) => each.severity === 'error');

/** What in a package makes installing it impossible, in the linter's words. */
export function blockersOf(source: PackageSource, schemas: Schemas): readonly Diagnostic[] {
  const { root, diagnostics } = parsePackage(source);
  if (root?.kind !== 'map') return errorsOf(diagnostics);
  return blockersAmong(lint(source, { dialect: 'cloudapp', schemas }).diagnostics);
}

/** Those of the linter's findings that make installing the package impossible. */
export const blockersAmong = (found: readonly Diagnostic[]): readonly Diagnostic[] =>
  errorsOf(found).filter((each) => BLOCKING.has(each.code));
