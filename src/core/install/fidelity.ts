import { KIND_FACTS } from '../cluster/index.ts';
import { type LocalText, text } from '../text.ts';
import type { FidelitySummary } from './events.ts';
import { behaviourOf, knownTypes } from './resources/index.ts';
import type { Run } from './run.ts';

type Fidelity = 'full' | 'partial' | 'opaque';

/** A resource type or Kubernetes kind, with what the rehearsal does for it and what not. */
export interface FidelityRow {
  readonly name: string;
  readonly of: 'terraform' | 'kubernetes';
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

/** Every type and kind that the rehearsal knows something of; others are opaque. */
export const fidelityTable = (): readonly FidelityRow[] => [
  ...knownTypes().map(typeRow),
  ...KIND_FACTS.map((facts) => kindRow(facts.kind)),
];
