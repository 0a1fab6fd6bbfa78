import { z } from 'zod';
import { text } from '../../core/text.ts';
import { defineAction } from '../action.ts';
import { field } from '../fields.ts';
import type { TestEvent, TestView } from '../scenario-views.ts';
import { answersField, dirField, worldField } from '../schemas.ts';

export const scenarioList = defineAction({
  id: 'scenario.list',
  title: text('Scenarios', '场景'),
  help: text(
    'Lists the scenario files of a project (scenarios/*.yaml) with what each expects.',
    '列出项目的场景文件(scenarios/*.yaml)及其期望结果。',
  ),
  input: z.object({ dir: dirField }),
  needs: 'files',
  streams: false,
  cli: {
    words: ['scenario', 'list'],
    positional: ['dir'],
    examples: [{ line: 'drydock scenario list .', does: text('what can be played', '可演练的场景') }],
  },
  face: { screen: 'projects', subject: { kind: 'project', field: 'dir' }, key: 's', ambient: true },
  load: async () => (await import('../run/scenarios.ts')).list,
});

const testInput = {
  dir: dirField,
  filter: field(z.string().max(200).optional(), {
    help: text(
      'Only scenarios whose file, name, tag or fault has this in it',
      '只运行文件名、名称、标签或故障中包含该文本的场景',
    ),
    placeholder: 'TEXT',
  }),
  format: field(z.enum(['text', 'tap', 'junit', 'json']).default('text'), {
    help: text('Report format', '报告格式'),
  }),
  updateGolden: field(z.boolean().default(false), {
    help: text(
      'Writes plan and manifests of each scenario into golden/; later runs are compared with them',
      '将每个场景的计划与清单写入 golden/,之后的运行与其比对',
    ),
  }),
};

export const test = defineAction<'test', z.ZodObject<typeof testInput>, TestView, TestEvent>({
  id: 'test',
  title: text('Run scenarios', '运行场景'),
  help: text(
    'Runs the scenarios of a project: rehearses each, compares with what it expects, and checks its cure. Exit status: 0 all passed, 1 one failed, 2 one could not be run.',
    '运行项目的全部场景:逐一演练、与期望比对,并验证处理方法。退出码:0 全部通过,1 有失败,2 有无法运行的。',
  ),
  input: z.object(testInput),
  needs: 'engine',
  streams: true,
  cli: {
    words: ['test'],
    positional: ['dir'],
    examples: [
      { line: 'drydock test .', does: text('all scenarios of a project', '项目的全部场景') },
      {
        line: 'drydock test . --filter faq',
        does: text('those of the installation FAQ', '安装常见问题的场景'),
      },
      { line: 'drydock test . --format junit > report.xml', does: text('for CI', '供 CI 使用') },
      {
        line: 'drydock test . --filter ok.yaml --update-golden',
        does: text('keep plan and manifests to compare with', '保存计划与清单以供比对'),
      },
    ],
  },
  face: { screen: 'projects', subject: { kind: 'project', field: 'dir' }, key: 't' },
  load: async () => (await import('../run/scenarios.ts')).test,
});

export const faultList = defineAction({
  id: 'fault.list',
  title: text('Faults', '故障'),
  help: text(
    'Lists the faults that a rehearsal can inject, with what each does and what its target names.',
    '列出演练可注入的故障、其作用以及目标的含义。',
  ),
  input: z.object({}),
  needs: 'files',
  streams: false,
  cli: {
    words: ['fault', 'list'],
    examples: [{ line: 'drydock fault list', does: text('what can go wrong', '可能出现的问题') }],
  },
  face: { screen: 'projects', key: 'F', ambient: true },
  load: async () => (await import('../run/scenarios.ts')).faults,
});

export const permissions = defineAction({
  id: 'permissions',
  title: text('Permissions', '权限'),
  help: text(
    'Shows what the running application may call, on what, and which statement of package.yaml says so; asks about one call with --call.',
    '显示应用运行时可调用哪些接口、作用于哪些资源,以及由 package.yaml 的哪条语句决定;用 --call 查询某个接口。',
  ),
  input: z.object({
    dir: dirField,
    call: field(z.string().min(1).max(200).optional(), {
      help: text('Action to ask about: cvm:DescribeInstances', '要查询的接口:cvm:DescribeInstances'),
      placeholder: 'ACTION',
    }),
    on: field(z.string().min(1).max(1000).optional(), {
      help: text(
        'Resource of the call: qcs::cvm:ap-guangzhou:uin/1:instance/ins-1, or *',
        '调用的资源:qcs::cvm:ap-guangzhou:uin/1:instance/ins-1,或 *',
      ),
      placeholder: 'RESOURCE',
    }),
    condition: field(z.array(z.string().max(500)).max(50).default([]), {
      help: text(
        'Condition key of the request, KEY=VALUE; may be repeated, once more for another value of a key',
        '请求的条件键 KEY=VALUE;可重复,同一键可给多个值',
      ),
      placeholder: 'KEY=VALUE',
    }),
    answers: answersField,
    world: worldField,
  }),
  needs: 'files',
  streams: false,
  cli: {
    words: ['permissions'],
    positional: ['dir'],
    examples: [
      { line: 'drydock permissions .', does: text('what is declared', '已声明的权限') },
      {
        line: 'drydock permissions . --call cloudapp:VerifyLicense',
        does: text('may it verify its licence?', '能否校验许可证?'),
      },
      {
        line: 'drydock permissions . --call cvm:RebootInstances --on "*" --condition qcs:ip=10.0.0.1',
        does: text('one call, exactly', '精确查询一次调用'),
      },
    ],
  },
  face: { screen: 'projects', subject: { kind: 'project', field: 'dir' }, key: 'P' },
  load: async () => (await import('../run/permissions.ts')).run,
});
