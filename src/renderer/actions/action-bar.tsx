import type { ActionId, ActionView, Screen } from '../contract.ts';
import { useText } from '../i18n/index.ts';
import { useConsole } from '../state/engine.ts';
import { ViewButton } from './action-button.tsx';
import type { Subjects } from './subjects.ts';

interface ActionBarProps {
  readonly screen: Screen;
  readonly subjects: Subjects;
  /** `selected`: those that act on the selection. `screen`: those that need none. */
  readonly which?: 'selected' | 'screen' | 'all';
  /** State of the selection, where rows care. */
  readonly state?: string | undefined;
  readonly primary?: ActionId;
  /** A place of its own on the screen; its actions are shown there and nowhere else. */
  readonly place?: string;
  /** Actions that a tab beside the bar shows: a button for them would be the same words twice. */
  readonly tabs?: readonly ActionId[];
}

/** The main action first, what loses something last, the rest as the registry has it. */
const weight = (view: ActionView, primary: ActionId | undefined): number =>
  view.id === primary ? 0 : view.face.confirm ? 2 : 1;

/** Every action that the registry gives to a screen, in its order. */
export function ActionBar({
  screen,
  subjects,
  which = 'all',
  state,
  primary,
  place,
  tabs = [],
}: ActionBarProps) {
  const { t } = useText();
  const actions = useConsole((state) => state.actions) ?? [];
  const shown = actions
    .filter(
      ({ id, face }) =>
        face.screen === screen &&
        !face.ambient &&
        face.place === place &&
        !tabs.includes(id as ActionId) &&
        (which === 'all' || (face.subject !== undefined) === (which === 'selected')),
    )
    .sort((a, b) => weight(a, primary) - weight(b, primary));
  if (shown.length === 0) return null;
  return (
    <div className="action-bar" role="toolbar" aria-label={t('actions.bar')}>
      {shown.map((view) => (
        <ViewButton
          key={view.id}
          view={view}
          subjects={subjects}
          state={state}
          primary={view.id === primary}
        />
      ))}
    </div>
  );
}
