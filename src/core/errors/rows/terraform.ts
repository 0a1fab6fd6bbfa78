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
});
