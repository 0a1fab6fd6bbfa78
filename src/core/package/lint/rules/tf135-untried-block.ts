import { text } from '../../../text.ts';
import { defineRule } from '../rule.ts';

export const tf135 = defineRule(
  'TF135',
  { cloudapp: 'info', terraform: 'info' },
  text('Blocks are known to work on the platform', '块类型已在平台验证'),
  function* ({ tf }) {
    const untried = (
      what: string,
      file: string,
      range: {
        start: { line: number; column: number; offset: number };
        end: { line: number; column: number; offset: number };
      },
    ) => ({
      message: text(
        `No real package uses ${what}: Drydock plans it as Terraform does, the platform's own engine may not know it.`,
        `没有真实安装包使用 ${what}:Drydock 按 Terraform 处理,平台自研引擎未必支持。`,
      ),
      file,
      range,
    });
    for (const body of tf.module.files.values()) {
      for (const block of body.blocks) {
        if (['module', 'data', 'terraform', 'moved', 'import', 'check', 'removed'].includes(block.type)) {
          yield untried(`"${block.type}" blocks`, body.file, block.headerRange);
        }
      }
    }
    for (const { block, file, forEach } of tf.module.resources.values()) {
      if (forEach) yield untried('"for_each"', file, forEach.nameRange);
      for (const inner of block.body.blocks) {
        if (['provisioner', 'connection', 'lifecycle', 'dynamic'].includes(inner.type)) {
          yield untried(`"${inner.type}" blocks`, file, inner.headerRange);
        }
      }
    }
  },
);
