import { text } from '../../text.ts';
import { answeredDataSources, type DataAnswer } from '../../world/index.ts';
import { askNow } from '../account-reader.ts';
import type { Behaviour } from './behaviour.ts';
import { found } from './opaque.ts';
import type { Subject } from './subject.ts';

const ANSWERED: ReadonlySet<string> = new Set(answeredDataSources());

/** What the account answers at this moment; undefined: it cannot tell. */
export const askAccount = (subject: Subject): DataAnswer | undefined =>
  askNow(subject.view, {
    type: subject.planned.type,
    args: subject.args,
    region: subject.region || undefined,
  });

/** A data source that the world answers; what it does not know is said, and is empty. */
const answered: Behaviour = {
  types: [],
  fidelity: 'partial',
  idPrefix: 'data',
  seconds: [1, 2],
  check: (subject) => {
    const answer = askAccount(subject);
    if (answer === undefined) return found.check?.(subject);
    if ('error' in answer) return subject.fail('SIM_DATA_SOURCE', '', { detail: answer.error });
    for (const note of answer.notes)
      subject.assume(
        'ASSUMED_DATA_LISTED',
        '',
        text(`${subject.address}: ${note.en}.`, `${subject.address}:${note['zh-CN']}。`),
      );
    return undefined;
  },
  attributes: (subject) => {
    const answer = askAccount(subject);
    return answer && 'attributes' in answer ? answer.attributes : {};
  },
};

/** What the rehearsal knows of a data source type. */
export const dataBehaviour = (type: string): Behaviour => (ANSWERED.has(type) ? answered : answeredByFile);

/** Other types are answered where the world's file has an answer of its own. */
const answeredByFile: Behaviour = { ...answered, fidelity: 'opaque' };
