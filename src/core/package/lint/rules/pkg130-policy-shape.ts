import { text } from '../../../text.ts';
import { MANIFEST } from '../manifest.ts';
import { defineRule } from '../rule.ts';

export const pkg130 = defineRule(
  'PKG130',
  'error',
  text('The policy has the form of a CAM policy', '权限策略符合 CAM 格式'),
  function* ({ model }) {
    const { policy } = model;
    if (policy === undefined) return;
    if (policy.version !== '' && policy.version !== '2.0') {
      yield {
        message: text(
          `Policy version "${policy.version}" does not exist; it is "2.0".`,
          `策略版本 "${policy.version}" 不存在,应为 "2.0"。`,
        ),
        file: MANIFEST,
        range: policy.range,
      };
    }
    for (const { effect, range, ranges } of policy.statement) {
      if (effect === '' || effect === 'allow' || effect === 'deny') continue;
      yield {
        message: text(
          `"effect" is "allow" or "deny", not "${effect}".`,
          `"effect" 只能是 "allow" 或 "deny",不能是 "${effect}"。`,
        ),
        file: MANIFEST,
        range: ranges?.effect ?? range,
      };
    }
  },
);
