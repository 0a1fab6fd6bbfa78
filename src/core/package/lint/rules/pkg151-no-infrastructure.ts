import { text } from '../../../text.ts';
import { MANIFEST } from '../manifest.ts';
import { defineRule } from '../rule.ts';
import { INFRASTRUCTURE } from '../terraform.ts';

export const pkg151 = defineRule(
  'PKG151',
  'warning',
  text('The package has Terraform files under infrastructure/', 'infrastructure/ 下有 Terraform 文件'),
  function* ({ source, tf, model }) {
    if ([...tf.files.keys()].some((path) => path.startsWith(`${INFRASTRUCTURE}/`))) return;
    const elsewhere = [...source.files.keys()].find((path) => path.endsWith('.tf'));
    yield {
      message:
        elsewhere === undefined
          ? text(
              'There is no .tf file under infrastructure/: an install creates nothing.',
              'infrastructure/ 下没有 .tf 文件:安装不会创建任何资源。',
            )
          : text(
              `The platform reads .tf files under infrastructure/ only; "${elsewhere}" is not read.`,
              `平台只读取 infrastructure/ 下的 .tf 文件;"${elsewhere}" 不会被读取。`,
            ),
      file: MANIFEST,
      ...(model.id ? { range: model.id.range } : {}),
    };
  },
);
