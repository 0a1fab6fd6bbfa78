import { text } from '../../../text.ts';
import { MANIFEST } from '../manifest.ts';
import { defineRule } from '../rule.ts';

export const pkg113 = defineRule(
  'PKG113',
  'info',
  text('Expressions keep to the syntax that is known to work', '表达式只使用已验证的语法'),
  function* ({ manifest }) {
    for (const { node, expression } of manifest.argUses) {
      for (const { what, span } of expression.unverified) {
        yield {
          message: text(
            `No real package uses "${what}" in an expression; Drydock accepts it, the platform may not.`,
            `没有真实安装包在表达式中使用 "${what}";Drydock 接受,但平台未必支持。`,
          ),
          file: MANIFEST,
          range: manifest.rangeIn(node, span),
        };
      }
    }
  },
);
