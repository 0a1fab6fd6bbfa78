import { z } from 'zod';
import { FAULT_KINDS } from '../core/install/input.ts';
import { text } from '../core/text.ts';
import { field } from './fields.ts';
import { answersField, dirField, providersField, worldClosedField, worldField } from './schemas.ts';

/** Under what a package is rehearsed. */
export const rehearsalInput = {
  dir: dirField,
  answers: answersField,
  world: worldField,
  worldClosed: worldClosedField,
  providers: providersField,
  scenario: field(z.string().min(1).max(4096).optional(), {
    help: text(
      'Plays a scenario file: its answers, world, faults and changes; other options come on top',
      '按场景文件演练:使用其中的答案、世界、故障与改动;其他选项在此之上生效',
    ),
    kind: 'path',
    placeholder: 'FILE',
  }),
  images: field(z.enum(['assume', 'require']).default('assume'), {
    help: text(
      'assume: an image that is not in the embedded registry is taken for granted and said; require: it is a failure',
      'assume:内置仓库中没有的镜像按存在处理并说明;require:视为失败',
    ),
  }),
  seed: field(
    z.coerce
      .number()
      .int()
      .min(0)
      .max(2 ** 31)
      .default(1),
    {
      help: text('Same seed, same rehearsal', '相同种子得到相同的演练'),
      placeholder: 'N',
    },
  ),
  speed: field(
    z.union([z.literal('instant'), z.coerce.number().positive().max(100_000)]).default('instant'),
    {
      help: text('Times as fast as the real install, or "instant"', '相对真实安装的倍速,或 "instant"'),
      placeholder: 'instant|N',
    },
  ),
  fault: field(z.array(z.string().max(200)).max(20).default([]), {
    help: text(
      'A failure to rehearse: sold-out, image-missing, image-arch, no-egress, …; may be repeated, KIND or KIND=TARGET',
      '要演练的故障:sold-out、image-missing、image-arch、no-egress 等;可重复,格式 KIND 或 KIND=TARGET',
    ),
    suggestions: FAULT_KINDS,
    placeholder: 'KIND',
  }),
  spec: field(z.array(z.string().max(200)).max(50).default([]), {
    help: text(
      'Specification for the development licence, KEY=VALUE (default: the first values)',
      '开发许可证的规格 KEY=VALUE(默认取首个值)',
    ),
    placeholder: 'KEY=VALUE',
  }),
  licenseMode: field(z.enum(['Subscription', 'Permanent']).optional(), {
    help: text(
      'Authorisation mode of the development licence, as the developer chooses it when installing (default: Subscription)',
      '开发许可证的授权模式,由开发者在安装时选择(默认 Subscription)',
    ),
  }),
};
