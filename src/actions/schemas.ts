import { z } from 'zod';
import { text } from '../core/text.ts';
import { contentSchema, field } from './fields.ts';

export const dirField = field(z.string().min(1).max(4096), {
  help: text(
    'Folder of the package project (the one with package.yaml, or above .cloudapp)',
    '安装包项目目录(含 package.yaml,或 .cloudapp 的上级)',
  ),
  kind: 'dir',
  placeholder: 'DIR',
});

export const dialectField = field(z.enum(['cloudapp', 'terraform']).default('cloudapp'), {
  help: text(
    'cloudapp: as the platform evaluates packages; terraform: Terraform proper',
    'cloudapp:与平台引擎一致;terraform:标准 Terraform',
  ),
});

export const answersField = field(
  z
    .union([z.literal('auto'), contentSchema, z.object({ values: z.record(z.string(), z.json()) })])
    .default('auto'),
  {
    help: text(
      'Answers to the install form: a YAML or JSON file, or "auto" for the first valid choices',
      '安装表单的答案:YAML 或 JSON 文件,或用 "auto" 自动选择首个有效选项',
    ),
    kind: 'content',
    words: ['auto'],
    placeholder: 'FILE|auto',
  },
);

export const worldField = field(contentSchema.optional(), {
  help: text(
    'World file that describes the customer’s account (default: the built-in world)',
    '描述客户账号的世界文件(默认使用内置世界)',
  ),
  kind: 'content',
  placeholder: 'FILE',
});

export const worldClosedField = field(z.boolean().default(false), {
  help: text(
    'What the world does not list does not exist (else it is assumed and said)',
    '世界文件未列出的资源视为不存在(否则按假设处理并说明)',
  ),
});

/** A schema for each row, because a field's words hang on its schema. */
export const variableFields = () => ({
  var: field(
    z
      .array(z.string().max(1024 * 1024))
      .max(200)
      .default([]),
    {
      help: text(
        'Value of a variable, NAME=VALUE; may be repeated, comes before everything else',
        '变量取值 NAME=VALUE;可重复,优先于其他来源',
      ),
      placeholder: 'NAME=VALUE',
    },
  ),
  varFile: field(contentSchema.optional(), {
    help: text(
      'File with values of variables (.tfvars or .tfvars.json)',
      '变量文件(.tfvars 或 .tfvars.json)',
    ),
    kind: 'content',
    placeholder: 'FILE',
  }),
  varEnv: field(
    z
      .array(z.string().max(1024 * 1024))
      .max(500)
      .default([]),
    {
      help: text(
        'Value that files and --var come before; the command line takes these from TF_VAR_NAME',
        '低于变量文件与 --var 的取值;命令行从环境变量 TF_VAR_NAME 读取',
      ),
      placeholder: 'NAME=VALUE',
      unasked: true,
    },
  ),
});

export const providersField = field(contentSchema.optional(), {
  help: text(
    'Schemas of more providers: output of `terraform providers schema -json`',
    '其他 Provider 的 schema:`terraform providers schema -json` 的输出',
  ),
  kind: 'content',
  placeholder: 'FILE',
});

export const pricesField = field(contentSchema.optional(), {
  help: text(
    'Price book to estimate with (default: the one of `drydock prices`)',
    '用于估算的价目表(默认为 `drydock prices` 设置的价目表)',
  ),
  kind: 'content',
  placeholder: 'FILE',
});

export const planFileField = field(z.string().min(1).max(4096).optional(), {
  help: text(
    'Writes the plan here in Terraform’s JSON format (as `terraform show -json`)',
    '将计划按 Terraform JSON 格式(同 `terraform show -json`)写入该文件',
  ),
  kind: 'path',
  placeholder: 'FILE',
});
