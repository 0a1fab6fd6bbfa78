import { KIND_FACTS } from '../cluster/index.ts';
import type { JsonObject } from '../json.ts';
import { type LocalText, text } from '../text.ts';
import { answeredFrom, type World } from '../world/index.ts';
import type { FidelitySummary } from './events.ts';
import { behaviourOf, knownTypes } from './resources/index.ts';
import type { Run } from './run.ts';

type Fidelity = 'full' | 'partial' | 'opaque';

/** A resource type or Kubernetes kind, with what the rehearsal does for it and what not. */
export interface FidelityRow {
  readonly name: string;
  readonly of: 'terraform' | 'data' | 'kubernetes';
  readonly fidelity: Fidelity;
  readonly knows: LocalText;
  readonly lacks: LocalText;
}

/** What a run's outcome rests on. Data sources count as `data.TYPE`. */
export function fidelityOfRun(run: Run): FidelitySummary {
  const groups: Record<Fidelity, Set<string>> = { full: new Set(), partial: new Set(), opaque: new Set() };
  for (const each of run.resources) if (each.state !== 'skipped') groups[each.fidelity].add(each.type);
  for (const [kind, fidelity] of run.kinds) groups[fidelity].add(kind);
  return {
    full: [...groups.full].sort(),
    partial: [...groups.partial].sort(),
    opaque: [...groups.opaque].sort(),
  };
}

const joined = (parts: readonly LocalText[]): LocalText => ({
  en: parts.map((part) => part.en).join('; '),
  'zh-CN': parts.map((part) => part['zh-CN']).join(';'),
});

/** What is known of a Terraform resource type. */
export function typeRow(type: string): FidelityRow {
  const behaviour = behaviourOf(type);
  const { fidelity, needs = [], refers = {}, quota, check, attributes } = behaviour;
  const knows: LocalText[] = [];
  if (fidelity !== 'opaque')
    knows.push(text('arguments against the provider’s schema', '按 Provider schema 校验参数'));
  if (needs.length > 0) knows.push(text(`needs ${needs.join(', ')}`, `必须提供 ${needs.join('、')}`));
  const references = Object.keys(refers);
  if (references.length > 0)
    knows.push(
      text(
        `${references.join(', ')} exist, are of the right kind and region`,
        `${references.join('、')} 存在且类型、地域正确`,
      ),
    );
  if (quota !== undefined) knows.push(text(`quota ${quota}`, `配额 ${quota}`));
  if (check && fidelity !== 'opaque')
    knows.push(text('checks of its own against the world', '针对账号的专门检查'));
  if (attributes) knows.push(text('attributes as the cloud gives them', '属性与云平台一致'));
  const lacks =
    fidelity === 'full'
      ? text('what the thing itself does once it runs', '资源运行之后的行为')
      : fidelity === 'partial'
        ? text(
            'checks that only the cloud makes; attributes that are not named are made up',
            '仅云平台会做的检查;未列出的属性为虚构',
          )
        : text('everything: it succeeds, and its attributes are made up', '全部:视为成功,属性均为虚构');
  return {
    name: type,
    of: 'terraform',
    fidelity,
    knows:
      knows.length > 0
        ? joined(knows)
        : text('that it is in the provider’s schema', '存在于 Provider schema'),
    lacks,
  };
}

/** Answers that a world's file gives for a data source type. */
const answersFor = (world: World | undefined, type: string) =>
  (world?.answers ?? []).filter((each) => each.type === type);

/** How well a planned resource is known in a world: what the world's file answers for is not opaque. */
export function fidelityIn(world: World, type: string, mode: 'managed' | 'data'): Fidelity {
  const { fidelity } = behaviourOf(type, mode);
  if (fidelity !== 'opaque' || mode !== 'data') return fidelity;
  return answersFor(world, type).length > 0 ? 'partial' : 'opaque';
}

/** A data source that nothing answers but the world's file. */
function answeredByFile(type: string, answers: readonly { readonly where: JsonObject }[]): FidelityRow {
  const always = answers.some(({ where }) => Object.keys(where).length === 0);
  const wheres = [...new Set(answers.flatMap(({ where }) => Object.keys(where)))].join(', ');
  return {
    name: `data.${type}`,
    of: 'data',
    fidelity: 'partial',
    knows: text(
      `answered by the world file (dataSources)${always ? '' : `, for certain values of ${wheres}`}`,
      `由世界文件(dataSources)回答${always ? '' : `,仅限 ${wheres} 的特定取值`}`,
    ),
    lacks: text(
      'whether the account really answers so; where no answer of the file fits, the result is made up',
      '真实账号是否如此回答;文件中没有匹配的回答时,其结果为虚构',
    ),
  };
}

/** Where a data source finds what it looks for; in a world whose file may answer it, if one is given. */
export function dataRow(type: string, world?: World): FidelityRow {
  const answered = answeredFrom(type);
  const answers = answersFor(world, type);
  if (!answered && answers.length > 0) return answeredByFile(type, answers);
  if (!answered)
    return {
      name: `data.${type}`,
      of: 'data',
      fidelity: 'opaque',
      knows: text(
        'an answer that the world file gives for it under dataSources',
        '世界文件 dataSources 中为其给出的回答',
      ),
      lacks: text(
        'anything else: without such an answer it is assumed to find what it looks for, and its result is made up',
        '其余全部:若无此类回答,则视为能查询到所需内容,其结果为虚构',
      ),
    };
  const { section, by } = answered;
  return {
    name: `data.${type}`,
    of: 'data',
    fidelity: 'partial',
    knows: text(
      `answered from the world's section ${section} and what the install has made${by.length > 0 ? `, narrowed by ${by.join(', ')}` : ''}`,
      `由世界文件的 ${section} 部分及安装过程中创建的资源回答${by.length > 0 ? `,可按 ${by.join('、')} 筛选` : ''}`,
    ),
    lacks: text(
      'fields that the section does not state are empty; with other arguments it is assumed, unless dataSources answers',
      '该部分未说明的字段为空;使用其他参数时按假设处理,除非 dataSources 给出回答',
    ),
  };
}

/** What is known of a Kubernetes kind. */
export function kindRow(kind: string): FidelityRow {
  const facts = KIND_FACTS.find((each) => each.kind === kind);
  return {
    name: kind,
    of: 'kubernetes',
    fidelity: facts?.fidelity ?? 'opaque',
    knows: facts?.knows ?? text('that its definition is there', '其定义是否存在'),
    lacks: facts?.lacks ?? text('everything that its controller does', '其控制器的全部行为'),
  };
}

/** Resource types and kinds that the rehearsal knows something of (others are opaque), and every data source of `data`. */
export const fidelityTable = (data: readonly string[], world?: World): readonly FidelityRow[] => [
  ...knownTypes().map(typeRow),
  ...[...data].sort().map((type) => dataRow(type, world)),
  ...KIND_FACTS.map((facts) => kindRow(facts.kind)),
];
