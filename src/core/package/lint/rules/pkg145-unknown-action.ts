import actionsJson from '../../../../../data/cam/actions.json' with { type: 'json' };
import permissionsJson from '../../../../../data/cam/permissions.json' with { type: 'json' };
import { readAction } from '../../../cam/index.ts';
import { nearest } from '../../../nearest.ts';
import { text } from '../../../text.ts';
import { MANIFEST } from '../manifest.ts';
import { defineRule } from '../rule.ts';

const permissions = new Map<string, readonly string[]>(Object.entries(permissionsJson.products));
const known = new Map<string, readonly string[]>(
  Object.entries(actionsJson.products).map(([product, names]) => [
    product,
    [...names, ...(permissions.get(product) ?? [])],
  ]),
);

export const pkg145 = defineRule(
  'PKG145',
  'info',
  text('Actions are spelt right', '接口名称拼写正确'),
  function* ({ model }) {
    const declared = [
      ...(model.policy?.statement ?? []).flatMap(({ action, ranges, range }) =>
        action.map((value, i) => ({ value, range: ranges?.[`action[${i}]`] ?? ranges?.action ?? range })),
      ),
      ...model.scopes,
    ];
    for (const { value, range } of declared) {
      const action = readAction(value);
      const names = action && known.get(action.product.toLowerCase());
      if (!action || !names || /[*?]/.test(action.name)) continue;
      if (names.some((name) => name.toLowerCase() === action.name.toLowerCase())) continue;
      // Lists of actions grow: only what looks like a slip is said.
      const [meant] = nearest(action.name, names);
      if (meant === undefined) continue;
      yield {
        message: text(
          `${action.product} is not known to have an action ${action.name}; ${meant} is one.`,
          `未见 ${action.product} 有接口 ${action.name},可能是 ${meant}。`,
        ),
        file: MANIFEST,
        range,
      };
    }
  },
);
