import { text } from '../../../text.ts';
import { MANIFEST } from '../manifest.ts';
import { defineRule } from '../rule.ts';

export const pkg134 = defineRule(
  'PKG134',
  'info',
  text('Permissions are declared in role.policy', '权限在 role.policy 中声明'),
  function* ({ model }) {
    const [first] = model.scopes;
    const last = model.scopes.at(-1);
    if (first === undefined || last === undefined) return;
    const explicit = model.scopes.some((scope) => scope.value === 'cloudapp:VerifyLicense');
    const range = { start: first.range.start, end: last.range.end };
    if (model.policy !== undefined) {
      yield {
        message: text(
          '"scopes.cloudAPI" is the old form; with "role.policy" in place it should be deleted.',
          '"scopes.cloudAPI" 是旧写法;已有 "role.policy" 时应删除。',
        ),
        file: MANIFEST,
        range,
      };
      return;
    }
    const implicit = explicit
      ? ''
      : ' The old form adds cloudapp:VerifyLicense silently; role.policy has to list it.';
    const implicitZh = explicit ? '' : '旧写法会隐式加入 cloudapp:VerifyLicense,role.policy 中须显式列出。';
    yield {
      message: text(
        `"scopes.cloudAPI" is the old form; declare these permissions in "role.policy".${implicit}`,
        `"scopes.cloudAPI" 是旧写法;请改用 "role.policy" 声明权限。${implicitZh}`,
      ),
      file: MANIFEST,
      range,
    };
  },
);
