import { useText } from '../../i18n/index.ts';
import { hrefOf, useRoute } from '../../state/route.ts';
import { ACCESS, COLLECT, COPIES, LIVE, WHY } from './place-names.ts';

const places = [
  { head: undefined, word: 'registry.place.overview' },
  { head: LIVE, word: 'registry.place.live' },
  { head: COLLECT, word: 'registry.place.collect' },
  { head: COPIES, word: 'registry.place.copies' },
  { head: ACCESS, word: 'registry.place.access', action: 'access.show' },
  { head: WHY, word: 'registry.place.why' },
] as const;

/** The way to what is about the registry as a whole. */
export function Places() {
  const { t } = useText();
  const [head] = useRoute().path;
  return (
    <ul className="places" aria-label={t('registry.places')}>
      {places.map((place) => (
        <li key={place.word}>
          <a
            href={hrefOf('registry', ...(place.head === undefined ? [] : [place.head]))}
            data-action={'action' in place ? place.action : undefined}
            aria-current={head === place.head ? 'page' : undefined}
          >
            {t(place.word)}
          </a>
        </li>
      ))}
    </ul>
  );
}
