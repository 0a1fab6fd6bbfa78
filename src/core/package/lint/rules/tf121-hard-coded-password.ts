import type { SourceRange } from '../../../diagnostics/index.ts';
import { type Expression, walkExpression } from '../../../terraform/index.ts';
import { text } from '../../../text.ts';
import { possibleValues } from '../id-kinds.ts';
import { defineRule } from '../rule.ts';
import { SECRET_NAME } from '../sensitive.ts';
import { keyText, staticString } from '../static-json.ts';

/** Passwords that are looked for again in other texts. */
const MAX_PASSWORDS = 20;

export const tf121 = defineRule(
  'TF121',
  'error',
  text('Passwords are not written into the package', '密码不写入安装包'),
  function* ({ tf, model }) {
    const found = new Set<string>();
    const args = new Set(model.args.map((arg) => arg.name));
    for (const { owner, attribute, file } of tf.sites) {
      const named =
        owner.kind === 'variable' && attribute.name === 'default' && !args.has(owner.name)
          ? owner.name
          : owner.kind === 'resource' || owner.kind === 'local'
            ? attribute.name
            : '';
      for (const [password, range] of passwordsIn(named, attribute.expr)) {
        found.add(password);
        yield {
          message: text(
            `The password of "${named}" stands in the package: everyone who installs it has the same. Use random_password or a secret arg.`,
            `"${named}" 的密码写在安装包中:所有客户的密码都相同。请使用 random_password 或 secret 参数。`,
          ),
          file,
          range,
        };
      }
    }
    yield* repeated(found, tf);
  },
);

/** Passwords among the values of an argument, and under such names within maps. */
function* passwordsIn(name: string, expr: Expression): Generator<[string, SourceRange]> {
  if (SECRET_NAME.test(name)) {
    for (const value of possibleValues(expr)) {
      const literal = staticString(value);
      if (literal !== undefined && literal !== '') yield [literal, value.range];
    }
  }
  if (expr.kind !== 'object') return;
  for (const item of expr.items) yield* passwordsIn(keyText(item.key) ?? '', item.value);
}

/** The same passwords again inside longer texts, as in start-up scripts. */
function* repeated(passwords: ReadonlySet<string>, tf: Parameters<typeof tf121.check>[0]['tf']) {
  const long = [...passwords].filter((each) => each.length >= 6).slice(0, MAX_PASSWORDS);
  if (long.length === 0) return;
  for (const { attribute, file } of tf.sites) {
    const hits: SourceRange[] = [];
    walkExpression(attribute.expr, (expr) => {
      if (expr.kind !== 'literal' || expr.value.type.kind !== 'string') return;
      const words = expr.value.text;
      if (long.some((each) => words !== each && words.includes(each))) hits.push(expr.range);
    });
    for (const range of hits) {
      yield {
        message: text(
          'A password of this package is repeated in this text.',
          '此文本中重复出现了安装包内写死的密码。',
        ),
        file,
        range,
      };
    }
  }
}
