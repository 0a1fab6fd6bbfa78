import type { Fix } from '../../../diagnostics/index.ts';
import { type LocalText, text } from '../../../text.ts';
import type { PathExpression } from '../../expression/index.ts';
import { suggest } from '../../suggest.ts';
import { walkShape, widgetOutput } from '../../widgets/index.ts';
import { pathUses } from '../args.ts';
import type { LintContext } from '../context.ts';
import { MANIFEST } from '../manifest.ts';
import { askMeant, mend, renameTo } from '../mend.ts';
import { defineRule } from '../rule.ts';
import { isSystemVariable, SYSTEM_VARIABLES } from '../system-variables.ts';

export const pkg132 = defineRule(
  'PKG132',
  'error',
  text('Interpolations of the policy can be filled in', '策略中的变量可以取值'),
  function* (context) {
    const { manifest } = context;
    for (const { node, expression } of manifest.policyUses) {
      for (const problem of expression.problems) {
        yield { message: problem.message, file: MANIFEST, range: manifest.rangeIn(node, problem.span) };
      }
    }
    for (const { use, path } of pathUses(manifest.policyUses)) {
      const problem = problemOf(path, context);
      if (problem === undefined) continue;
      const range = manifest.rangeIn(use.node, problem.span);
      const fixable = manifest.valueStart(use.node) !== undefined;
      const fix: Fix | undefined = !fixable
        ? undefined
        : problem.prefix
          ? mend(text('Add "var."', '补上 "var."'), MANIFEST, range, `var.${path.root}`)
          : problem.meant === undefined
            ? undefined
            : renameTo(MANIFEST, range, problem.meant);
      yield { message: problem.message, file: MANIFEST, range, ...(fix ? { fix } : {}) };
    }
  },
);

interface Problem {
  readonly message: LocalText;
  readonly span: { readonly start: number; readonly end: number };
  readonly meant?: string | undefined;
  readonly prefix?: boolean;
}

function problemOf(path: PathExpression, { argsByName }: LintContext): Problem | undefined {
  if (path.root !== 'var') {
    const known = argsByName.has(path.root) || isSystemVariable(path.root);
    return {
      message: text(
        `In the policy a variable is written "var.${path.root}".`,
        `策略中的变量应写作 "var.${path.root}"。`,
      ),
      span: path.rootSpan,
      prefix: known,
    };
  }
  const [name, ...rest] = path.steps;
  if (name === undefined) {
    return {
      message: text('A variable name is missing after "var".', '"var" 之后缺少变量名。'),
      span: path.span,
    };
  }
  const key = String(name.key);
  if (isSystemVariable(key)) return undefined;
  const args = argsByName.get(key);
  if (args === undefined) {
    const meant = suggest(key, [...argsByName.keys(), ...SYSTEM_VARIABLES]);
    return {
      message: askMeant(
        `"${key}" is neither an arg nor a system variable`,
        `"${key}" 既不是参数也不是系统变量`,
        meant,
      ),
      span: name.span,
      meant,
    };
  }
  const keys = rest.map((step) => step.key);
  const walks = args.map((arg) => ({ arg, walk: walkShape(widgetOutput(arg.widget), keys) }));
  const [first] = walks;
  if (first === undefined || first.walk.found || walks.some(({ walk }) => walk.found)) return undefined;
  const step = rest[first.walk.step];
  if (step === undefined) return undefined;
  const meant = suggest(String(step.key), first.walk.choices);
  return {
    message: askMeant(
      `The value of "${key}" (${first.arg.widget}) has no "${step.key}"`,
      `"${key}"(${first.arg.widget})的值没有 "${step.key}"`,
      meant,
    ),
    span: step.span,
    meant,
  };
}
