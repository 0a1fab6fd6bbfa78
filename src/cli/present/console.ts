import type { ConsoleView } from '../../actions/index.ts';
import { visible } from '../../core/visible.ts';
import { type Io, say } from '../io.ts';
import type { Presenters } from './presenter.ts';

/** One answer: JSON where asked, else the value on standard output and its type (or the mistake) beside it. Returns the exit status. */
export function printAnswer(view: ConsoleView, io: Io): 0 | 1 {
  if (io.json) say(io, document(view));
  else if ('error' in view) {
    const { summary, detail, range } = view.error;
    io.err.write(`${io.color.red(visible(summary))}${range ? io.color.dim(`  ${range}`) : ''}\n`);
    if (detail) io.err.write(`${visible(detail)}\n`);
  } else {
    say(io, visible(view.shown));
    io.err.write(`${io.color.dim(visible(typeText(JSON.parse(view.type))))}\n`);
  }
  return 'error' in view ? 1 : 0;
}

/** Numbers of any size stay exact: value and type are JSON text already. */
const document = (view: ConsoleView): string =>
  'error' in view
    ? JSON.stringify({ error: view.error })
    : `{"value":${view.value},"type":${view.type},"unknown":${view.unknown},"sensitive":${view.sensitive}}`;

/** A type as a constraint is written: `list(object({ a = string }))`. */
function typeText(type: unknown): string {
  if (!Array.isArray(type)) return type === 'dynamic' ? 'any' : String(type);
  const [kind, of] = type as [string, unknown];
  if (kind === 'tuple') return `tuple([${(of as unknown[]).map(typeText).join(', ')}])`;
  if (kind !== 'object') return `${kind}(${typeText(of)})`;
  const fields = Object.entries(of as object).map(([name, each]) => `${name} = ${typeText(each)}`);
  return fields.length === 0 ? 'object({})' : `object({ ${fields.join(', ')} })`;
}

export const presenters = {
  console: {
    status: (view) => ('error' in view ? 1 : 0),
    text: (view, io) => void printAnswer(view, io),
    json: document,
  },
} satisfies Presenters;
