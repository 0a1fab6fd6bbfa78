import type { SourceRange } from '../../../diagnostics/index.ts';
import { text } from '../../../text.ts';
import { MANIFEST } from '../manifest.ts';
import { defineRule } from '../rule.ts';

const ACTION = /^(\*|[a-z][a-z0-9_-]*:[A-Za-z0-9*]+(\/[\w*]+)?|(name\/)?[a-z][a-z0-9_-]*:[\w*/]+)$/;
const RESOURCE = /^(\*|qcs:.*:.*:.*)$/s;

export const pkg131 = defineRule(
  'PKG131',
  'warning',
  text('Actions and resources of permissions are well-formed', '权限的操作与资源格式正确'),
  function* ({ model }) {
    const wrong = (value: string, range: SourceRange, form: string) => ({
      message: text(`"${value}" does not have the form ${form}.`, `"${value}" 不符合格式 ${form}。`),
      file: MANIFEST,
      range,
    });
    for (const { action, resource, range, ranges } of model.policy?.statement ?? []) {
      const at = (key: string, i: number) => ranges?.[`${key}[${i}]`] ?? ranges?.[key] ?? range;
      for (const [i, value] of action.entries()) {
        if (!ACTION.test(value)) yield wrong(value, at('action', i), 'product:Action');
      }
      for (const [i, value] of resource.entries()) {
        if (!RESOURCE.test(value))
          yield wrong(value, at('resource', i), '* / qcs::product:region:account:resource');
      }
    }
    for (const { value, range } of model.scopes) {
      if (!ACTION.test(value)) yield wrong(value, range, 'product:Action');
    }
  },
);
