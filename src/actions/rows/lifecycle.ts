import { z } from 'zod';
import type { RehearsalEvent } from '../../core/install/events.ts';
import { FAULT_KINDS } from '../../core/install/input.ts';
import { text } from '../../core/text.ts';
import { type Action, defineAction } from '../action.ts';
import { contentSchema, field } from '../fields.ts';
import type { OperationResult } from '../lifecycle-views.ts';
import { planFileField, pricesField, worldField } from '../schemas.ts';

const idField = field(z.string().min(1).max(200), {
  help: text('Instance id', '实例编号'),
  placeholder: 'ID',
});

const dirField = field(z.string().min(1).max(4096).optional(), {
  help: text(
    'Folder of the package version to go to (default: the folder that it was installed from)',
    '目标版本的安装包目录(默认为安装时的目录)',
  ),
  kind: 'dir',
  placeholder: 'DIR',
});

const answersField = field(
  z
    .union([z.literal('auto'), contentSchema, z.object({ values: z.record(z.string(), z.json()) })])
    .optional(),
  {
    help: text(
      'Answers that change: a YAML or JSON file, or "auto" to choose all anew (default: the answers that it has)',
      '变更的答案:YAML 或 JSON 文件,或用 "auto" 全部重选(默认沿用现有答案)',
    ),
    kind: 'content',
    words: ['auto'],
    placeholder: 'FILE|auto',
  },
);

const planOnlyField = field(z.boolean().default(false), {
  help: text('Only say what it would do', '仅说明将会发生什么'),
});

const common = {
  id: idField,
  world: worldField,
  planOnly: planOnlyField,
  prices: pricesField,
  speed: field(
    z.union([z.literal('instant'), z.coerce.number().positive().max(100_000)]).default('instant'),
    {
      help: text('Times as fast as the real one, or "instant"', '相对真实操作的倍速,或 "instant"'),
      placeholder: 'instant|N',
    },
  ),
  fault: field(z.array(z.string().max(200)).max(20).default([]), {
    help: text(
      'A failure to rehearse, KIND or KIND=TARGET; may be repeated',
      '要演练的故障 KIND 或 KIND=TARGET;可重复',
    ),
    suggestions: FAULT_KINDS,
    placeholder: 'KIND',
  }),
};

const withDir = { ...common, dir: dirField };
const upgradeInput = { ...withDir, answers: answersField };

type Streamed<Id extends string, Shape extends z.ZodRawShape> = Action<
  Id,
  z.ZodObject<Shape>,
  OperationResult,
  RehearsalEvent
>;

export const instanceUpgrade: Streamed<'instance.upgrade', typeof upgradeInput> = defineAction({
  id: 'instance.upgrade',
  title: text('Upgrade', '升级'),
  help: text(
    'Rehearses the upgrade of an instance to another package version or other answers: first what it risks, then the upgrade itself.',
    '演练将实例升级到其他安装包版本或其他答案:先列出风险,再演练升级本身。',
  ),
  input: z.object(upgradeInput),
  needs: 'engine',
  streams: true,
  cli: {
    words: ['instance', 'upgrade'],
    positional: ['id', 'dir'],
    examples: [
      {
        line: 'drydock instance upgrade cloudapp-2gwvcfb1 ../shop-2.0 --plan-only',
        does: text('what the new version would replace, lose and interrupt', '新版本会替换、丢失和中断什么'),
      },
      {
        line: 'drydock instance upgrade cloudapp-2gwvcfb1 --answers bigger.yaml',
        does: text('the same version with other answers', '同一版本,改用其他答案'),
      },
    ],
  },
  face: { screen: 'instances', subject: { kind: 'instance', field: 'id' }, key: 'u' },
  load: async () => (await import('../run/lifecycle.ts')).upgrade,
});

export const instanceRetry: Streamed<'instance.retry', typeof withDir> = defineAction({
  id: 'instance.retry',
  title: text('Retry', '重试'),
  help: text(
    'Goes on after an install or upgrade that failed: what exists is kept, what failed half-way is made anew.',
    '在安装或升级失败后继续:保留已有资源,重建中途失败的资源。',
  ),
  input: z.object(withDir),
  needs: 'engine',
  streams: true,
  cli: {
    words: ['instance', 'retry'],
    positional: ['id', 'dir'],
    examples: [
      {
        line: 'drydock instance retry cloudapp-2gwvcfb1',
        does: text('go on once the package or account was mended', '修正安装包或账号后继续'),
      },
    ],
  },
  face: {
    screen: 'instances',
    subject: {
      kind: 'instance',
      field: 'id',
      only: {
        states: ['failed', 'cancelled'],
        otherwise: text('Its last operation succeeded.', '上一次操作已成功。'),
      },
    },
    key: 't',
  },
  load: async () => (await import('../run/lifecycle.ts')).retry,
});

