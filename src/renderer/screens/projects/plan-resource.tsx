import type { Json, PlanResourceView } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Facts, Section } from '../../parts/basics.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Data } from '../../text/data.tsx';
import { oneLine } from '../../text/format.ts';
import { isObject } from '../../text/json.ts';

interface PlanResourceProps {
  readonly resource: PlanResourceView;
  readonly onClose: () => void;
  readonly onSelect: (address: string) => void;
}

interface Argument {
  readonly name: string;
  readonly value: Json | undefined;
  /** Wholly or in part known only once something else exists. */
  readonly unknown: boolean;
}

const holds = (mark: Json | undefined): boolean =>
  mark === true ||
  (Array.isArray(mark) ? mark.some(holds) : isObject(mark) && Object.values(mark).some(holds));

function argumentsOf(resource: PlanResourceView): readonly Argument[] {
  const args = isObject(resource.args) ? resource.args : {};
  const unknown = isObject(resource.unknown) ? resource.unknown : {};
  const names = [...new Set([...Object.keys(args), ...Object.keys(unknown)])].sort();
  return names
    .map((name) => ({ name, value: args[name], unknown: holds(unknown[name]) }))
    .filter((each) => each.unknown || (each.value !== null && each.value !== undefined));
}

/** One planned resource: where it stands, what it needs, and its arguments. */
export function PlanResource({ resource, onClose, onSelect }: PlanResourceProps) {
  const { t } = useText();
  const args = argumentsOf(resource);
  return (
    <aside className="plan-side" aria-label={resource.address}>
      <header>
        <h3>
          <Data mono>{resource.address}</Data>
        </h3>
        <button type="button" className="icon-button" onClick={onClose} aria-label={t('common.close')}>
          <Icon name="close" size={13} />
        </button>
      </header>
      <Facts
        facts={[
          { name: t('plan.action'), value: resource.action },
          ...(resource.fidelity
            ? [{ name: t('ship.known'), value: t(`fidelity.${resource.fidelity}`) }]
            : []),
          { name: t('common.place'), value: <Data mono>{`${resource.file}:${resource.line}`}</Data> },
        ]}
      />
      <Section title={t('plan.needs')} count={resource.dependsOn.length}>
        <ul className="plain">
          {resource.dependsOn.map((address) => (
            <li key={address}>
              <button type="button" className="link mono" onClick={() => onSelect(address)}>
                <Data mono>{address}</Data>
              </button>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('plan.arguments')} count={args.length}>
        <dl className="arguments">
          {args.map((each) => (
            <div key={each.name}>
              <dt>
                <Data mono>{each.name}</Data>
              </dt>
              <dd>
                {each.value !== undefined && each.value !== null && <Data mono>{oneLine(each.value)}</Data>}
                {each.unknown && <span className="dim"> {t('plan.afterApply')}</span>}
              </dd>
            </div>
          ))}
        </dl>
      </Section>
    </aside>
  );
}
