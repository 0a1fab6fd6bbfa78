import { CHECK } from '../actions/subjects.ts';
import { useText } from '../i18n/index.ts';
import { Icon } from '../parts/icons.tsx';
import { placeNames } from '../screens/registry/place-names.ts';
import { preferences, type Scheme, usePreference } from '../state/preferences.ts';
import { hrefOf, type Route } from '../state/route.ts';
import { baseName } from '../text/format.ts';
import { visible } from '../text/visible.ts';

const nextScheme: Readonly<Record<Scheme, Scheme>> = { auto: 'light', light: 'dark', dark: 'auto' };
const schemeIcon = { auto: 'auto', light: 'sun', dark: 'moon' } as const;

interface TopBarProps {
  readonly route: Route;
  readonly onPalette: () => void;
  readonly onHelp: () => void;
}

export function TopBar({ route, onPalette, onHelp }: TopBarProps) {
  const { t, lang } = useText();
  const scheme = usePreference('scheme');
  return (
    <header className="top-bar">
      <Crumbs route={route} />
      <button type="button" className="palette-open" onClick={onPalette} aria-keyshortcuts="Control+K Meta+K">
        <Icon name="search" size={13} />
        <span>{t('palette.open')}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <button
        type="button"
        className="icon-button wide"
        lang={lang === 'en' ? 'zh-CN' : 'en'}
        onClick={() => preferences.setState({ lang: lang === 'en' ? 'zh-CN' : 'en' })}
        title={t('top.language')}
        data-language={lang}
      >
        {lang === 'en' ? '中文' : 'English'}
      </button>
      <button
        type="button"
        className="icon-button"
        onClick={() => preferences.setState({ scheme: nextScheme[scheme] })}
        aria-label={t('top.scheme', { now: t(`scheme.${scheme}`) })}
        title={t('top.scheme', { now: t(`scheme.${scheme}`) })}
        data-scheme={scheme}
      >
        <Icon name={schemeIcon[scheme]} />
      </button>
      <button
        type="button"
        className="icon-button"
        onClick={onHelp}
        aria-label={t('keys.help')}
        title={`${t('keys.help')} (?)`}
      >
        <Icon name="help" />
      </button>
    </header>
  );
}

/** Where the page is. Tabs of a detail panel are no level of their own. */
function Crumbs({ route: { screen, path } }: { readonly route: Route }) {
  const { t } = useText();
  const levels = screen === 'registry' ? path.slice(0, 2) : path.slice(0, 1);
  const word = (part: string): string => {
    if (part === CHECK) return t('licenses.check');
    const place = screen === 'registry' ? placeNames[part] : undefined;
    if (place !== undefined) return t(place);
    return visible(screen === 'projects' ? baseName(part) : part);
  };
  const shown = screen === 'world' || screen === 'engine' ? [] : levels;
  return (
    <nav className="crumbs" aria-label={t('top.crumbs')}>
      <ol>
        <li>
          <a href={hrefOf(screen)}>{t(`screen.${screen}`)}</a>
        </li>
        {shown.map((part, index) => (
          <li key={part}>
            <a
              className={placeNames[part] === undefined ? 'mono' : undefined}
              href={hrefOf(screen, ...path.slice(0, index + 1))}
              title={visible(part)}
              aria-current={index === shown.length - 1 ? 'location' : undefined}
            >
              {word(part)}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
