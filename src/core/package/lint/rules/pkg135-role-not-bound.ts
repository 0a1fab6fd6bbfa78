import { text } from '../../../text.ts';
import { MANIFEST } from '../manifest.ts';
import { defineRule } from '../rule.ts';

export const pkg135 = defineRule(
  'PKG135',
  'warning',
  text('The declared role is bound to a machine', '声明的角色已绑定到机器'),
  function* ({ model, tf }) {
    const range = model.policy?.range ?? model.scopes[0]?.range;
    if (range === undefined) return;
    const bound = tf.resourceParts.some((part) => part.body.attributes.has('cam_role_name'));
    if (bound) return;
    yield {
      message: text(
        'Permissions are declared, but no resource binds the role (cam_role_name = var.cloudapp_cam_role): the software cannot use them.',
        '已声明权限,但没有资源绑定角色(cam_role_name = var.cloudapp_cam_role):软件无法使用这些权限。',
      ),
      file: MANIFEST,
      range,
    };
  },
);
