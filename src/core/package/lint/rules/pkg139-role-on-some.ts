import { text } from '../../../text.ts';
import { ROLE_PLACES } from '../../role-places.ts';
import { defineRule } from '../rule.ts';

export const pkg139 = defineRule(
  'PKG139',
  'info',
  text('Every machine has the declared role', '每台机器都绑定声明的角色'),
  function* ({ model, tf }) {
    if (!model.policy && model.scopes.length === 0) return;
    const machines = tf.resourceParts.filter(({ resource, blocks }) =>
      ROLE_PLACES[resource.type]?.includes(blocks.join('.')),
    );
    const bound = machines.filter(({ body }) => body.attributes.has('cam_role_name'));
    // None at all is another rule's.
    if (bound.length === 0) return;
    for (const machine of machines) {
      if (machine.body.attributes.has('cam_role_name')) continue;
      const { resource } = machine;
      yield {
        message: text(
          `${resource.type}.${resource.name} does not bind the role that other machines have: software on it gets no temporary keys.`,
          `${resource.type}.${resource.name} 未绑定其他机器所绑定的角色:其上的软件无法获取临时密钥。`,
        ),
        file: resource.file,
        range: resource.range,
      };
    }
  },
);
