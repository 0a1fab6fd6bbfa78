import type { RepositoryView } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Section } from '../../parts/basics.tsx';
import { hrefOf } from '../../state/route.ts';
import { Data } from '../../text/data.tsx';
import { bytes } from '../../text/format.ts';

const SHOWN = 12;

/** The largest repositories by what they hold; what two of them share counts in both. */
export function RepositoryBars({ repositories }: { readonly repositories: readonly RepositoryView[] }) {
  const { t } = useText();
  const largest = repositories.toSorted((a, b) => b.bytes - a.bytes).slice(0, SHOWN);
  const most = Math.max(1, largest[0]?.bytes ?? 0);
  return (
    <Section
      title={t('registry.byRepository')}
      aside={<span className="dim small">{t('registry.byRepository.note')}</span>}
    >
      <ul className="repository-bars">
        {largest.map((each) => (
          <li key={each.name}>
            <a href={hrefOf('registry', each.name)}>
              <Data mono clip>
                {each.name}
              </Data>
            </a>
            <span className="bar-track" aria-hidden="true">
              <span className="bar" style={{ left: 0, width: `${(100 * each.bytes) / most}%` }} />
            </span>
            <span className="number">{bytes(each.bytes)}</span>
          </li>
        ))}
      </ul>
      {repositories.length > SHOWN && (
        <p className="dim small">{t('registry.byRepository.more', { count: repositories.length - SHOWN })}</p>
      )}
    </Section>
  );
}
