import { text } from '../../../text.ts';
import { missingRequired } from '../required.ts';
import { defineRule, TOLERATED_QUIETLY } from '../rule.ts';

export const tf137 = defineRule(
  'TF137',
  TOLERATED_QUIETLY,
  text('Resources that need a name have one', '需要名称的资源已命名'),
  function* ({ tf }) {
    for (const { part, name } of missingRequired(tf)) {
      if (!isName(name)) continue;
      yield {
        message: text(
          `${part.resource.type} needs "${name}" in Terraform; the platform makes one up from instance and resource.`,
          `在 Terraform 中 ${part.resource.type} 需要 "${name}";平台会根据实例与资源名自动生成。`,
        ),
        file: part.body.file,
        range: part.resource.nameRange,
      };
    }
  },
);

/** `name`, `clb_name`, `instance_name`: what the platform fills in (facts section 6). */
export const isName = (argument: string): boolean => /(^|_)name$/.test(argument);
