import { text } from '../../../text.ts';
import { MANIFEST } from '../manifest.ts';
import { defineRule } from '../rule.ts';

export const pkg142 = defineRule(
  'PKG142',
  'info',
  text('The front end runs in the console', '前端运行模式为 console'),
  function* ({ model }) {
    const { frontend } = model;
    if (frontend === undefined || frontend.runtimeMode === '' || frontend.runtimeMode === 'console') return;
    yield {
      message: text(
        `No real package uses runtimeMode "${frontend.runtimeMode}"; only "console" is known.`,
        `没有真实安装包使用 runtimeMode "${frontend.runtimeMode}";已知的只有 "console"。`,
      ),
      file: MANIFEST,
      range: frontend.range,
    };
  },
);
