import { ExecError, GoError } from '../go/func.ts';

/** How often one template may be inside itself; Helm's own number. */
export const RECURSION_MAX = 1000;

/** A recursion of that many levels that exhausts our stack is taken for endless. */
const ENDLESS = 100;

export const nestedReference = (name: string): string =>
  `rendering template has a nested reference name: ${name}: unable to execute template`;

/** Our stack ended before Helm's count did. It becomes Helm's error when one round of the recursion is known. */
class StackEnded extends GoError {
  override readonly name = 'StackEnded';
  readonly template: string;
  readonly count: number;
  constructor(template: string, count: number) {
    super(nestedReference(template));
    this.template = template;
    this.count = count;
  }
}

const isStackOverflow = (error: unknown): boolean =>
  error instanceof RangeError && error.message.includes('call stack');

/** What one rendering remembers of an overflow while it unwinds. */
export interface Recursion {
  ended: StackEnded | undefined;
}

/**
 * What an inclusion throws on when something inside it threw. JavaScript's stack may end a few hundred levels before
 * Helm's limit of 1000; a template that has included itself a hundred times by then would have gone on, so the levels
 * that are missing from Helm's error are written from the round that is there.
 * @param count how many inclusions of the template are open, this one included
 */
export function deepError(error: unknown, name: string, count: number, state: Recursion): unknown {
  if (isStackOverflow(error) && count > ENDLESS) {
    state.ended = new StackEnded(name, count);
    return state.ended;
  }
  const { ended } = state;
  if (ended === undefined || !(error instanceof ExecError)) return error;
  if (ended.template !== name || count !== ended.count - 1) return error;
  const core = ended.message;
  const missing = RECURSION_MAX + 2 - ended.count;
  state.ended = undefined;
  const round = error.message.slice(0, -core.length);
  return new ExecError(round.repeat(Math.max(1, missing + 1)) + core);
}
