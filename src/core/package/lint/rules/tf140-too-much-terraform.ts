import { text } from '../../../text.ts';
import { defineRule } from '../rule.ts';
import { MAX_TERRAFORM_BYTES } from '../terraform.ts';

export const tf140 = defineRule(
  'TF140',
  'error',
  text('Terraform files together stay within bounds', 'Terraform 文件总量不超出限制'),
  function* ({ tf }) {
    for (const file of tf.leftOut) {
      yield {
        message: text(
          `The package has more than ${MAX_TERRAFORM_BYTES} bytes of Terraform: this file is not checked.`,
          `安装包的 Terraform 文件超过 ${MAX_TERRAFORM_BYTES} 字节:此文件未检查。`,
        ),
        file,
      };
    }
  },
);
