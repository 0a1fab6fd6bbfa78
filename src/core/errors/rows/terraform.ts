import { text } from '../../text.ts';
import { defineErrors } from '../row.ts';

export const terraformErrors = defineErrors({
  TF_ADDRESS_UNKNOWN: {
    message: text('The plan has no resource instance "{address}".', '计划中没有资源实例 "{address}"。'),
    remedy: text(
      'Use an address of the plan, such as "tencentcloud_vpc.main[0]".',
      '请使用计划中的地址,例如 "tencentcloud_vpc.main[0]"。',
    ),
    exit: 1,
    http: 404,
  },
  TF_PROVIDERS_INVALID: {
    message: text('The provider schemas cannot be read: {detail}', '无法读取 Provider schema:{detail}'),
    remedy: text(
      'Give the output of `terraform providers schema -json`.',
      '请提供 `terraform providers schema -json` 的输出。',
    ),
    exit: 2,
    http: 400,
  },
  TF_MODULE_INVALID: {
    message: text(
      'The Terraform files cannot be read: {detail} ({code}, {more} more)',
      '无法读取 Terraform 文件:{detail}({code},另有 {more} 处)',
    ),
    remedy: text(
      'Correct the file at the place shown; `drydock lint` lists every mistake.',
      '请在所示位置更正文件;`drydock lint` 会列出所有问题。',
    ),
    exit: 1,
    http: 422,
  },
});
