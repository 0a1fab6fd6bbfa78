import type { Screen } from '../contract.ts';
import { useText } from '../i18n/index.ts';
import { Icon, screenIcon } from '../parts/icons.tsx';
import { useConsole } from '../state/engine.ts';
import { hrefOf, type Route, screens } from '../state/route.ts';

/** How many there are on a screen; running rehearsals alone count, for they are what wants attention. */
function useTally(screen: Screen): number | undefined {
  return useConsole((state) => {
    switch (screen) {
      case 'projects':
        return state.projects?.length;
      case 'rehearsals':
        return state.rehearsals?.filter((each) => each.state === 'running').length || undefined;
      case 'instances':
        return state.instances?.length;
      case 'licenses':
        return state.licenses?.length;
      case 'registry':
        return state.repositories?.length;
      default:
        return undefined;
    }
  });
}

export function SideNav({ route }: { readonly route: Route }) {
  const { t } = useText();
  return (
    <nav className="side-nav" aria-label={t('nav.label')}>
      <a className="brand" href={hrefOf('projects')}>
        <svg width="22" height="22" viewBox="0 0 32 32" aria-hidden="true">
          <rect width="32" height="32" rx="6" className="brand-plate" />
          <path
            d="M6 9v14h20V9M11 13h10v6H11z"
            fill="none"
            stroke="#fff"
            strokeWidth="2.4"
            strokeLinejoin="round"
          />
        </svg>
        Drydock
      </a>
      <ul>
        {screens.map((screen) => (
          <NavRow key={screen} screen={screen} current={route.screen === screen} />
        ))}
      </ul>
    </nav>
  );
}

function NavRow({ screen, current }: { readonly screen: Screen; readonly current: boolean }) {
  const { t } = useText();
  const tally = useTally(screen);
  return (
    <li>
      <a
        href={hrefOf(screen)}
        aria-current={current ? 'page' : undefined}
        className={current ? 'current' : undefined}
      >
        <Icon name={screenIcon(screen)} />
        <span className="nav-word">{t(`screen.${screen}`)}</span>
        {tally !== undefined && (
          <span className={screen === 'rehearsals' ? 'tally live' : 'tally'}>{tally}</span>
        )}
      </a>
    </li>
  );
}
