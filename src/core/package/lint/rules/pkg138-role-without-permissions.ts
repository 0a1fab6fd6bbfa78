import { text } from '../../../text.ts';
import { defineRule } from '../rule.ts';

export const pkg138 = defineRule(
  'PKG138',
  'info',
  text('A role that is bound has permissions', '已绑定的角色拥有权限'),
  function* ({ model, tf }) {
    if (model.policy || model.scopes.length > 0) return;
    for (const { body, resource } of tf.resourceParts) {
      const bound = body.attributes.get('cam_role_name');
      if (!bound) continue;
      yield {
        message: text(
          'A role is bound, but package.yaml declares no permissions: the software may call nothing, not even cloudapp:VerifyLicense.',
          '绑定了角色,但 package.yaml 未声明任何权限:软件不能调用任何接口,包括 cloudapp:VerifyLicense。',
        ),
        file: resource.file,
        range: bound.expr.range,
      };
      return;
    }
  },
);
