import { z } from 'zod';
import type { RehearsalEvent } from '../../core/install/events.ts';
import { text } from '../../core/text.ts';
import { defineAction } from '../action.ts';
import { field } from '../fields.ts';
import { rehearsalInput } from '../rehearsal-input.ts';
import type { RehearsalResult } from '../views.ts';

export const simulate = defineAction<
  'simulate',
  z.ZodObject<typeof rehearsalInput>,
  RehearsalResult,
  RehearsalEvent
>({
  id: 'simulate',
  title: text('Rehearse install', '演练安装'),
  help: text(
    'Rehearses an install from form to outputs and streams what happens. Cancelling ends the rehearsal.',
    '从表单到输出完整演练一次安装并实时输出过程。取消即结束演练。',
  ),
  input: z.object(rehearsalInput),
  needs: 'engine',
  streams: true,
  cli: {
    words: ['simulate'],
    positional: ['dir'],
    examples: [
      {
        line: 'drydock simulate . --answers auto',
        does: text('rehearse with the first valid choices', '用首个有效选项演练'),
      },
      {
        line: 'drydock simulate . --fault sold-out',
        does: text('what a customer sees when a machine type is sold out', '机型售罄时客户会看到什么'),
      },
      {
        line: 'drydock simulate . --scenario scenarios/sold-out.yaml',
        does: text('play a scenario of the project', '演练项目中的一个场景'),
      },
      {
        line: 'drydock simulate . --json',
        does: text('one event a line, for scripts', '每行一个事件,供脚本使用'),
      },
    ],
  },
  face: { screen: 'projects', subject: { kind: 'project', field: 'dir' }, key: 'R' },
  load: async () => (await import('../run/rehearsals.ts')).simulate,
});

export const rehearsalStart = defineAction({
  id: 'rehearsal.start',
  title: text('Rehearse in the background', '后台演练'),
  help: text(
    'Starts a rehearsal in the engine and answers with its id at once; every face can watch it.',
    '在引擎中启动演练并立即返回其编号;所有界面都可以查看。',
  ),
  input: z.object(rehearsalInput),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['rehearsal', 'start'],
    positional: ['dir'],
    examples: [
      { line: 'drydock rehearsal start . --speed 60', does: text('run it in the engine', '在引擎中运行') },
    ],
  },
  face: { screen: 'projects', subject: { kind: 'project', field: 'dir' }, key: 'r' },
  load: async () => (await import('../run/rehearsals.ts')).start,
});

export const rehearsalList = defineAction({
  id: 'rehearsal.list',
  title: text('Rehearsals', '演练'),
  help: text(
    'Lists the running rehearsals and those that ended, newest first: the last 50 of each project are kept.',
    '列出正在进行和已结束的演练,最新的在前;每个项目保留最近 50 次。',
  ),
  input: z.object({}),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['rehearsal', 'list'],
    examples: [{ line: 'drydock rehearsal list', does: text('what runs now', '当前正在运行的演练') }],
  },
  face: { screen: 'rehearsals', key: 'l', ambient: true },
  load: async () => (await import('../run/rehearsals.ts')).list,
});

export const rehearsalWatch = defineAction<
  'rehearsal.watch',
  z.ZodObject<{ id: z.ZodString; from: z.ZodDefault<z.ZodNumber> }>,
  null,
  RehearsalEvent
>({
  id: 'rehearsal.watch',
  title: text('Watch rehearsal', '观看演练'),
  help: text(
    'Replays a rehearsal from an event on and follows it until it ends. Leaving does not stop it.',
    '从某个事件开始重放演练并跟随到结束。离开不会停止演练。',
  ),
  input: z.object({
    id: field(z.string().min(1).max(200), { help: text('Rehearsal', '演练编号'), placeholder: 'ID' }),
    from: field(z.number().int().min(1).default(1), {
      help: text('First event to show', '从第几个事件开始'),
      placeholder: 'N',
    }),
  }),
  needs: 'engine',
  streams: true,
  cli: {
    words: ['rehearsal', 'watch'],
    positional: ['id'],
    examples: [{ line: 'drydock rehearsal watch rh-1', does: text('follow it live', '实时观看') }],
  },
  face: { screen: 'rehearsals', subject: { kind: 'rehearsal', field: 'id' }, key: 'w', ambient: true },
  load: async () => (await import('../run/rehearsals.ts')).watch,
});

export const rehearsalCancel = defineAction({
  id: 'rehearsal.cancel',
  title: text('Cancel rehearsal', '取消演练'),
  help: text(
    'Ends a running rehearsal; what happened so far is kept.',
    '结束正在进行的演练;已发生的内容会保留。',
  ),
  input: z.object({
    id: field(z.string().min(1).max(200), { help: text('Rehearsal', '演练编号'), placeholder: 'ID' }),
  }),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['rehearsal', 'cancel'],
    positional: ['id'],
    examples: [{ line: 'drydock rehearsal cancel rh-1', does: text('end it', '结束它') }],
  },
  face: {
    screen: 'rehearsals',
    subject: {
      kind: 'rehearsal',
      field: 'id',
      only: { states: ['running'], otherwise: text('This rehearsal has ended.', '该演练已结束。') },
    },
    key: 'x',
  },
  load: async () => (await import('../run/rehearsals.ts')).cancel,
});

export const rehearsalRemove = defineAction({
  id: 'rehearsal.remove',
  title: text('Remove rehearsal', '删除演练'),
  help: text(
    'Removes a rehearsal that has ended from the list. Its instance stays.',
    '从列表中删除一次已结束的演练,其实例会保留。',
  ),
  input: z.object({
    id: field(z.string().min(1).max(200), { help: text('Rehearsal', '演练编号'), placeholder: 'ID' }),
  }),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['rehearsal', 'remove'],
    positional: ['id'],
    examples: [{ line: 'drydock rehearsal remove rh-1', does: text('forget it', '删除它') }],
  },
  face: {
    screen: 'rehearsals',
    subject: {
      kind: 'rehearsal',
      field: 'id',
      only: {
        states: ['succeeded', 'failed', 'cancelled'],
        otherwise: text('This rehearsal is running; cancel it first.', '该演练正在进行,请先取消。'),
      },
    },
    key: 'd',
    confirm: text('Remove this rehearsal? Its instance stays.', '删除这次演练?其实例会保留。'),
  },
  load: async () => (await import('../run/rehearsals.ts')).remove,
});
