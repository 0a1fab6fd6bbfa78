import { decide, grantOf, VERIFY_LICENSE } from '../../../cam/index.ts';
import { text } from '../../../text.ts';
import { MANIFEST } from '../manifest.ts';
import { defineRule } from '../rule.ts';

export const pkg144 = defineRule(
  'PKG144',
  'info',
  text('role.policy lists cloudapp:VerifyLicense', 'role.policy 列出 cloudapp:VerifyLicense'),
  function* ({ model }) {
    const { policy } = model;
    // With specifications it is a warning of PKG136.
    if (!policy || model.specs.length > 0) return;
    const { verdict } = decide(grantOf(model), { action: VERIFY_LICENSE });
    if (verdict === 'allowed' || verdict === 'limited') return;
    yield {
      message: text(
        verdict === 'denied'
          ? 'role.policy denies cloudapp:VerifyLicense: the software cannot check its licence.'
          : 'role.policy does not list cloudapp:VerifyLicense, which only the old form adds by itself: the software cannot check its licence. Free software needs none.',
        verdict === 'denied'
          ? 'role.policy 拒绝了 cloudapp:VerifyLicense:软件无法校验许可证。'
          : 'role.policy 未列出 cloudapp:VerifyLicense(只有旧写法会自动添加):软件无法校验许可证。免费软件可忽略。',
      ),
      file: MANIFEST,
      range: policy.range,
    };
  },
);
