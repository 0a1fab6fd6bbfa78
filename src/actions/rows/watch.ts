import { z } from 'zod';
import { text } from '../../core/text.ts';
import { defineAction } from '../action.ts';
import { field } from '../fields.ts';
import { rehearsalInput } from '../rehearsal-input.ts';
import type { WatchEvent, WatchView } from '../watch-views.ts';

const { speed: _speed, licenseMode: _licenseMode, ...conditions } = rehearsalInput;

const watchInput = {
  ...conditions,
  rounds: field(z.coerce.number().int().min(1).max(1_000_000).optional(), {
    help: text(
      'Ends after so many verdicts (default: goes on until it is cancelled)',
      '给出若干次结论后结束(默认持续到取消)',
    ),
    placeholder: 'N',
  }),
};

export const projectWatch = defineAction<
  'project.watch',
  z.ZodObject<typeof watchInput>,
  WatchView,
  WatchEvent
>({
  id: 'project.watch',
  title: text('Watch', '监视'),
  help: text(
    'Checks and rehearses the package after every edit, evaluating only what changed, and says what broke and what is cured. Stores nothing. Exit status with --rounds: that of the last verdict.',
    '每次编辑后检查并演练安装包,只重新计算改动的部分,并指出新出现和已消除的问题。不保存任何实例。使用 --rounds 时退出码取最后一次结论。',
  ),
  input: z.object(watchInput),
  needs: 'engine',
  streams: true,
  cli: {
    words: ['project', 'watch'],
    positional: ['dir'],
    examples: [
      { line: 'drydock project watch .', does: text('a verdict after every edit', '每次编辑后给出结论') },
      {
        line: 'drydock simulate . --watch --scenario scenarios/ok.yaml',
        does: text('the same, under a scenario’s conditions', '同上,按场景的条件'),
      },
    ],
  },
  face: { screen: 'projects', subject: { kind: 'project', field: 'dir' }, key: 'w' },
  load: async () => (await import('../run/watch.ts')).run,
});
