import { Switch } from '@mantine/core';
import { useText } from '../i18n/index.ts';
import { SidePanel } from '../parts/side-panel.tsx';
import { useConsole } from '../state/engine.ts';
import { preferences, usePreference } from '../state/preferences.ts';
import { screens, useRoute } from '../state/route.ts';

/** The keys that work here: those of the page, and those that the registry's rows give to each screen. */
export function KeyHelp({ onClose }: { readonly onClose: () => void }) {
  const { t, say } = useText();
  const route = useRoute();
  const on = usePreference('keys');
  const actions = useConsole((state) => state.actions) ?? [];
  const general: readonly (readonly [string, string])[] = [
    ['Ctrl K', t('keys.palette')],
    ['?', t('keys.help')],
    ['1 – 7', t('keys.screens')],
    ['/', t('keys.filter')],
    ['↑ ↓  j k', t('keys.move')],
    ['Esc', t('keys.close')],
  ];
  const order = [route.screen, ...screens.filter((screen) => screen !== route.screen)];
  return (
    <SidePanel title={t('keys.title')} onClose={onClose}>
      <Switch
        size="xs"
        label={t('keys.single')}
        checked={on}
        onChange={(event) => preferences.setState({ keys: event.currentTarget.checked })}
        data-autofocus
      />
      <KeyTable title={t('keys.everywhere')} rows={general} />
      {order.map((screen) => {
        const rows = actions
          .filter((view) => view.face.screen === screen && !view.face.ambient)
          .map((view) => [view.face.key, say(view.title)] as const);
        return rows.length === 0 ? null : <KeyTable key={screen} title={t(`screen.${screen}`)} rows={rows} />;
      })}
    </SidePanel>
  );
}

function KeyTable({
  title,
  rows,
}: {
  readonly title: string;
  readonly rows: readonly (readonly [string, string])[];
}) {
  return (
    <section className="key-table">
      <h3>{title}</h3>
      <dl>
        {rows.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
