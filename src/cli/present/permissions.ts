import type { PermissionAnswerView } from '../../actions/views.ts';
import { text } from '../../core/text.ts';
import { visible, visibleLine } from '../../core/visible.ts';
import { type Io, say, tr } from '../io.ts';
import { placeText } from '../report.ts';
import type { Presenters } from './presenter.ts';

const words = {
  none: text(
    'package.yaml declares no permissions: the software may call nothing.',
    'package.yaml 未声明任何权限:软件不能调用任何接口。',
  ),
  allow: text('allow', '允许'),
  deny: text('deny', '拒绝'),
  on: text('on', '资源'),
  when: text('when', '条件'),
  implicit: text('added by the platform', '由平台隐式添加'),
  scopes: text('legacy scopes.cloudAPI', '旧写法 scopes.cloudAPI'),
  machines: text('Machines with the role', '已绑定角色的机器'),
  bound: text('bound', '已绑定'),
  unbound: text('not bound', '未绑定'),
  by: text('decided by', '决定语句'),
  license: text('Licence check', '许可证校验'),
  unresolved: text('Without value', '没有取值'),
};

const verdicts = {
  allowed: text('allowed', '允许'),
  limited: text('allowed in part', '部分允许'),
  denied: text('denied', '拒绝'),
  undeclared: text('not declared', '未声明'),
};

function printAnswer(answer: PermissionAnswerView, io: Io): void {
  const good = answer.verdict === 'allowed';
  const paint = good ? io.color.green : answer.verdict === 'limited' ? io.color.yellow : io.color.red;
  const on = answer.on === null ? '' : ` ${tr(io, words.on)} ${answer.on}`;
  say(
    io,
    visible(`${paint(good ? '✓' : answer.verdict === 'limited' ? '~' : '✗')} `) +
      visibleLine(`${answer.action}${on}: `) +
      paint(tr(io, verdicts[answer.verdict])),
  );
  say(io, `    ${visible(tr(io, answer.reason))}`);
  const by = answer.decidedBy;
  if (!by) return;
  const place = by.place ? `${placeText(by.place)}: ` : '';
  const resource = by.resource === null ? '' : ` ${tr(io, words.on)} ${by.resource}`;
  say(
    io,
    `    ${io.color.dim(tr(io, words.by))} ${visible(`${place}${tr(io, words[by.effect])} ${by.action}${resource}`)}`,
  );
  for (const each of by.conditions)
    say(
      io,
      `    ${io.color.dim(tr(io, words.when))} ${visible(`${each.operator} ${each.key}: ${each.values.join(', ')}`)}`,
    );
}

export const presenters = {
  permissions: {
    status: ({ answer }) =>
      answer === null || answer.verdict === 'allowed' || answer.verdict === 'limited' ? 0 : 1,
    text(result, io) {
      if (result.answer) return printAnswer(result.answer, io);
      if (result.statements.length === 0) say(io, tr(io, words.none));
      for (const each of result.statements) {
        const origin = each.origin === 'policy' ? '' : `  (${tr(io, words[each.origin])})`;
        const place = each.place ? io.color.dim(`  ${placeText(each.place)}`) : '';
        say(io, `${io.color.bold(tr(io, words[each.effect]))}${origin}${place}`);
        for (const action of each.actions) say(io, `    ${visibleLine(action.text)}`);
        say(io, `  ${tr(io, words.on)} ${visibleLine(each.resources.map((one) => one.text).join(', '))}`);
        for (const test of each.conditions)
          say(
            io,
            `  ${tr(io, words.when)} ${visibleLine(`${test.operator} ${test.key}: ${test.values.join(', ')}`)}`,
          );
      }
      if (result.machines.length > 0) {
        say(io);
        say(io, io.color.bold(tr(io, words.machines)));
        for (const each of result.machines)
          say(
            io,
            `  ${each.bound ? '✓' : '✗'} ${visibleLine(each.address)}  ${tr(io, each.bound ? words.bound : words.unbound)}  ${io.color.dim(placeText(each.place))}`,
          );
      }
      if (result.unresolved.length > 0)
        say(io, `${tr(io, words.unresolved)}: ${visibleLine(result.unresolved.join(', '))}`);
      say(io);
      say(io, io.color.bold(tr(io, words.license)));
      printAnswer(result.verifyLicense, io);
      for (const each of result.findings) {
        const place = placeText({ file: each.file, ...(each.range ? { range: each.range } : {}) });
        say(io, `${io.color.yellow(each.code)} ${visible(`${place}: ${tr(io, each.message)}`)}`);
      }
    },
  },
} satisfies Presenters;
