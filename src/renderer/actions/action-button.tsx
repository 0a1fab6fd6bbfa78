import { Button, Tooltip } from '@mantine/core';
import { cliLine, unfit } from '../../client/index.ts';
import type { ActionId, ActionView } from '../contract.ts';
import { useText } from '../i18n/index.ts';
import { useConsole } from '../state/engine.ts';
import { invoke, proceed } from './runner.ts';
import { disabledWhy, type Subjects, subjectInput } from './subjects.ts';

interface ActionButtonProps {
  readonly action: ActionId;
  readonly subjects?: Subjects;
  /** More of the input, known on this screen; the action then runs without asking for the rest. */
  readonly input?: Parameters<typeof proceed>[1];
  /** State of what it is done to, where its row cares. */
  readonly state?: string | undefined;
  readonly primary?: boolean;
}

/** A button that is its registry row: title, help, key, command line, confirmation, and the reason when disabled. */
export function ActionButton({ action, ...rest }: ActionButtonProps) {
  const view = useConsole((state) => state.actions)?.find((each) => each.id === action);
  return view ? <ViewButton view={view} {...rest} /> : null;
}

type ViewButtonProps = Omit<ActionButtonProps, 'action'> & { readonly view: ActionView };

export function ViewButton({ view, subjects = {}, input, state, primary }: ViewButtonProps) {
  const { t, say } = useText();
  const connected = useConsole((state) => state.connection === 'open');
  const missing = disabledWhy(view, subjects, connected);
  const misfit = unfit(view, state);
  const why = missing ? t(missing) : misfit && say(misfit);
  const act = (): void => {
    if (why) return;
    if (input) proceed(view, { ...subjectInput(view, subjects), ...input });
    else invoke(view, subjects);
  };
  return (
    <Tooltip
      label={
        <span className="tip">
          <span>{why ?? say(view.help)}</span>
          <code>{cliLine(view, { ...subjectInput(view, subjects), ...input })}</code>
        </span>
      }
      multiline
      maw={420}
      openDelay={350}
      transitionProps={{ duration: 0 }}
      events={{ hover: true, focus: true, touch: false }}
    >
      <Button
        size="xs"
        variant={primary ? 'filled' : 'default'}
        className={why ? 'action blocked' : view.face.confirm && !primary ? 'action loses' : 'action'}
        // Stays focusable, so that the reason can be read with the keyboard too.
        aria-disabled={why ? true : undefined}
        aria-label={say(view.title)}
        aria-keyshortcuts={view.face.key}
        data-action={view.id}
        onClick={act}
        rightSection={<kbd>{view.face.key}</kbd>}
      >
        {say(view.title)}
      </Button>
    </Tooltip>
  );
}
