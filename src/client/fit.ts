import type { ActionView } from '../actions/index.ts';
import type { LocalText } from '../core/text.ts';

/** Why an action does not fit a subject in its present state; undefined when it does, or the state is not known. */
export function unfit({ face }: ActionView, state: string | undefined): LocalText | undefined {
  const only = face.subject?.only;
  return only && state !== undefined && !only.states.includes(state) ? only.otherwise : undefined;
}
