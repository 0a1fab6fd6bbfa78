import { CAM_LIMITS } from '../../../cam/index.ts';
import { text } from '../../../text.ts';
import { MANIFEST } from '../manifest.ts';
import { defineRule } from '../rule.ts';

export const pkg146 = defineRule(
  'PKG146',
  'warning',
  text('The policy is of a size that CAM takes', '策略大小在 CAM 限制之内'),
  function* ({ model }) {
    const { policy } = model;
    if (!policy) return;
    const plain = policy.statement.map(({ action, resource, effect, condition }) => ({
      action,
      resource,
      effect,
      ...(condition ? { condition } : {}),
    }));
    const length = JSON.stringify({ version: policy.version, statement: plain }).length;
    if (length <= CAM_LIMITS.policy && policy.statement.length <= CAM_LIMITS.statements) return;
    yield {
      message: text(
        `The policy has ${length} characters in ${policy.statement.length} statements; CAM takes ${CAM_LIMITS.policy} characters. Use wildcards, or leave out what is not needed.`,
        `策略共 ${length} 个字符、${policy.statement.length} 条语句;CAM 上限为 ${CAM_LIMITS.policy} 个字符。请使用通配符或去掉不需要的权限。`,
      ),
      file: MANIFEST,
      range: policy.range,
    };
  },
);
