import { resolve } from 'node:path';
import { type LintResult, lint } from '../../../../src/core/package/index.ts';
import type { Dialect } from '../../../../src/core/terraform/index.ts';
import { schemasFrom } from '../../../../src/core/terraform/index.ts';
import { sourceOf } from '../source-of.ts';

/** The shipped facts about resource types, read once per test file. */
export const schemas = schemasFrom(resolve(import.meta.dirname, '../../../../data'));

/** A package in a few lines: args and Terraform only, the rest filled in so that no other rule has a say. */
export interface RuleCase {
  /** Text of package.yaml after `id`. */
  readonly yaml?: string;
  readonly id?: string;
  /** Text of infrastructure/main.tf. */
  readonly tf?: string;
  readonly files?: Readonly<Record<string, string>>;
}

export const packageOf = ({ yaml = '', tf = '', id = 'pkg-8lve2gn1', files = {} }: RuleCase) =>
  sourceOf({ 'package.yaml': `id: ${id}\n${yaml}`, 'infrastructure/main.tf': tf, ...files });

export const lintOf = (rule: RuleCase, dialect: Dialect = 'cloudapp'): LintResult =>
  lint(packageOf(rule), { dialect, schemas });

/** What a rule marks in a package: the texts of its ranges, or the file where there is no range. */
export function marked(rule: RuleCase, code: string, dialect: Dialect = 'cloudapp'): string[] {
  const source = packageOf(rule);
  const { diagnostics } = lint(source, { dialect, schemas });
  return diagnostics
    .filter((each) => each.code === code)
    .map(({ file, range }) => {
      const text = new TextDecoder().decode(source.files.get(file));
      return range ? text.slice(range.start.offset, range.end.offset) : file;
    });
}
