import type { ActionEvent, ActionId, ActionResult } from '../../actions/index.ts';
import type { Io } from '../io.ts';

/** Exit status that a result means by itself: 0, 1 when the checked thing failed, 2 when something could not be checked. */
export type ResultStatus = 0 | 1 | 2 | 130;

/** Shows the events of a running action to a person. */
export interface EventView<Event> {
  show(event: Event): void;
  /** Takes what was drawn over off the screen. */
  end(): void;
}

/** How an action's outcome is shown to people. JSON needs no presenter: it is the result itself. */
export interface Presenter<Id extends ActionId> {
  text(result: ActionResult<Id>, io: Io): void;
  status?(result: ActionResult<Id>): ResultStatus;
  events?(io: Io): EventView<ActionEvent<Id>>;
  /** Result as the document that --json prints; a string is printed as it is. Default: the result. */
  json?(result: ActionResult<Id>): unknown;
  /** For actions about the running engine: what to print without one, and the exit status. Default: ENGINE_NOT_RUNNING. */
  notRunning?(io: Io, home: string): number;
}

/** A presenter whose types are checked against its action. */
export type Presenters = { readonly [Id in ActionId]?: Presenter<Id> };
