import { z } from 'zod';
import { text } from '../../core/text.ts';
import { defineAction } from '../action.ts';
import type { CureEvent, CureView } from '../cure-views.ts';
import { field } from '../fields.ts';
import { rehearsalInput } from '../rehearsal-input.ts';

const { speed: _speed, licenseMode: _licenseMode, ...conditions } = rehearsalInput;

/** A schema for each row, because a field's words hang on its schema. */
const writing = () => ({
  write: field(z.boolean().default(false), {
    help: text(
      'Writes the files when the install then succeeds (default: shows the differences)',
      '处理后安装成功时写入文件(默认仅显示差异)',
    ),
    unasked: true,
  }),
  dryRun: field(z.boolean().default(false), {
    help: text('Shows the differences and writes nothing', '仅显示差异,不写入'),
    unasked: true,
  }),
  preview: field(
    z
      .string()
      .regex(/^[0-9a-f]{16}$/)
      .optional(),
    {
      help: text(
        'Writes exactly what this preview showed; refused when a file changed since',
        '严格写入该预览所示内容;若文件已变化则拒绝',
      ),
      placeholder: 'PREVIEW',
      unasked: true,
    },
  ),
});

const cureInput = { ...conditions, ...writing() };

const asks = text(
  'What is shown below was rehearsed. Files are written only when the install then succeeds.',
  '以下内容已经过演练;仅当安装因此成功时才写入文件。',
);

export const projectCure = defineAction<'project.cure', z.ZodObject<typeof cureInput>, CureView, CureEvent>({
  id: 'project.cure',
  title: text('Apply cure…', '应用处理方法…'),
  help: text(
    'Rehearses, applies the failure’s cure, rehearses again, and so on until the install succeeds; shows what changes in which file. Exit status: 0 cured or fine, 1 not.',
    '演练安装,应用失败的处理方法后再次演练,直到成功;显示各文件的差异。退出码:0 已解决或本无问题,1 未解决。',
  ),
  input: z.object(cureInput),
  needs: 'engine',
  streams: true,
  cli: {
    words: ['cure'],
    positional: ['dir'],
    examples: [
      { line: 'drydock cure .', does: text('what would have to change', '查看需要修改的内容') },
      {
        line: 'drydock cure . --fault sold-out --write',
        does: text('and change it', '并写入修改'),
      },
      {
        line: 'drydock cure . --scenario scenarios/quota.yaml',
        does: text('under a scenario’s conditions', '按场景的条件'),
      },
    ],
  },
  face: { screen: 'projects', subject: { kind: 'project', field: 'dir' }, key: 'u', confirm: asks },
  load: async () => (await import('../run/cures.ts')).project,
});

const rehearsalInputs = {
  id: field(z.string().min(1).max(100), {
    help: text('Rehearsal that failed', '失败的演练'),
    placeholder: 'ID',
  }),
  ...writing(),
};

export const rehearsalCure = defineAction<
  'rehearsal.cure',
  z.ZodObject<typeof rehearsalInputs>,
  CureView,
  CureEvent
>({
  id: 'rehearsal.cure',
  title: text('Apply cure…', '应用处理方法…'),
  help: text(
    'Applies the cures of a failed rehearsal to the project’s files: rehearses with each under the same conditions and shows the differences.',
    '将失败演练的处理方法应用到项目文件:在相同条件下逐一演练并显示差异。',
  ),
  input: z.object(rehearsalInputs),
  needs: 'engine',
  streams: true,
  cli: {
    words: ['rehearsal', 'cure'],
    positional: ['id'],
    examples: [
      { line: 'drydock rehearsal cure rh-1', does: text('what would have to change', '查看需要修改的内容') },
      { line: 'drydock rehearsal cure rh-1 --write', does: text('and change it', '并写入修改') },
    ],
  },
  face: {
    screen: 'rehearsals',
    subject: {
      kind: 'rehearsal',
      field: 'id',
      only: {
        states: ['failed'],
        otherwise: text(
          'There is nothing to cure: this rehearsal did not fail.',
          '该演练没有失败,无需处理。',
        ),
      },
    },
    key: 'u',
    place: 'failure',
    confirm: asks,
  },
  load: async () => (await import('../run/cures.ts')).rehearsal,
});
