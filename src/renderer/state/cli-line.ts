import { useEffect } from 'react';
import { createStore, useStore } from 'zustand';
import { cliLine } from '../../client/index.ts';
import type { ActionId, JsonObject } from '../contract.ts';
import { useConsole } from './engine.ts';

interface Shown {
  readonly id: ActionId;
  readonly input: JsonObject;
}

const shown = createStore<{ readonly line?: Shown | undefined }>(() => ({}));

/** Says which command line does what the present place shows; the bar at the foot offers it for copying. */
export function useCliLine(id: ActionId, input: JsonObject = {}): void {
  const key = JSON.stringify([id, input]);
  useEffect(() => {
    const [nextId, nextInput] = JSON.parse(key) as [ActionId, JsonObject];
    shown.setState({ line: { id: nextId, input: nextInput } });
  }, [key]);
}

/** The line for the foot bar; undefined until the catalogue is read. */
export function useShownCliLine(): string | undefined {
  const line = useStore(shown, (state) => state.line);
  const actions = useConsole((state) => state.actions);
  const view = actions?.find((each) => each.id === line?.id);
  return view && line ? cliLine(view, line.input) : undefined;
}
