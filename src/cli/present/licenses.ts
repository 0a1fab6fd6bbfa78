import { text } from '../../core/text.ts';
import { visible, visibleLine } from '../../core/visible.ts';
import { say, tr } from '../io.ts';
import { table } from '../table.ts';
import type { Presenters } from './presenter.ts';

const words = {
  none: text('No licences yet. A successful rehearsal issues one.', '还没有许可证。成功的演练会签发一个。'),
  id: text('ID', '编号'),
  instance: text('INSTANCE', '实例'),
  mode: text('MODE', '模式'),
  status: text('STATUS', '状态'),
  expires: text('EXPIRES', '到期'),
  never: text('never', '永不'),
  issued: text(
    'Issued {id} for {instance}; `drydock license show {id}` prints it again.',
    '已为 {instance} 签发 {id};可用 `drydock license show {id}` 再次输出。',
  ),
  state: text('State at {at}', '{at} 时的状态'),
  unknownFields: text('Fields that are not documented', '文档未说明的字段'),
  valid: text('VALID', '有效'),
  invalid: text('NOT VALID', '无效'),
  unknown: text('UNKNOWN, thus not valid', '未知,因此不视为有效'),
};

export const presenters = {
  'license.list': {
    text(list, io) {
      if (list.length === 0) return say(io, tr(io, words.none));
      const rows = list.map((each) => [
        each.id,
        each.instance,
        `${each.type} ${each.mode}`,
        each.status,
        each.expiresAt ?? tr(io, words.never),
      ]);
      const columns = [words.id, words.instance, words.mode, words.status, words.expires].map((title) => ({
        title: tr(io, title),
      }));
      for (const line of table(columns, rows)) say(io, line);
    },
  },
  'license.show': { text: (result, io) => say(io, result.text), json: (result) => result.text },
  'license.issue': {
    // The response is what a file or a pipe wants; the sentence is for the person who watches.
    text(result, io) {
      io.err.write(
        `${tr(io, words.issued).replaceAll('{id}', result.id).replace('{instance}', result.instance)}\n`,
      );
      say(io, result.text);
    },
    json: (result) => result.text,
  },
  'license.inspect': {
    text(result, io) {
      for (const field of result.fields) {
        const value = typeof field.value === 'string' ? field.value : JSON.stringify(field.value);
        say(io, `${io.color.bold(field.name)}  ${visibleLine(value)}`);
        say(io, `    ${visible(tr(io, field.meaning))}`);
      }
      if (result.unknownFields.length > 0)
        say(io, `${tr(io, words.unknownFields)}: ${result.unknownFields.map(visibleLine).join(', ')}`);
      say(io);
      say(
        io,
        `${tr(io, words.state).replace('{at}', result.at)}: ${io.color.bold(result.state)}  ${tr(io, result.stateText)}`,
      );
    },
  },
  'license.verify': {
    status: (result) => (result.verdict === 'valid' ? 0 : 1),
    text(result, io) {
      const paint = result.verdict === 'valid' ? io.color.green : io.color.red;
      say(io, `${paint(tr(io, words[result.verdict]))}  ${visible(tr(io, result.summary))}`);
      for (const reason of result.reasons) say(io, `  ${reason.code}  ${visible(tr(io, reason.message))}`);
    },
  },
} satisfies Presenters;
