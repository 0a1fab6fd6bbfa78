import { Button } from '@mantine/core';
import { invoke } from '../../../actions/runner.ts';
import type { ActionId } from '../../../contract.ts';
import { useText } from '../../../i18n/index.ts';
import { useConsole } from '../../../state/engine.ts';

/** Buttons of actions by id, for what is about no selected thing. */
export function ActionButtons({ ids }: { readonly ids: readonly ActionId[] }) {
  const { say } = useText();
  const actions = useConsole((state) => state.actions) ?? [];
  const buttons = ids.flatMap((id) => {
    const view = actions.find((each) => each.id === id);
    return view
      ? [
          <Button
            key={id}
            size="compact-sm"
            variant="default"
            data-action={id}
            onClick={() => invoke(view, {})}
          >
            {say(view.title)}
          </Button>,
        ]
      : [];
  });
  return <span className="copies-buttons">{buttons}</span>;
}