export const instanceRepair: Streamed<'instance.repair', typeof withDir> = defineAction({
  id: 'instance.repair',
  title: text('Repair', '修复'),
  help: text(
    'Looks for what was changed outside, and brings the instance back to what its package says.',
    '检查在外部被更改的内容,并将实例恢复为安装包所声明的状态。',
  ),
  input: z.object(withDir),
  needs: 'engine',
  streams: true,
  cli: {
    words: ['instance', 'repair'],
    positional: ['id', 'dir'],
    examples: [
      {
        line: 'drydock instance repair cloudapp-2gwvcfb1 --plan-only',
        does: text('what drifted and what a repair would do', '有哪些漂移以及修复会做什么'),
      },
    ],
  },
  face: { screen: 'instances', subject: { kind: 'instance', field: 'id' }, key: 'p' },
  load: async () => (await import('../run/lifecycle.ts')).repair,
});

export const instanceUninstall: Streamed<'instance.uninstall', typeof common> = defineAction({
  id: 'instance.uninstall',
  title: text('Uninstall', '卸载'),
  help: text(
    'Rehearses the uninstall: what goes in which order, what is protected, what is left behind and goes on costing.',
    '演练卸载:删除顺序、受保护的资源,以及会遗留并继续计费的内容。',
  ),
  input: z.object(common),
  needs: 'engine',
  streams: true,
  cli: {
    words: ['instance', 'uninstall'],
    positional: ['id'],
    examples: [
      {
        line: 'drydock instance uninstall cloudapp-2gwvcfb1 --plan-only',
        does: text('what would be left behind', '会遗留什么'),
      },
    ],
  },
  face: {
    screen: 'instances',
    subject: { kind: 'instance', field: 'id' },
    key: 'U',
    confirm: text(
      'Uninstall this instance? Its resources and their data go.',
      '卸载该实例?其资源及数据将被删除。',
    ),
  },
  load: async () => (await import('../run/lifecycle.ts')).uninstall,
});

export const instancePreview = defineAction({
  id: 'instance.preview',
  title: text('Preview an operation', '预览操作'),
  help: text(
    'What an operation on an instance would change, replace, lose, leave behind and cost.',
    '对实例的操作会变更、替换、丢失、遗留什么以及费用变化。',
  ),
  input: z.object({
    id: idField,
    operation: field(z.enum(['upgrade', 'retry', 'repair', 'uninstall']).default('upgrade'), {
      help: text('Operation', '操作'),
    }),
    dir: dirField,
    answers: answersField,
    world: worldField,
    prices: pricesField,
    out: planFileField,
  }),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['instance', 'preview'],
    positional: ['id'],
    examples: [
      {
        line: 'drydock instance preview cloudapp-2gwvcfb1 --operation uninstall',
        does: text('as `instance uninstall --plan-only`', '等同于 `instance uninstall --plan-only`'),
      },
      {
        line: 'drydock instance preview cloudapp-2gwvcfb1 --dir ../shop-2.0 --out plan.json',
        does: text(
          'the upgrade as Terraform’s plan JSON, prior state included',
          '升级的 Terraform 计划 JSON,含先前状态',
        ),
      },
    ],
  },
  face: { screen: 'instances', subject: { kind: 'instance', field: 'id' }, key: 'v', ambient: true },
  load: async () => (await import('../run/lifecycle.ts')).preview,
});

export const instanceBreak = defineAction({
  id: 'instance.break',
  title: text('Break', '破坏'),
  help: text(
    'Changes something of an instance behind its back, as somebody in the cloud console might: the next operation finds it.',
    '模拟在云控制台中绕过安装包更改实例:下一次操作会发现它。',
  ),
  input: z.object({
    id: idField,
    address: field(z.string().min(1).max(500), {
      help: text('Address of the resource', '资源地址'),
      placeholder: 'ADDRESS',
    }),
    change: field(z.enum(['delete', 'alter', 'fill', 'use']).default('delete'), {
      help: text(
        'delete it; alter arguments (--value); fill a bucket with objects; use it from outside',
        'delete:删除;alter:修改参数(--value);fill:向存储桶写入对象;use:被外部使用',
      ),
    }),
    value: field(z.array(z.string().max(2000)).max(50).default([]), {
      help: text('NAME=VALUE that it has outside; may be repeated', '外部的参数值 NAME=VALUE;可重复'),
      placeholder: 'NAME=VALUE',
    }),
  }),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['instance', 'break'],
    positional: ['id', 'address'],
    examples: [
      {
        line: 'drydock instance break cloudapp-2gwvcfb1 tencentcloud_security_group.web',
        does: text('as if somebody deleted it', '如同有人将其删除'),
      },
      {
        line: 'drydock instance break cloudapp-2gwvcfb1 tencentcloud_instance.web --change alter --value instance_type=S5.SMALL2',
        does: text('as if somebody resized it', '如同有人调整了规格'),
      },
    ],
  },
  face: { screen: 'instances', subject: { kind: 'instance', field: 'id' }, key: 'b' },
  load: async () => (await import('../run/lifecycle.ts')).breakInstance,
});
