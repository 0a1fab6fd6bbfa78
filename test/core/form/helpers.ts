import { autoAnswers, type FormField, type FormState, resolveForm } from '../../../src/core/form/index.ts';
import type { Json } from '../../../src/core/json.ts';
import { type PackageModel, parsePackage } from '../../../src/core/package/index.ts';
import { defaultWorld, type World } from '../../../src/core/world/index.ts';

/** The model of a package.yaml that only has these args (YAML of the list). */
export function modelOf(args: string): PackageModel {
  const indented = args
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
  return modelOfManifest(`id: pkg-test0001\nargs:\n${indented}\n`);
}

export function modelOfManifest(text: string): PackageModel {
  const files = new Map([['package.yaml', new TextEncoder().encode(text)]]);
  const { model, diagnostics } = parsePackage({ root: '/fixture', files });
  const errors = diagnostics.filter((each) => each.severity === 'error');
  if (errors.length > 0) throw new Error(errors.map((each) => each.message.en).join('\n'));
  return model;
}

export const resolve = (
  args: string,
  answers: Readonly<Record<string, Json>> = {},
  world: World = defaultWorld(),
): FormState => resolveForm({ model: modelOf(args), world, answers });

export const auto = (
  args: string,
  given: Readonly<Record<string, Json>> = {},
  world: World = defaultWorld(),
  optional: 'fill' | 'skip' = 'fill',
): FormState => autoAnswers({ model: modelOf(args), world, given, optional });

/** The visible field of a name. */
export function field(state: FormState, name: string): FormField {
  const found = state.fields.find((each) => each.name === name && each.visible);
  if (!found) throw new Error(`no visible field ${name}`);
  return found;
}

/** One arg alone, answered: its field. */
export const answered = (
  widget: string,
  answer: Json,
  config = '',
  world: World = defaultWorld(),
): FormField =>
  field(resolve(`- name: x\n  label: X\n  widget: ${widget}\n${config}`, { x: answer }, world), 'x');

export const keys = (found: FormField): string[] => found.options.map((option) => option.key);

export const codes = (state: FormState): string[] => state.diagnostics.map((each) => each.code);
