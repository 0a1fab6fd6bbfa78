import { text } from '../../../text.ts';
import { MANIFEST } from '../manifest.ts';
import { defineRule } from '../rule.ts';

export const pkg123 = defineRule(
  'PKG123',
  'info',
  text('Validators say what is wrong', '校验规则带有提示信息'),
  function* ({ model }) {
    for (const { name, validator } of model.args) {
      for (const { message, range } of validator) {
        if (message !== undefined && message.trim() !== '') continue;
        yield {
          message: text(
            `A validator of "${name}" has no message: the customer will not know what to change.`,
            `"${name}" 的校验规则没有 message:客户不知道如何修改。`,
          ),
          file: MANIFEST,
          range,
        };
      }
    }
  },
);
