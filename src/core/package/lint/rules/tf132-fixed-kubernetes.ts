import { text } from '../../../text.ts';
import { defineRule } from '../rule.ts';
import { staticString } from '../static-json.ts';

export const tf132 = defineRule(
  'TF132',
  'info',
  text('Kubernetes versions are not fixed', 'Kubernetes 版本不固定'),
  function* ({ tf }) {
    for (const { attribute, file, owner } of tf.sites) {
      if (owner.kind !== 'resource' || !/^(k8s|cluster|kubernetes)_version$/.test(attribute.name)) continue;
      const version = staticString(attribute.expr);
      if (version === undefined || !/^\d+\.\d+/.test(version)) continue;
      yield {
        message: text(
          `Kubernetes "${version}" is fixed: the cloud withdraws old versions, and then new installs fail.`,
          `Kubernetes "${version}" 是固定版本:云上下线旧版本后,新的安装会失败。`,
        ),
        file,
        range: attribute.expr.range,
      };
    }
  },
);
